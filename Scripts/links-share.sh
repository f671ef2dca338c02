#!/usr/bin/env bash
# Measures what resolving all links adds to a full index: Scripts/links-share.sh [FOLDER]
#
# Samples the stacks of 'vq index --rebuild' with perf (Debian: linux-perf) and counts those that stand in the
# resolver, in what it is given to look names up, or in the look-up of aliases at the end. Without FOLDER the
# 16,932 notes of VQ_CORPORA (default ../shared/corpora) are taken.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=${VQ_SCRATCH:-${TMPDIR:-/tmp}/vq-scratch}
vault=${1:-$scratch/amad3i-cs}
archive=${VQ_CORPORA:-../shared/corpora}/amad3i-cs.tar.xz
if ! command -v perf > /dev/null; then
  echo "links-share: skipped, there is no perf" >&2
  exit 0
fi
if [[ $# -eq 0 && ! -d $vault ]]; then
  if [[ ! -f $archive ]]; then
    echo "links-share: skipped, there is no $archive; set VQ_CORPORA, or name a folder" >&2
    exit 0
  fi
  mkdir -p "$scratch"
  tar -xJf "$archive" -C "$scratch"
fi

vq=${VQ_PROGRAM:-$(Scripts/build-release.sh)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export VQ_INDEX=$work/index VQ_VAULT=$vault
"$vq" index > /dev/null
links=$("$vq" status --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["links"])')
for round in 1 2 3; do
  perf record -q -e cpu-clock -F 997 --call-graph fp -o "$work/perf.$round" "$vq" index --rebuild > /dev/null
  perf script -i "$work/perf.$round" -F ip,sym 2> /dev/null
done | python3 Scripts/links-share.py "$links"
