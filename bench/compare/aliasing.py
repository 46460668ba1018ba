#!/usr/bin/python3
"""What interpolation adds to a sample that is not in it: aliases and images, FluidSynth's and ours, as Markdown tables.

usage: aliasing.py [--awe PROGRAM]

A bank is made of a looped sample of harmonics of 441 Hz, all of one level up to 20 kHz, recorded at 44.1 kHz. Each key shifts it by a
number of semitones; the harmonics of the shifted pitch below half the output's rate are what should be heard, and everything else is not
in the music. The figure is the energy of that, in decibels relative to what should be heard; once for all, and once for what lies below
16 kHz. The second table is the level of the tone at about 10 and 15 kHz of the output beside the same tone below 2 kHz: what the kernel takes from
the treble. Rendered dry; needs numpy, scipy, fluidsynth.
"""
import argparse
import os
import struct
import subprocess
import tempfile

import numpy as np
from scipy.io import wavfile

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
RATE = 44100
ROOT_KEY = 60
PITCH = 441.0
SHIFTS = (-24, -13, -5, -1, 1, 3, 5, 7, 11, 15, 19, 23, 30, 38)
SECONDS = 2.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--awe", default=os.path.join(ROOT, "artifacts", "bin", "Awe.Player", "release", "awe"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bank, song = os.path.join(folder, "tone.sf2"), os.path.join(folder, "tone.mid")
        with open(bank, "wb") as file:
            file.write(bank_of(harmonics(20000), 100, 400))
        with open(song, "wb") as file:
            file.write(song_of([ROOT_KEY + shift for shift in SHIFTS]))
        ways = {}
        for name, number in (("FluidSynth linear", 1), ("FluidSynth 4-point", 4), ("FluidSynth 7-point", 7)):
            ways[name] = fluidsynth(folder, bank, song, number)
        for kind in ("linear", "cubic", "sinc"):
            ways[f"awe {kind}"] = awe(arguments.awe, folder, bank, song, kind)
    print_table("Not in the music: all, and below 16 kHz (dB)", ways, lambda part, shift: "{:.1f}, {:.1f}".format(*foreign(part, shift)))
    print_table("Treble: at about 10 kHz and 15 kHz (dB)", ways, lambda part, shift: "{:.1f}, {:.1f}".format(*treble(part, shift)))


def print_table(title, ways, figure):
    print(f"{title}\n\n| semitones | " + " | ".join(ways) + " |")
    print("| ---: |" + " ---: |" * len(ways))
    for index, shift in enumerate(SHIFTS):
        cells = [figure(part_of(wave, index), shift) for wave in ways.values()]
        print(f"| {shift:+d} | " + " | ".join(cells) + " |")
    print()


def part_of(wave, index):
    first = int((index * SECONDS + 0.4) * RATE)
    return wave[first:first + RATE]


def spectrum(part):
    """Energy at each hertz, through a window whose side lobes are far below what is measured."""
    return np.abs(np.fft.rfft(part * np.blackman(len(part)) ** 2)) ** 2


def tones(shift):
    pitch = PITCH * 2 ** (shift / 12)
    count = int(20000 / PITCH)
    return [k * pitch for k in range(1, count + 1) if k * pitch < RATE / 2]


def foreign(part, shift):
    energy = spectrum(part)
    wanted = np.zeros(len(energy), bool)
    for tone in tones(shift):
        wanted[max(0, int(tone) - 7):int(tone) + 9] = True
    total = energy[wanted].sum()
    hertz = np.arange(len(energy))
    rest = energy[~wanted & (hertz > 30)].sum()
    heard = energy[~wanted & (hertz > 30) & (hertz < 16000)].sum()
    return 10 * np.log10(rest / total), 10 * np.log10(heard / total)


def treble(part, shift):
    energy = spectrum(part)
    level = lambda tone: energy[max(0, int(tone) - 7):int(tone) + 9].sum()
    all_tones = tones(shift)
    low = min(all_tones, key=lambda tone: abs(tone - 1500))
    near = lambda hertz: min(all_tones, key=lambda tone: abs(tone - hertz))
    return [10 * np.log10(level(near(hertz)) / level(low)) if all_tones[-1] > hertz - 500 else float("nan") for hertz in (10000, 15000)]


