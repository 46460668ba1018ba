#!/usr/bin/python3
"""Renders songs with `awe render` and FluidSynth in turn, on the same bank with the same interpolation, and prints the ratio of their times.

usage: fluidsynth_speed.py [--awe PROGRAM] [--font BANK.sf2] [--runs N] [--effects] SONG.mid...

Whole processes, opening the bank and writing a 16-bit file included. CPU is user and system time of the process; the machine's speed drifts,
so the two run in turn (A B A B ...) and the figures are medians, the ratios medians of pairs.
"""
import argparse
import os
import statistics
import subprocess
import tempfile
import time

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--awe", default=os.path.join(ROOT, "artifacts", "bin", "Awe.Player", "release", "awe"))
    parser.add_argument("--font", default="/usr/share/sounds/sf2/FluidR3_GM.sf2")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--effects", action="store_true", help="with reverb and chorus on both sides")
    parser.add_argument("songs", nargs="+", metavar="SONG.mid")
    arguments = parser.parse_args()
    print("| song | awe s | awe CPU s | FluidSynth s | FluidSynth CPU s | faster by, wall | faster by, CPU |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    ratios = [print_row(song, arguments) for song in arguments.songs]
    print(f"\nmedian of {len(ratios)} songs: {statistics.median(r[0] for r in ratios):.2f} times as fast by the clock, "
          f"{statistics.median(r[1] for r in ratios):.2f} by CPU time")


def print_row(song, arguments):
    on = "on" if arguments.effects else "off"
    flag = "1" if arguments.effects else "0"
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.wav")
        ours = [arguments.awe, "render", song, "-f", arguments.font, "-o", out, "--reverb", on, "--chorus", on, "--limiter", "off"]
        theirs = ["fluidsynth", "-ni", "-q", "-R", flag, "-C", flag, "-r", "44100", "-F", out, arguments.font, song]
        pairs = [(measure(ours), measure(theirs)) for _ in range(arguments.runs)]
    a = [statistics.median(pair[0][i] for pair in pairs) for i in (0, 1)]
    b = [statistics.median(pair[1][i] for pair in pairs) for i in (0, 1)]
    ratio = [statistics.median(pair[1][i] / pair[0][i] for pair in pairs) for i in (0, 1)]
    name = os.path.splitext(os.path.basename(song))[0]
    print(f"| {name} | {a[0]:.2f} | {a[1]:.2f} | {b[0]:.2f} | {b[1]:.2f} | {ratio[0]:.2f} | {ratio[1]:.2f} |", flush=True)
    return ratio


def measure(command):
    """Wall and CPU seconds of one run."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime


main()
