#!/usr/bin/python3
"""Prints Markdown tables of what the reverb and the chorus of `awe render` and of FluidSynth do to a click, to noise and to a tone.

usage: effects_table.py [--awe PROGRAM] [--fluidsynth PROGRAM]
Needs numpy. A bank of three samples and a song of one note are made for it. Each program renders the note with the effect and
without; the difference is the return alone. Returns are divided by what enters the effect, so a level of 0 dB means that a side of the
return is as strong as the send was. Both programs are at their defaults.
"""
import argparse
import os
import struct
import subprocess
import tempfile

import numpy as np

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
RATE = 44100
SEND = 0.2  # of the voice, at 127: the default modulators of the SoundFont specification
CLICK, NOISE, TONE = 0, 1, 2
REVERB, CHORUS = 91, 93
TONE_HZ = 1000
SECONDS = 6
LONG_ROOM = 0.5  # FluidSynth's room size that fades as slowly as our hall at middle frequencies


# ---- Bank and song

def samples():
    click = np.zeros(2000)
    click[100] = 32767
    noise = np.random.default_rng(1).uniform(-16000, 16000, 3 * RATE)
    tone = 16000 * np.sin(2 * np.pi * TONE_HZ * np.arange(4410) / RATE)
    return [("click", click, False), ("noise", noise, True), ("tone", tone, True)]


