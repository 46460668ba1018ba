#!/usr/bin/python3
"""Writes a song anew so that each event stands where FluidSynth 2.3 lets it take effect at 44.1 kHz, and key-ups mean what they mean to it.

usage: fluidsynth_times.py SONG.mid MOVED.mid

FluidSynth looks at its song once in 64 frames. It then takes the time in whole milliseconds, turns it into ticks, rounded to the nearest,
and plays what is due, track by track; a change of tempo counts from the moment at which it was seen. In the song that is written a tick is a
frame. Where a key is struck that is still down, FluidSynth ends the first note there and both with the next key-up; so in the song that is
written a key-up stands before the second stroke, and a key-up of a key that is not down is left out.

To render it elsewhere and compare with FluidSynth's rendering of the song as it was tells what of a difference comes from these two alone.
"""
import struct
import sys

from cut_song import chunks, delta, events

RATE = 44100
BLOCK = 64
TICKS_A_QUARTER = 22050  # at 120 quarters a minute, the tempo of a file that names none: one tick is one frame


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    move(sys.argv[1], sys.argv[2])


def move(source, target):
    with open(source, "rb") as file:
        data = file.read()
    size, _, _, division = struct.unpack(">IHHH", data[4:14])
    if data[:4] != b"MThd" or division & 0x8000:
        sys.exit(f"{source}: not a MIDI file in ticks a quarter")
    piece, now = b"", 0
    tracks = [list(events(track)) for track in chunks(data, 8 + size)]
    for frame, event in stroke_by_stroke(seen(tracks, division)):
        piece += delta(frame - now) + event
        now = frame
    piece += delta(0) + b"\xff\x2f\0"
    with open(target, "wb") as file:
        file.write(b"MThd" + struct.pack(">IHHH", 6, 0, 1, TICKS_A_QUARTER) + b"MTrk" + struct.pack(">I", len(piece)) + piece)


def stroke_by_stroke(timed_events):
    down = set()
    for frame, event in timed_events:
        kind, note = event[0] & 0xF0, (event[0] & 15, event[1])
        if kind == 0x90 and event[2]:
            if note in down:
                yield frame, bytes([0x80 | note[0], note[1], 64])
            down.add(note)
        elif kind in (0x80, 0x90):
            if note not in down:
                continue
            down.discard(note)
        yield frame, event


def seen(tracks, division):
    """(frame, event) in the order in which FluidSynth plays them."""
    places = [0] * len(tracks)
    tick_ms, start_ms, start_tick, frame = 500 / division, 0, 0, 0
    while any(place < len(track) for place, track in zip(places, tracks)):
        ms = int(1000.0 * frame / RATE)
        tick = start_tick + int((ms - start_ms) / tick_ms + 0.5)
        for number, track in enumerate(tracks):
            while places[number] < len(track) and track[places[number]][0] <= tick:
                event = track[places[number]][1]
                places[number] += 1
                if event[:3] == b"\xff\x51\x03":
                    tick_ms = int.from_bytes(event[3:6], "big") / 1000 / division
                    start_ms, start_tick = ms, tick
                elif event[0] != 0xFF:
                    yield frame, event
        frame += BLOCK


if __name__ == "__main__":
    main()
