#!/usr/bin/python3
"""Cuts a MIDI file after some seconds: keys and pedals that are down then go up, and every track ends.

usage: cut_song.py SONG.mid SECONDS CUT.mid
"""
import struct
import sys


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    cut(sys.argv[1], float(sys.argv[2]), sys.argv[3])


def cut(source, seconds, target):
    with open(source, "rb") as file:
        data = file.read()
    if data[:4] != b"MThd":
        sys.exit(f"{source}: no MIDI file")
    size, form, _, division = struct.unpack(">IHHH", data[4:14])
    tracks = [list(events(track)) for track in chunks(data, 8 + size)]
    end = tick_at(seconds, division, [event for track in tracks for event in track])
    pieces = [track_of(track, end) for track in tracks]
    with open(target, "wb") as file:
        file.write(b"MThd" + struct.pack(">IHHH", 6, form, len(pieces), division))
        for piece in pieces:
            file.write(b"MTrk" + struct.pack(">I", len(piece)) + piece)


def chunks(data, place):
    while place + 8 <= len(data):
        size = struct.unpack(">I", data[place + 4:place + 8])[0]
        if data[place:place + 4] == b"MTrk":
            yield data[place + 8:place + 8 + size]
        place += 8 + size


def events(track):
    """(tick, the event with its status byte)"""
    place, tick, status = 0, 0, 0
    while place < len(track):
        delta, place = variable(track, place)
        tick += delta
        first = track[place]
        if first == 0xFF:
            length, after = variable(track, place + 2)
        elif first in (0xF0, 0xF7):
            length, after = variable(track, place + 1)
        else:
            if first & 0x80:
                status, place = first, place + 1
            after, length = place, 1 if status & 0xE0 == 0xC0 else 2
            yield tick, bytes([status]) + track[after:after + length]
            place = after + length
            continue
        yield tick, track[place:after + length]
        place = after + length


def tick_at(seconds, division, all_events):
    """The tick of a time, by the tempi of all tracks; ticks of SMPTE divisions are of one length."""
    if division & 0x8000:
        return int(seconds * (256 - (division >> 8)) * (division & 255))
    tempi = sorted((tick, int.from_bytes(event[3:6], "big")) for tick, event in all_events if event[:3] == b"\xff\x51\x03")
    at, tempo, left = 0, 500000, seconds * 1e6
    for tick, following in tempi:
        span = (tick - at) * tempo / division
        if span >= left:
            break
        at, tempo, left = tick, following, left - span
    return at + int(left * division / tempo)


def track_of(track, end):
    piece, now, down = b"", 0, {}
    for tick, event in track:
        if tick > end:
            break
        if event[:2] == b"\xff\x2f":
            continue
        kind, key = event[0] & 0xF0, event[:2]
        if kind in (0x80, 0x90):
            note = bytes([event[0] & 15, event[1]])
            down[note] = kind == 0x90 and event[2] > 0
        elif kind == 0xB0 and key[1] in (64, 66):
            down[event[:2]] = event[2] >= 64
        piece += delta(tick - now) + event
        now = tick
    for what in sorted(what for what, is_down in down.items() if is_down):
        up = bytes([0x80 | what[0], what[1], 64]) if what[0] < 16 else what + b"\0"
        piece += delta(max(0, end - now)) + up
        now = end
    return piece + delta(0) + b"\xff\x2f\0"


def delta(number):
    digits = [number & 127]
    while number := number >> 7:
        digits.insert(0, (number & 127) | 128)
    return bytes(digits)


def variable(data, place):
    number = 0
    while True:
        number = (number << 7) | (data[place] & 127)
        place += 1
        if not data[place - 1] & 128:
            return number, place


if __name__ == "__main__":
    main()
