#!/usr/bin/env bash
# Shows the whole way from nothing to a result: model, images, index, search, picture.
set -euo pipefail
cd "$(dirname "$0")/.."

lithoscope=$(swift build -c release --show-bin-path)/lithoscope
reference=http://aws-proserve-data-science.s3.amazonaws.com/geological_similarity.zip
reference_bytes=31723744   # size of the published file, about
per_class=100              # of some 4,000 each: enough to see it work, quick to index
images=demo/images
query_folder=demo/held-back

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

# Fetches the reference tiles if their server answers at once, and keeps the first of each class.
fetch_reference() {
  curl --fail --silent --show-error --location --connect-timeout 5 --speed-time 5 --speed-limit 200000 \
    --max-time 120 --max-filesize $((2 * reference_bytes)) --output demo/reference.zip "$reference" 2>/dev/null &&
    python3 - "$images" "$per_class" demo/reference.zip <<'PYTHON'
import collections, pathlib, sys, zipfile

folder, per_class = pathlib.Path(sys.argv[1]), int(sys.argv[2])
taken = collections.Counter()
with zipfile.ZipFile(sys.argv[3]) as archive:
    for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
        parts = pathlib.PurePosixPath(entry.filename).parts
        if len(parts) < 2 or not parts[-1].lower().endswith(".jpg") or entry.file_size > 1 << 20:
            continue
        label, name = parts[-2], parts[-1]
        if label.startswith((".", "__")) or taken[label] == per_class:
            continue
        taken[label] += 1
        (folder / label).mkdir(parents=True, exist_ok=True)
        (folder / label / name).write_bytes(archive.read(entry))
PYTHON
}

mkdir -p demo
say "1. The model"
"$lithoscope" model pull vgg16

say "2. Images"
if [ ! -e demo/images.ready ]; then
  rm -rf "$images" "$query_folder"
  if fetch_reference; then
    echo "The first $per_class tiles of each class of the reference set geological_similarity."
    echo "They are small aerial views named after rocks, not pictures of hand specimens."
  else
    rm -rf "$images"
    echo "The reference set is out of reach, so Lithoscope draws a sample collection."
    "$lithoscope" sample "$images"
  fi
  # One image is held back from the collection, to search with.
  mkdir -p "$query_folder"
  held_back=$(find "$images" -path '*/gneiss/*' -type f | sort | sed -n 7p)
  mv "$held_back" "$query_folder/"
  touch demo/images.ready
else
  echo "Those of the last demo, in $images."
fi
query=$(find "$query_folder" -type f | head -n 1)

say "3. Index"
"$lithoscope" index "$images"

say "4. Search with $query, which the collection has never seen"
"$lithoscope" search "$query" --in "$images" -k 8 --sheet demo/result.png --html demo/result.html

say "Done: look at demo/result.png and demo/result.html, or around in all of them: $lithoscope serve --in $images"
