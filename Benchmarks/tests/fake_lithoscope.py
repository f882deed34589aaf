"""A `lithoscope` without a network, to try the benchmarks' own code with: `index` and `search`."""

import argparse
import json
import sys
import time
from pathlib import Path


def main():
    command, target, *_ = sys.argv[1:]
    parser = argparse.ArgumentParser()
    parser.add_argument("--collection", type=Path)
    options, _ = parser.parse_known_args(sys.argv[3:])
    if command == "index":
        print(json.dumps(index(Path(target), options.collection)))
    else:
        results = [{"rank": rank, "path": f"{rank}.png", "similarity": 1 - rank / 10} for rank in range(1, 9)]
        print(json.dumps({"query": target, "results": results}))


def index(folder, collection):
    if collection.exists():
        sys.exit("the collection is not fresh")
    (collection / "vectors").mkdir(parents=True)
    files = [path for path in folder.rglob("*") if path.is_file()]
    time.sleep(0.3)
    return {"added": len(files), "failed": [], "seconds": 0.3, "images_per_second": len(files) / 0.3}


if __name__ == "__main__":
    main()