def bank():
    data, headers = b"", b""
    igen, ibag, inst, pgen, pbag, phdr = b"", b"", b"", b"", b"", b""
    for number, (name, points, is_looped) in enumerate(samples()):
        start = len(data) // 2
        data += points.astype("<i2").tobytes() + bytes(92)
        end = start + len(points)
        headers += struct.pack("<20sIIIIIBbHH", name.encode(), start, end, start, end, RATE, 60, 0, 0, 1)
        ibag += struct.pack("<HH", len(igen) // 4, 0)
        igen += struct.pack("<HHHh", 54, int(is_looped), 53, number)
        inst += struct.pack("<20sH", name.encode(), number)
        pbag += struct.pack("<HH", len(pgen) // 4, 0)
        pgen += struct.pack("<Hh", 41, number)
        phdr += struct.pack("<20sHHHIII", name.encode(), number, 0, number, 0, 0, 0)
    count = len(samples())
    ibag += struct.pack("<HH", len(igen) // 4, 0)
    pbag += struct.pack("<HH", len(pgen) // 4, 0)
    inst += struct.pack("<20sH", b"EOI", count)
    phdr += struct.pack("<20sHHHIII", b"EOP", 0, 0, count, 0, 0, 0)
    headers += struct.pack("<20sIIIIIBbHH", b"EOS", 0, 0, 0, 0, 0, 0, 0, 0, 0)
    info = chunk(b"ifil", struct.pack("<HH", 2, 1)) + chunk(b"isng", b"EMU8000\0") + chunk(b"INAM", b"measure\0")
    pdta = (chunk(b"phdr", phdr) + chunk(b"pbag", pbag) + chunk(b"pmod", bytes(10)) + chunk(b"pgen", pgen + bytes(4))
            + chunk(b"inst", inst) + chunk(b"ibag", ibag) + chunk(b"imod", bytes(10)) + chunk(b"igen", igen + bytes(4)) + chunk(b"shdr", headers))
    return chunk(b"RIFF", b"sfbk" + listed(b"INFO", info) + listed(b"sdta", chunk(b"smpl", data)) + listed(b"pdta", pdta))


def chunk(name, body):
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def listed(name, body):
    return chunk(b"LIST", name + body)


def song(program, controller):
    """One note of SECONDS - 1 at 120 quarters a minute, its volume and send at 127; the other send at 0."""
    ticks = 960 * (SECONDS - 1)
    events = b"".join(bytes([0, 0xB0, number, value]) for number, value in ((7, 127), (REVERB, 0), (CHORUS, 0), (controller, 127)))
    events += bytes([0, 0xC0, program, 0, 0x90, 60, 127])
    events += length(ticks) + bytes([0x80, 60, 0]) + length(960) + bytes([0xFF, 0x2F, 0])
    return b"MThd" + struct.pack(">IHHH", 6, 0, 1, 480) + b"MTrk" + struct.pack(">I", len(events)) + events


def length(value):
    digits = [value & 127]
    while value := value >> 7:
        digits.insert(0, 128 | (value & 127))
    return bytes(digits)


# ---- Rendering

class Awe:
    name = "Awe"

    def __init__(self, program):
        self.program = program

    def render(self, folder, midi, effect):
        out = os.path.join(folder, "awe.wav")
        run([self.program, "render", midi, "-f", os.path.join(folder, "bank.sf2"), "-o", out, "--format", "f32", "--limiter", "off",
             "--reverb", "on" if effect == REVERB else "off", "--chorus", "on" if effect == CHORUS else "off"])
        return read(out)


class FluidSynth:
    def __init__(self, program, name="FluidSynth", options=()):
        self.program, self.name, self.options = program, name, options

    def render(self, folder, midi, effect):
        out = os.path.join(folder, "fluidsynth.wav")
        run([self.program, "-ni", "-q", "-R", str(int(effect == REVERB)), "-C", str(int(effect == CHORUS)), "-g", "0.5", "-r", str(RATE),
             *self.options, "-O", "float", "-F", out, os.path.join(folder, "bank.sf2"), midi])
        return read(out)


def run(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.strip()}")


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    at = data.index(b"data") + 8
    return np.frombuffer(data[at:at + (len(data) - at) // 8 * 8], "<f4").reshape(-1, 2).astype(float)


def returned(program, folder, sample, effect):
    """The return alone, from the note's first point on, divided by the strength of the send."""
    midi = os.path.join(folder, "song.mid")
    with open(midi, "wb") as file:
        file.write(song(sample, effect))
    wet, dry = program.render(folder, midi, effect), program.render(folder, midi, 0)
    frames = min(len(wet), len(dry))
    start = int(np.argmax(np.abs(dry[:, 0]) > 1e-4))
    voice = dry[:, 0] * np.sqrt(2)
    strength = np.abs(voice).max() if sample == CLICK else np.sqrt(np.mean(voice[RATE:3 * RATE] ** 2))
    return (wet[:frames] - dry[:frames])[start:] / (SEND * strength)


# ---- Measures

def db(power):
    return 10 * np.log10(np.maximum(power, 1e-30))


def bands(octaves, low, high):
    centre = low
    while centre <= high:
        yield centre, centre * 2 ** (-octaves / 2), centre * 2 ** (octaves / 2)
        centre *= 2 ** octaves


def band_passed(x, low, high):
    spectrum = np.fft.rfft(x, 2 * len(x))
    f = np.fft.rfftfreq(2 * len(x), 1 / RATE)
    spectrum[(f < low) | (f >= high)] = 0
    return np.fft.irfft(spectrum)[:len(x)]


def decay_seconds(h):
    """As ISO 3382 takes it: backward integral, its slope between -5 and -35 dB."""
    left = np.cumsum(h[::-1] ** 2)[::-1]
    level = db(left / left[0])
    first, last = np.argmax(level < -5), np.argmax(level < -35)
    return 2 * (last - first) / RATE


def echo_density(h, at, window=0.02):
    part = h[int((at - window / 2) * RATE):int((at + window / 2) * RATE)]
    return np.mean(np.abs(part) > np.sqrt(np.mean(part ** 2))) / 0.3173


def first_echo(h):
    return np.argmax(np.abs(h) > 1e-3 * np.abs(h).max()) / RATE


def dense_from(h):
    """Milliseconds from the first echo until the normalised echo density (Abel and Huang) has come to 0.9."""
    first = first_echo(h)
    for at in np.arange(0.012, 1, 0.002):
        if echo_density(h, first + at) >= 0.9:
            return 1000 * at
    return float("nan")


def spectrum(x):
    return np.abs(np.fft.rfft(x * np.hanning(len(x)))) ** 2


def tail_bands(response):
    """Bins of the late tail, from 0.4 s on, by side, moment and third of an octave."""
    for side in response.T:
        for at in (0.4, 0.5, 0.6, 0.7):
            power = spectrum(side[int(at * RATE):int(at * RATE) + 32768])
            for _, low, high in bands(1 / 3, 200, 3200):
                yield power[int(low * 32768 / RATE):int(high * 32768 / RATE)]


def tail_peaks(response):
    """How far the highest bin stands over the median of its third of an octave: mean, and what 5 % exceed."""
    peaks = [db(part.max() / np.median(part)) for part in tail_bands(response)]
    return f"{np.mean(peaks):.1f}, {np.percentile(peaks, 95):.1f}"


def tail_flatness(response):
    """Geometric over arithmetic mean of the bins of a third of an octave."""
    return np.mean([np.exp(np.mean(np.log(part))) / np.mean(part) for part in tail_bands(response)])


def mono_loss(x, low, high):
    """What a third of an octave loses when the sides are added, from the worst to the best; sides without anything in common: -3 dB."""
    both = np.array([band_power(x.mean(1), a, b) / ((band_power(x[:, 0], a, b) + band_power(x[:, 1], a, b)) / 2)
                     for _, a, b in bands(1 / 3, low, high)])
    return f"{db(both.min()):.1f} .. {db(both.max()):.1f}"


def band_power(x, low, high):
    size = 1 << 16
    parts = [spectrum(x[at:at + size]) for at in range(0, max(1, len(x) - size + 1), size // 2)]
    power = np.mean([p[int(low * size / RATE):int(high * size / RATE) + 1].sum() for p in parts])
    return power


def correlation(x):
    return np.corrcoef(x[:, 0], x[:, 1])[0, 1]


def wobble(x):
    """Of a tone: the largest and the effective deviation in cents, and the effective swing of the level in dB."""
    spectrum_ = np.fft.fft(x)
    f = np.fft.fftfreq(len(x), 1 / RATE)
    spectrum_[(f < TONE_HZ - 100) | (f > TONE_HZ + 100)] = 0
    analytic = np.fft.ifft(2 * spectrum_)[RATE // 2:-RATE // 2]
    loud = np.abs(analytic)
    hertz = np.diff(np.unwrap(np.angle(analytic))) * RATE / (2 * np.pi)
    hertz = np.convolve(hertz, np.ones(441) / 441, "valid")[::441]
    weight = np.convolve(loud[1:], np.ones(441) / 441, "valid")[::441] ** 2
    cents = 1200 * np.log2(np.maximum(hertz, 1) / TONE_HZ)
    return np.sqrt(np.sum(weight * cents ** 2) / np.sum(weight)), np.std(db(loud ** 2)), db(np.percentile(loud, 1) ** 2 / np.mean(loud ** 2))


def reverb_rows(program, folder):
    click = returned(program, folder, CLICK, REVERB)
    noise = returned(program, folder, NOISE, REVERB)[RATE:4 * RATE]
    left, right = click[:, 0], click[:, 1]
    octaves = [decay_seconds(band_passed(left, a, b)) for _, a, b in bands(1, 125, 8000)]
    return {
        "level of a side, noise, dB": f"{db(np.mean(noise[:, 0] ** 2)):.1f} / {db(np.mean(noise[:, 1] ** 2)):.1f}",
        "first echo, ms": f"{1000 * first_echo(left):.1f}",
        "from there to an echo density of 0.9, ms": f"{dense_from(left):.0f} / {dense_from(right):.0f}",
        "peaks of the late tail over its median, dB: mean, 95th percentile (noise: 8.7, 10.8)": tail_peaks(click),
        "flatness of the late tail (noise: 0.56)": f"{tail_flatness(click):.2f}",
        "time to -60 dB by octave 125-8000 Hz, s": " ".join(f"{seconds:.2f}" for seconds in octaves),
        "correlation of the sides": f"{correlation(noise):.2f}",
        "sum of the sides by third of an octave, dB": mono_loss(noise, 100, 10000),
    }


def chorus_rows(program, folder):
    noise = returned(program, folder, NOISE, CHORUS)[RATE:4 * RATE]
    tone = returned(program, folder, TONE, CHORUS)[RATE // 2:int(4.5 * RATE)]
    cents, swing, hole = wobble(tone[:, 0])
    cents_mono, swing_mono, hole_mono = wobble(tone.mean(1))
    return {
        "level of a side, noise, dB": f"{db(np.mean(noise[:, 0] ** 2)):.1f} / {db(np.mean(noise[:, 1] ** 2)):.1f}",
        "correlation of the sides": f"{correlation(noise):.2f}",
        "sum of the sides by third of an octave, dB": mono_loss(noise, 100, 10000),
        "detuning of a 1 kHz tone, effective, cents: side, sum": f"{cents:.1f}, {cents_mono:.1f}",
        "swing of its level, effective, dB: side, sum": f"{swing:.1f}, {swing_mono:.1f}",
        "its deepest moment under the mean, dB: side, sum": f"{hole:.1f}, {hole_mono:.1f}",
    }


def print_table(title, measure, programs, folder):
    columns = [measure(program, folder) for program in programs]
    print(f"| {title} | " + " | ".join(program.name for program in programs) + " |")
    print("| --- |" + " ---: |" * len(programs))
    for row in columns[0]:
        print(f"| {row} | " + " | ".join(column[row] for column in columns) + " |")
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--awe", default=os.path.join(ROOT, "artifacts", "bin", "Awe.Player", "release", "awe"))
    parser.add_argument("--fluidsynth", default="fluidsynth")
    arguments = parser.parse_args()
    programs = [Awe(arguments.awe), FluidSynth(arguments.fluidsynth)]
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "bank.sf2"), "wb") as file:
            file.write(bank())
        # Its default room is shorter than ours, and a tail that fades sooner has wider resonances.
        long = FluidSynth(arguments.fluidsynth, "FluidSynth, room as long", ["-o", f"synth.reverb.room-size={LONG_ROOM}"])
        print_table("reverb", reverb_rows, [*programs, long], folder)
        print_table("chorus", chorus_rows, programs, folder)


if __name__ == "__main__":
    main()
