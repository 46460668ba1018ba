#!/usr/bin/python3
"""How far `awe render` is from FluidSynth, song by song and bank by bank, as CSV lines and a Markdown summary.

usage: fluidsynth_table.py --compare COMPARE.py [--awe PROGRAM] [--font BANK.sf2]... [--wet] [--theirs FOLDER] [--csv FILE] [--seconds N] SONG.mid...

Dry: without reverb, chorus and limiter on both sides. Wet: FluidSynth's reverb and chorus as they are by default, ours likewise; still no
limiter. FluidSynth writes floating point, so that neither clips. COMPARE.py is given two WAVE files (ours, then theirs) and prints one
JSON object with the figures of COLUMNS. `--theirs` keeps FluidSynth's renderings in a folder and takes them from there the next time; `--seconds` cuts the
songs, for both sides.

The table prints what misses an aim in bold; after it come the medians, which are what the aims are for.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

import cut_song

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))

# Figure, and what its median has to be: at least (+) or at most (-).
AIMS = {"mel_db": (-1, 0.7), "chroma": (+1, 0.995), "onset_f": (+1, 0.97)}
COLUMNS = ("seconds", "gain_db", "level_p50", "level_p95", "mel_db", "chroma", "onset_f", "width_db", "lag_ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compare", required=True, help="program that compares two WAVE files")
    parser.add_argument("--awe", default=os.path.join(ROOT, "artifacts", "bin", "Awe.Player", "release", "awe"))
    parser.add_argument("--font", action="append", help="a bank; given again, one table for each (default: FluidR3_GM)")
    parser.add_argument("--wet", action="store_true", help="with reverb and chorus")
    parser.add_argument("--theirs", help="folder that keeps FluidSynth's renderings")
    parser.add_argument("--csv", help="file to append one line for each song to")
    parser.add_argument("--seconds", type=float, help="cut every song there")
    parser.add_argument("songs", nargs="+", metavar="SONG.mid")
    arguments = parser.parse_args()
    for font in arguments.font or ["/usr/share/sounds/sf2/FluidR3_GM.sf2"]:
        print_table(font, arguments)


def print_table(font, arguments):
    print(f"### {name_of(font)}, {'wet' if arguments.wet else 'dry'}\n")
    print("| song | " + " | ".join(COLUMNS) + " |")
    print("| --- |" + " ---: |" * len(COLUMNS), flush=True)
    rows = [print_row(song, font, arguments) for song in arguments.songs]
    medians = {name: statistics.median(row[name] for row in rows) for name in AIMS}
    aims = ", ".join(f"{name} {medians[name]:.4g} ({chr(8805) if sign > 0 else chr(8804)} {aim})" for name, (sign, aim) in AIMS.items())
    print(f"\nMedians of {len(rows)} songs (and their aims): {aims}\n", flush=True)


def print_row(song, font, arguments):
    """Renders and compares one song, prints its row, and returns its figures."""
    figures = compare(song, font, arguments)
    misses = [name for name, (sign, aim) in AIMS.items() if sign * figures[name] < sign * aim]
    cells = [f"**{figures[name]}**" if name in misses else str(figures[name]) for name in COLUMNS]
    print(f"| {name_of(song)} | " + " | ".join(cells) + " |", flush=True)
    if arguments.csv:
        with open(arguments.csv, "a", encoding="utf-8") as csv:
            fields = [name_of(song), name_of(font), "wet" if arguments.wet else "dry", *(str(figures[name]) for name in COLUMNS)]
            csv.write(",".join(fields) + "\n")
    return figures


def compare(song, font, arguments):
    with tempfile.TemporaryDirectory() as folder:
        if arguments.seconds:
            whole, song = song, os.path.join(folder, os.path.basename(song))
            cut_song.cut(whole, arguments.seconds, song)
        ours, theirs = os.path.join(folder, "awe.wav"), render_theirs(song, font, arguments, folder)
        effects = "on" if arguments.wet else "off"
        run([arguments.awe, "render", song, "-f", font, "-o", ours, "--format", "f32",
             "--reverb", effects, "--chorus", effects, "--limiter", "off"])
        return json.loads(run(["/usr/bin/python3", arguments.compare, ours, theirs]))


def render_theirs(song, font, arguments, folder):
    mode = "wet" if arguments.wet else "dry"
    path = os.path.join(arguments.theirs or folder, f"{name_of(font)}-{mode}-{name_of(song)}.wav")
    if not os.path.exists(path):
        effects = "1" if arguments.wet else "0"
        run(["fluidsynth", "-ni", "-q", "-R", effects, "-C", effects, "-g", "0.5", "-r", "44100", "-O", "float", "-F", path + ".part", "-T", "wav", font, song])
        os.rename(path + ".part", path)
    return path


def name_of(path):
    return os.path.splitext(os.path.basename(path))[0]


def run(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
