#!/usr/bin/env bash
# Builds vq and asks the sample vault a question: the one given, or what 404 means.
set -euo pipefail
cd "$(dirname "$0")/.."

Scripts/install-packages.sh
echo "demo: building, the first time takes a minute or two" >&2
vq=$(Scripts/build-release.sh)

if [[ $# -eq 0 ]]; then set -- what does 404 mean; fi
echo "$ vq --vault Vault $*" >&2
exec "$vq" --vault Vault "$@"
