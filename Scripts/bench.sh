#!/usr/bin/env bash
# Measures vq on 16,932 notes beside plain programs that read the same files: Scripts/bench.sh [REPEATS]
#
# The notes are taken from VQ_CORPORA (default ../shared/corpora) and unpacked on first use below VQ_SCRATCH
# (default: a folder for temporary files). Compare the ratios, not the times of different machines.
set -euo pipefail
cd "$(dirname "$0")/.."

archive=${VQ_CORPORA:-../shared/corpora}/amad3i-cs.tar.xz
scratch=${VQ_SCRATCH:-${TMPDIR:-/tmp}/vq-scratch}
vault=$scratch/amad3i-cs

if [[ ! -d $vault ]]; then
  if [[ ! -f $archive ]]; then
    echo "bench: skipped, there is no $archive; set VQ_CORPORA" >&2
    exit 0
  fi
  mkdir -p "$scratch/unpacking"
  tar -xJf "$archive" -C "$scratch/unpacking"
  mv "$scratch/unpacking/amad3i-cs" "$vault"
  rmdir "$scratch/unpacking"
fi

Scripts/install-packages.sh
vq=$(Scripts/build-release.sh)
exec python3 Scripts/bench.py "$vq" "$vault" "$scratch/index" "${1:-5}"
