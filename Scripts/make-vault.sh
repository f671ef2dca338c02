#!/usr/bin/env bash
# Writes a made-up vault, the same one for the same seed: Scripts/make-vault.sh NOTES FOLDER [--seed SEED] [--links N]
#
# Sizes, links, headings and words are spread as in vaults that people keep; the words themselves are made
# of syllables, so that nothing of anybody's notes is in it.
set -euo pipefail
exec python3 "$(dirname "$0")/make-vault.py" "$@"
