#!/usr/bin/env bash
# Tries to break the index: Scripts/torture.sh [--vq PROGRAM] [--seed SEED] [--only PART] [--index DIR] [MINUTES]
#
# Kills vq at random moments, edits notes while others ask, and damages index files; then asks whether the
# answers are still those of a fresh index. Stops renames by kills, full disks and read-only files, with journals
# of up to 1 GB, and edits notes meanwhile; then looks whether every note is whole. Stops and kills watchers, and asks
# right behind edits. Runs every command on notes of 16 MiB of links, tags or the like; then looks at the time and the
# memory that took. At last all of it at once, with processes that are stopped and disks that are full. Ends with 1
# where anything is amiss. Without MINUTES it takes about half a minute, with small notes: bounds has 12 seconds, each
# other part two. All of bounds on large notes takes an hour.
set -euo pipefail
cd "$(dirname "$0")/.."

vq=
arguments=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --vq)
      vq=$2
      shift 2
      ;;
    *)
      arguments+=("$1")
      shift
      ;;
  esac
done
[[ -n $vq ]] || vq=$(Scripts/build-release.sh)
export PYTHONDONTWRITEBYTECODE=1
exec python3 Scripts/torture.py "$vq" "${arguments[@]+"${arguments[@]}"}"
