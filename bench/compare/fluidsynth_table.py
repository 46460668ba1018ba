#!/usr/bin/python3
"""Prints a Markdown table of how far `awe render` is from FluidSynth, song by song.

usage: fluidsynth_table.py --compare COMPARE.py [--awe PROGRAM] [--font BANK.sf2] [--end SECONDS] SONG.mid...

Both render without reverb, chorus and limiter, FluidSynth to floating point, so that neither clips. COMPARE.py is a program that is
given two WAVE files (ours, then theirs) and prints one JSON object with the figures of COLUMNS. A figure that misses its target is
printed in bold; the line after the table says how many songs missed.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))

# Figure, and what it has to be: at least (+) or at most (-).
TARGETS = {"chroma": (+1, 0.99), "mel_db": (-1, 1.5), "onset_f": (+1, 0.94)}
COLUMNS = ("seconds", "gain_db", "level_p50", "level_p95", "mel_db", "chroma", "onset_f", "width_db", "lag_ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compare", required=True, help="program that compares two WAVE files")
    parser.add_argument("--awe", default=os.path.join(ROOT, "artifacts", "bin", "Awe.Player", "release", "awe"))
    parser.add_argument("--font", default="/usr/share/sounds/sf2/FluidR3_GM.sf2")
    parser.add_argument("--end", help="stop our own rendering there; the comparison takes the shorter of the two")
    parser.add_argument("songs", nargs="+", metavar="SONG.mid")
    arguments = parser.parse_args()
    print("| song | " + " | ".join(COLUMNS) + " |")
    print("| --- |" + " ---: |" * len(COLUMNS))
    missed = sum(not print_row(song, arguments) for song in arguments.songs)
    print(f"\n{os.path.basename(arguments.font)}: {len(arguments.songs)} songs, {missed} miss a target "
          f"({', '.join(f'{name} {chr(8805) if sign > 0 else chr(8804)} {limit}' for name, (sign, limit) in TARGETS.items())})")


def print_row(song, arguments):
    """Renders and compares one song, prints its row, and says whether it met every target."""
    figures = compare(song, arguments)
    misses = [name for name, (sign, limit) in TARGETS.items() if sign * figures[name] < sign * limit]
    cells = [f"**{figures[name]}**" if name in misses else str(figures[name]) for name in COLUMNS]
    print(f"| {os.path.splitext(os.path.basename(song))[0]} | " + " | ".join(cells) + " |", flush=True)
    return not misses


def compare(song, arguments):
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = os.path.join(folder, "awe.wav"), os.path.join(folder, "fluidsynth.wav")
        end = ["--end", arguments.end] if arguments.end else []
        run([arguments.awe, "render", song, "-f", arguments.font, "-o", ours, "--format", "f32",
             "--reverb", "off", "--chorus", "off", "--limiter", "off", *end])
        run(["fluidsynth", "-ni", "-q", "-R", "0", "-C", "0", "-g", "0.5", "-r", "44100", "-O", "float", "-F", theirs, arguments.font, song])
        return json.loads(run(["/usr/bin/python3", arguments.compare, ours, theirs]))


def run(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
