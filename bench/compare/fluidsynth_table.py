#!/usr/bin/python3
"""How far `awe render` is from FluidSynth, song by song and bank by bank: lines of CSV, and Markdown tables of them.

usage: fluidsynth_table.py --compare COMPARE.py --csv FILE [--awe PROGRAM] [--font BANK.sf2]... [--wet] [--seconds N] SONG.mid...
       fluidsynth_table.py --csv FILE

Dry: without reverb, chorus and limiter on both sides. Wet: FluidSynth's reverb and chorus as they are by default, ours likewise; still no
limiter. FluidSynth writes floating point, so that neither clips. COMPARE.py is a Python program that is given two WAVE files (ours,
then theirs) and prints one JSON object. `--seconds` cuts the songs, for both sides.

A line holds two comparisons. The first is of the song as it is. For the second ours plays the song with each event where FluidSynth lets it take
effect (fluidsynth_times.py): what is left then is no matter of times. A line that the file has is not made again. In the tables a figure that
misses its aim, which dry songs have, is bold; after each come the medians, which are what the aims are for.
"""
import argparse
import contextlib
import csv
import io
import json
import os
import runpy
import statistics
import subprocess
import sys
import tempfile

import cut_song
import fluidsynth_times

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))

# Figure, and what its median has to be: at least (+) or at most (-).
AIMS = {"mel_db": (-1, 0.7), "chroma": (+1, 0.995), "onset_f": (+1, 0.97)}
FIGURES = ("gain_db", "level_p50", "mel_db", "chroma", "onset_f", "width_db")
MOVED = ("level_p50", "mel_db", "chroma", "onset_f")
FIELDS = ("bank", "mode", "song", "seconds", *FIGURES, *("moved_" + name for name in MOVED))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--csv", required=True, help="file that keeps the lines")
    parser.add_argument("--compare", help="program that compares two WAVE files")
    parser.add_argument("--awe", default=os.path.join(ROOT, "artifacts", "bin", "Awe.Player", "release", "awe"))
    parser.add_argument("--font", action="append", help="a bank; may be given again (default: FluidR3_GM)")
    parser.add_argument("--wet", action="store_true", help="with reverb and chorus")
    parser.add_argument("--seconds", type=float, help="cut every song there")
    parser.add_argument("songs", nargs="*", metavar="SONG.mid")
    arguments = parser.parse_args()
    rows = read(arguments.csv)
    done = {(row["bank"], row["mode"], row["song"]) for row in rows}
    for song in arguments.songs:
        for font in arguments.font or ["/usr/share/sounds/sf2/FluidR3_GM.sf2"]:
            key = {"bank": name_of(font), "mode": "wet" if arguments.wet else "dry", "song": name_of(song)}
            if tuple(key.values()) not in done:
                row = key | compare(song, font, arguments)
                rows.append(row)
                append(arguments.csv, row)
    print_tables(rows)


def print_tables(rows):
    for mode, bank in sorted({(row["mode"], row["bank"]) for row in rows}):
        of_table = [row for row in rows if (row["mode"], row["bank"]) == (mode, bank)]
        print(f"## {bank}, {mode}\n")
        print("| " + " | ".join(("song", *FIELDS[3:])) + " |")
        print("| --- |" + " ---: |" * len(FIELDS[3:]))
        for row in of_table:
            print("| " + " | ".join((row["song"], *(cell(name, row) for name in FIELDS[3:]))) + " |")
        medians = {name: statistics.median(float(row[name]) for row in of_table) for name in FIELDS[4:]}
        print("| **median** | " + " | ".join(("", *(f"{medians[name]:.4g}" for name in FIELDS[4:]))) + " |")
        print(f"\n{len(of_table)} songs" + ("; aims of the medians: " + ", ".join(
            f"{name} {medians[name]:.4g} ({chr(8805) if sign > 0 else chr(8804)} {aim})" for name, (sign, aim) in AIMS.items())
            if mode == "dry" else "") + "\n")


def cell(name, row):
    sign, aim = AIMS.get(name, (0, 0)) if row["mode"] == "dry" else (0, 0)
    return f"**{row[name]}**" if sign * float(row[name]) < sign * aim else str(row[name])


def compare(song, font, arguments):
    with tempfile.TemporaryDirectory() as folder:
        played, moved = os.path.join(folder, "played.mid"), os.path.join(folder, "moved.mid")
        cut_song.cut(song, arguments.seconds or 1e6, played)
        fluidsynth_times.move(played, moved)
        theirs = render_theirs(played, font, arguments.wet, folder)
        figures = compare_files(arguments.compare, render_ours(played, font, arguments), theirs)
        moved_figures = compare_files(arguments.compare, render_ours(moved, font, arguments), theirs)
    return {"seconds": figures["seconds"]} | {name: figures[name] for name in FIGURES} | {"moved_" + name: moved_figures[name] for name in MOVED}


def render_ours(song, font, arguments):
    path, effects = song + ".awe.wav", "on" if arguments.wet else "off"
    run([arguments.awe, "render", song, "-f", font, "-o", path, "--format", "f32", "--reverb", effects, "--chorus", effects, "--limiter", "off"])
    return path


def render_theirs(song, font, wet, folder):
    path, effects = os.path.join(folder, "fluidsynth.wav"), "1" if wet else "0"
    run(["fluidsynth", "-ni", "-q", "-R", effects, "-C", effects, "-g", "0.5", "-r", "44100", "-O", "float", "-T", "wav", "-F", path, font, song])
    return path


def compare_files(program, ours, theirs):
    """In this process, which has numpy loaded already."""
    arguments, output = sys.argv, io.StringIO()
    sys.argv = [program, ours, theirs]
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
            runpy.run_path(program, run_name="__main__")
    finally:
        sys.argv = arguments
    return json.loads(output.getvalue())


def read(path):
    if not os.path.exists(path):
        return []
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def append(path, row):
    is_new = not os.path.exists(path)
    with open(path, "a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        if is_new:
            writer.writeheader()
        writer.writerow(row)


def name_of(path):
    return os.path.splitext(os.path.basename(path))[0]


def run(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")


if __name__ == "__main__":
    main()
