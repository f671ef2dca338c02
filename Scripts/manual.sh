#!/usr/bin/env bash
# Fails if Vault/Commands.md, Vault/Versions.md or Vault/JSON output.md and the program at $1 disagree, or if groff or mandoc
# has a complaint about a page for `man`. A program that is not here is not asked.
set -euo pipefail
cd "$(dirname "$0")/.."
vq=${1:?usage: Scripts/manual.sh VQ}

Scripts/make-manual.py "$vq" --check
Scripts/release/promises.py "$vq"
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
Scripts/make-manual.py "$vq" "$pages"
complaints=
if command -v groff > /dev/null; then
  complaints+=$(groff -ww -man -Tutf8 -z "$pages"/*.1 2>&1)
fi
if command -v mandoc > /dev/null; then
  complaints+=$(mandoc -T lint "$pages"/*.1 2>&1 || true)
fi
if [[ -n $complaints ]]; then
  echo "$complaints" >&2
  exit 1
fi
