#!/usr/bin/env bash
# Measures vq beside plain programs that read the same files:
# Scripts/bench.sh [--notes N [--links N]] [--only PATTERN] [ROUNDS]
#
# Without --notes the 16,932 notes are taken from VQ_CORPORA (default ../shared/corpora), else N notes are
# made up; 100,000 of them with --links 11 have a million links. They are kept below VQ_SCRATCH (default: a folder for temporary files). Compare the ratios, not
# the times of different machines; on a busy one compare the seconds of processor time.
set -euo pipefail
cd "$(dirname "$0")/.."

notes=
links=
if [[ ${1:-} == --notes ]]; then
  notes=$2
  shift 2
fi
if [[ ${1:-} == --links ]]; then
  links=$2
  shift 2
fi
only=
if [[ ${1:-} == --only ]]; then
  only=$2
  shift 2
fi
archive=${VQ_CORPORA:-../shared/corpora}/amad3i-cs.tar.xz
scratch=${VQ_SCRATCH:-${TMPDIR:-/tmp}/vq-scratch}
vault=$scratch/${notes:+made-$notes${links:+-$links}}
[[ -n $notes ]] || vault=$scratch/amad3i-cs

if [[ ! -d $vault && -n $notes ]]; then
  rm -rf "$vault.making"
  Scripts/make-vault.sh "$notes" "$vault.making" ${links:+--links "$links"} >&2
  mv "$vault.making" "$vault"
elif [[ ! -d $vault ]]; then
  if [[ ! -f $archive ]]; then
    echo "bench: skipped, there is no $archive; set VQ_CORPORA, or make notes with --notes" >&2
    exit 0
  fi
  mkdir -p "$scratch/unpacking"
  tar -xJf "$archive" -C "$scratch/unpacking"
  mv "$scratch/unpacking/amad3i-cs" "$vault"
  rmdir "$scratch/unpacking"
fi

Scripts/install-packages.sh
vq=$(Scripts/build-release.sh)
exec python3 Scripts/bench.py "$vq" "$vault" "$scratch/index" "${1:-5}" "$only"
