"""Makes drawn pictures look as if somebody had been in the field: some get coordinates, all get a line in a table.

    python3 field_data.py PHOTOS TABLE
"""

import csv
import pathlib
import random
import struct
import sys
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def exif(latitude, longitude):
    """EXIF 2.3 with nothing but a place: a TIFF whose only directory points to one of GPS."""
    def degrees(value):
        minutes = abs(value) * 60
        parts = (int(minutes // 60), 1), (int(minutes % 60), 1), (round(minutes % 1 * 6_000_000), 100_000)
        return b"".join(struct.pack("<II", *part) for part in parts)

    gps_at, values_at = 26, 26 + 2 + 4 * 12 + 4
    entries = [
        struct.pack("<HHI4s", 1, 2, 2, b"N" if latitude >= 0 else b"S"), struct.pack("<HHII", 2, 5, 3, values_at),
        struct.pack("<HHI4s", 3, 2, 2, b"E" if longitude >= 0 else b"W"), struct.pack("<HHII", 4, 5, 3, values_at + 24)]
    return (struct.pack("<2sHI", b"II", 42, 8) + struct.pack("<HHHIII", 1, 0x8825, 4, 1, gps_at, 0)
            + struct.pack("<H", len(entries)) + b"".join(entries) + struct.pack("<I", 0) + degrees(latitude) + degrees(longitude))


def add_place(path, latitude, longitude):
    """Puts a place into a PNG, in the chunk eXIf after its header."""
    data = path.read_bytes()
    header_end = len(SIGNATURE) + 25
    assert data.startswith(SIGNATURE), path
    body = b"eXIf" + exif(latitude, longitude)
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
                add_place(path, 46.6 + chance.gauss(0, 0.25), 7 + east + chance.gauss(0, 0.35))


if __name__ == "__main__":
    main(*sys.argv[1:])
