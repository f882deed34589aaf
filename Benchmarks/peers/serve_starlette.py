#!/usr/bin/env python3
"""The same service as an engineer would put together in Python: Starlette on uvicorn (uvloop, httptools), FAISS' exact
index, VGG16 on PyTorch.

Answers `POST /api/search?k=8` with JSON (`{"images": [{"id": n}]}`) or a form with the field `image`, and the two
addresses that the load asks first. A picture goes through VGG16 as far as block5_conv1, with block4_conv3 and that
layer averaged: the network's share of Lithoscope's default descriptor, without its colours and texture.
"""

import argparse
import csv
import io

import faiss
import numpy as np
import torch
import uvicorn
from PIL import Image, ImageOps
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse
from starlette.routing import Route
from torch.nn.functional import conv2d, max_pool2d, normalize

from vgg16 import MEAN_BGR, Weights, convolutions

LAYERS = ("block4_conv3", "block5_conv1")


class Network:
    """Pictures to vectors, one at a time, as frameworks are mostly served."""

    def __init__(self, path, side):
        weights, self.side, self.layers = Weights(path), side, []
        for layer in convolutions():
            kernel = torch.from_numpy(weights.kernel_channels_first(layer.name))
            self.layers.append((layer, kernel.contiguous(memory_format=torch.channels_last),
                                torch.from_numpy(weights.bias(layer.name))))
            if layer.name == LAYERS[-1]:
                break

    def describe(self, data):
        """[1024], of unit length."""
        image = Image.open(io.BytesIO(data))
        image.draft("RGB", (2 * self.side, 2 * self.side))
        image = ImageOps.exif_transpose(image).convert("RGB")
        image = image.resize((self.side, self.side), Image.Resampling.BILINEAR)
        values = np.asarray(image, dtype=np.float32)[..., ::-1] - np.array(MEAN_BGR, dtype=np.float32)
        with torch.inference_mode():
            maps = torch.from_numpy(values).permute(2, 0, 1).unsqueeze(0).contiguous(
                memory_format=torch.channels_last)
            parts = []
            for layer, kernel, bias in self.layers:
                maps = conv2d(maps, kernel, bias, padding=1).relu_()
                if layer.name in LAYERS:
                    parts.append(normalize(maps.mean(dim=(2, 3))[0], dim=0))
                if layer.pool_after:
                    maps = max_pool2d(maps, 2)
            return normalize(torch.cat(parts), dim=0).numpy()


def main():
    arguments = parse_arguments()
    torch.set_num_threads(arguments.threads)
    faiss.omp_set_num_threads(arguments.threads)
    vectors = np.ascontiguousarray(np.load(arguments.vectors), dtype=np.float32)
    with open(arguments.table, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    network = Network(arguments.weights, arguments.side)

    def results(query, k):
        similarities, places = index.search(query[None], k)
        return JSONResponse({"searched": len(rows), "results": [
            {"rank": rank, "path": rows[place]["path"], "label": rows[place]["label"],
             "similarity": round(float(similarity), 4), "id": int(place) + 1}
            for rank, (similarity, place) in enumerate(zip(similarities[0], places[0]), start=1)]})

    def search_picture(data, k):
        query = np.zeros(vectors.shape[1], dtype=np.float32)
        query[:len(LAYERS) * 512] = network.describe(data)
        return results(query, k)

    async def search(request):
        k = int(request.query_params.get("k", 8))
        if request.headers["content-type"].startswith("multipart"):
            async with request.form() as form:
                data = await form["image"].read()
            return await run_in_threadpool(search_picture, data, k)
        ask = await request.json()
        return results(vectors[ask["images"][0]["id"] - 1], k)

    async def show_map(request):
        return JSONResponse({"complete": True, "ids": list(range(1, len(rows) + 1))})

    async def health(request):
        return JSONResponse({"status": "ok"})

    uvicorn.run(
        Starlette(routes=[Route("/api/search", search, methods=["POST"]), Route("/api/map", show_map),
                          Route("/health", health)]),
        host="127.0.0.1", port=arguments.port, log_level="error", access_log=False, loop="uvloop", http="httptools")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vectors", required=True, help=".npy, as `lithoscope export --format npy --compared` writes it")
    parser.add_argument("--table", required=True, help="the .csv beside it")
    parser.add_argument("--weights", required=True, help="safetensors file with Keras' layer names")
    parser.add_argument("--side", type=int, default=224, help="pixels that a picture is brought to")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--port", type=int, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
