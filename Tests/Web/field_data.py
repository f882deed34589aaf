"""Makes drawn pictures look as if somebody had been in the field: some get EXIF, all get a line in a table.

    python3 field_data.py PHOTOS TABLE
"""

import csv
import pathlib
import random
import struct
import sys
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


TEXT, LONG, FRACTION = 2, 4, 5  # types of a field
BYTES = {TEXT: 1, LONG: 4, FRACTION: 8}
CAMERAS = ("Olympus", "TG-6"), ("Canon", "EOS R5"), ("Apple", "iPhone 15")


def directory(start, fields):
    """A directory of TIFF that begins at an offset: (tag, type, data) each; data of more than four bytes come after it."""
    head, rest = struct.pack("<H", len(fields)), b""
    rest_at = start + len(head) + 12 * len(fields) + 4
    for tag, kind, data in sorted(fields):
        value = data.ljust(4, b"\0")
        if len(data) > 4:
            value = struct.pack("<I", rest_at + len(rest))
            rest += data + b"\0" * (len(data) % 2)
        head += struct.pack("<HHI", tag, kind, len(data) // BYTES[kind]) + value
    return head + struct.pack("<I", 0) + rest


def exif(latitude, longitude, camera, taken):
    """EXIF 2.3: where, with what and when."""
    def degrees(value):
        minutes = abs(value) * 60
        parts = (int(minutes // 60), 1), (int(minutes % 60), 1), (round(minutes % 1 * 6_000_000), 100_000)
        return b"".join(struct.pack("<II", *part) for part in parts)

    text = lambda value: value.encode() + b"\0"
    first = 8
    main = lambda *places: directory(first, [
        (0x010F, TEXT, text(camera[0])), (0x0110, TEXT, text(camera[1])),
        *((tag, LONG, struct.pack("<I", place)) for tag, place in zip((0x8769, 0x8825), places))])
    details_at = first + len(main(0, 0))
    details = directory(details_at, [(0x9003, TEXT, text(taken))])
    places_at = details_at + len(details)
    places = directory(places_at, [
        (1, TEXT, text("N" if latitude >= 0 else "S")), (2, FRACTION, degrees(latitude)),
        (3, TEXT, text("E" if longitude >= 0 else "W")), (4, FRACTION, degrees(longitude))])
    return struct.pack("<2sHI", b"II", 42, first) + main(details_at, places_at) + details + places


def add_exif(path, *facts):
    """Puts EXIF into a PNG, in the chunk eXIf after its header."""
    data = path.read_bytes()
    header_end = len(SIGNATURE) + 25
    assert data.startswith(SIGNATURE), path
    body = b"eXIf" + exif(*facts)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    path.write_bytes(data[:header_end] + chunk + data[header_end:])


def main(photos, table):
    chance = random.Random(6)
    photos = pathlib.Path(photos)
    classes = sorted(folder.name for folder in photos.iterdir())
    with open(table, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["path", "depth_m", "borehole", "sampled"])
        for number, path in enumerate(sorted(photos.rglob("*.png"))):
            rows.writerow([path.relative_to(photos), round(chance.uniform(0, 500), 1), f"BH-{chance.randint(1, 5)}",
                           f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"])
            if number % 5 == 0:
                # Each class of rock has a district of its own in the Alps.
                east = classes.index(path.parent.name) * 0.9
                add_exif(path, 46.6 + chance.gauss(0, 0.25), 7 + east + chance.gauss(0, 0.35), chance.choice(CAMERAS),
                         f"2024:{chance.randint(1, 12):02}:{chance.randint(1, 28):02} {chance.randint(8, 18):02}:30:00")


if __name__ == "__main__":
    main(*sys.argv[1:])
