#!/usr/bin/env bash
# Drives the page of `lithoscope serve` by a browser: Debian's package chromium, spoken to by Python's own library.
# Screenshots of every state go to Tests/Web/screenshots. Arguments are those of `python3 -m unittest`.
set -euo pipefail
cd "$(dirname "$0")/.."

lithoscope=${LITHOSCOPE:-$(swift build -c release --show-bin-path)/lithoscope}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
per_class=350   # of six classes: thousands for the map
side=96         # pixels: quick to describe

if ! command -v "${CHROMIUM:-chromium}" > /dev/null; then
  echo "There is no Chromium; install it with: apt-get install chromium" >&2
  exit 1
fi

"$lithoscope" sample "$work/photos" --per-class "$per_class" --side "$side"
python3 Tests/Web/field_data.py "$work/photos" "$work/field.csv"
# The held-back picture is what a visitor brings along.
mv "$(find "$work/photos" -type f | sort | sed -n 7p)" "$work/visitor.png"
"$lithoscope" index "$work/photos" --descriptor lab-histogram --descriptor lbp --index hnsw > /dev/null
"$lithoscope" evaluate "$work/photos" --queries 300 > /dev/null
cp -r "$work/photos" "$work/growing"
printf 'a-token-for-tests-%s\n' "$RANDOM$RANDOM$RANDOM$RANDOM" > "$work/token"

export LITHOSCOPE_QUERY=$work/visitor.png
export LITHOSCOPE_TOKEN=$(cat "$work/token")
export LITHOSCOPE_SERVE="$lithoscope serve --in $work/photos --table $work/field.csv --port {port}"
export LITHOSCOPE_SERVE_WRITABLE="$lithoscope serve --in $work/growing --writable --port {port}"
export LITHOSCOPE_SERVE_TOKEN="$LITHOSCOPE_SERVE --token-file $work/token"
export LITHOSCOPE_SCREENSHOTS=${LITHOSCOPE_SCREENSHOTS:-$PWD/Tests/Web/screenshots}

cd Tests/Web
if [ $# -eq 0 ]; then set -- discover -p 'test_*.py'; fi
python3 -B -m unittest "$@"
