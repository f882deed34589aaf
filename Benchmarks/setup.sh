#!/usr/bin/env bash
# Makes the virtual environment of the peers, Benchmarks/.venv-peers, and the seeded data, Benchmarks/data.
# Run it again after a change of peers/requirements.txt: what is already there is kept.
set -euo pipefail
cd "$(dirname "$0")"

python="${PYTHON:-python3}"
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' ||
  echo "The versions in peers/requirements.txt are those for Python 3.11; this is $("$python" --version)." >&2

[ -x .venv-peers/bin/python ] || "$python" -m venv .venv-peers
.venv-peers/bin/pip install --quiet --requirement peers/requirements.txt
.venv-peers/bin/pip check

[ -f data/vgg16-seeded.safetensors ] && [ -f data/inputs.npy ] ||
  .venv-peers/bin/python peers/seeded_weights.py --output data
echo "Ready: Benchmarks/.venv-peers/bin/python runs the benchmarks."
