#!/usr/bin/env python3
"""Photographs to upright 224×224 RGB pixels with Pillow, a JPEG decoded no larger than needed (`draft`)."""

import argparse

import PIL
from PIL import Image, ImageOps, features

from protocol import serve

SIZE = (224, 224)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    files = parser.parse_args().files
    codec = (
        "libjpeg-turbo " + features.version("libjpeg_turbo") if features.check("libjpeg_turbo") else "libjpeg"
    )
    serve(f"Pillow {PIL.__version__} ({codec})", lambda: decode_all(files))


def decode_all(files):
    for path in files:
        decode(path)


def decode(path):
    """The image's bytes: red, green, blue, row by row."""
    with Image.open(path) as image:
        image.draft("RGB", SIZE)
        upright = ImageOps.exif_transpose(image).convert("RGB")
        return upright.resize(SIZE, Image.Resampling.BILINEAR).tobytes()


if __name__ == "__main__":
    main()
