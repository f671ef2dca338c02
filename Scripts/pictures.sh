#!/usr/bin/env bash
# Draws what vq shows on a terminal of 80 columns, on a dark and on a light ground: SVG pictures of the sample vault in
# Vault/Attachments. $1 is the program; with --check nothing is written, and a picture that differs is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:?usage: Scripts/pictures.sh VQ [--check]}")
exec python3 Scripts/pictures.py "$program" Vault "Vault/Attachments" "${2:-}"