def harmonics(highest):
    """Periods of 100 points, of all harmonics up to a frequency at one level, with phases that keep the peak low."""
    time = np.arange(500) / RATE
    count = int(highest / PITCH)
    wave = sum(np.cos(2 * np.pi * PITCH * k * time + np.pi * k * k / count) for k in range(1, count + 1))
    return np.round(wave / np.abs(wave).max() * 16000).astype("<i2")


def fluidsynth(folder, bank, song, number):
    commands, path = os.path.join(folder, "commands"), os.path.join(folder, "theirs.wav")
    with open(commands, "w", encoding="ascii") as file:
        file.write(f"interp {number}\n")
    run(["fluidsynth", "-ni", "-q", "-f", commands, "-R", "0", "-C", "0", "-g", "0.5", "-r", str(RATE), "-O", "float", "-T", "wav", "-F", path, bank, song])
    return mono(path)


def awe(program, folder, bank, song, kind):
    path = os.path.join(folder, "ours.wav")
    run([program, "render", song, "-f", bank, "-o", path, "--format", "f32", "--interpolation", kind,
         "--reverb", "off", "--chorus", "off", "--limiter", "off"])
    return mono(path)


def mono(path):
    rate, wave = wavfile.read(path)
    assert rate == RATE, rate
    return wave.astype(float).mean(axis=1)


def run(command):
    subprocess.run(command, stdin=subprocess.DEVNULL, check=True, capture_output=True)


def song_of(keys):
    """One key after another, each held for a second and a half; 480 ticks a quarter, a quarter half a second."""
    events = b""
    for key in keys:
        events += b"\x00\x90" + bytes([key, 100]) + variable(int(1.5 * 960)) + b"\x80" + bytes([key, 0]) + variable(int(0.5 * 960)) + b"\xb0\x01\x00"
    events += b"\x00\xff\x2f\x00"
    return b"MThd" + struct.pack(">IHHH", 6, 0, 1, 480) + b"MTrk" + struct.pack(">I", len(events)) + events


def variable(number):
    digits = [number & 127]
    while number := number >> 7:
        digits.insert(0, (number & 127) | 128)
    return bytes(digits)


def chunk(name, data):
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) & 1)


def bank_of(points, loop_start, loop_end):
    """One preset, one instrument, one looped sample."""
    text = lambda word: word.encode().ljust(20, b"\0")
    info = chunk(b"LIST", b"INFO" + chunk(b"ifil", struct.pack("<HH", 2, 1)) + chunk(b"isng", b"EMU8000\0") + chunk(b"INAM", b"tone\0\0"))
    data = chunk(b"LIST", b"sdta" + chunk(b"smpl", points.tobytes() + bytes(92)))
    sample = text("tone") + struct.pack("<IIIIIBbHH", 0, len(points), loop_start, loop_end, RATE, ROOT_KEY, 0, 0, 1)
    hydra = (
        chunk(b"phdr", text("tone") + struct.pack("<HHHIII", 0, 0, 0, 0, 0, 0) + text("EOP") + struct.pack("<HHHIII", 0, 0, 1, 0, 0, 0))
        + chunk(b"pbag", struct.pack("<HHHH", 0, 0, 1, 0)) + chunk(b"pmod", bytes(10)) + chunk(b"pgen", struct.pack("<HHHH", 41, 0, 0, 0))
        + chunk(b"inst", text("tone") + struct.pack("<H", 0) + text("EOI") + struct.pack("<H", 1))
        + chunk(b"ibag", struct.pack("<HHHH", 0, 0, 2, 0)) + chunk(b"imod", bytes(10))
        + chunk(b"igen", struct.pack("<HHHHHH", 54, 1, 53, 0, 0, 0))
        + chunk(b"shdr", sample + text("EOS") + bytes(26)))
    return chunk(b"RIFF", b"sfbk" + info + data + chunk(b"LIST", b"pdta" + hydra))


if __name__ == "__main__":
    main()
