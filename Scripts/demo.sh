#!/usr/bin/env bash
# Builds vq for debugging, the quickest build, and asks the sample vault a question: the one given, or what 404 means.
set -euo pipefail
cd "$(dirname "$0")/.."

Scripts/install-packages.sh
echo "demo: building, the first time takes a minute or two" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
Scripts/swift.sh build --product vq > "$log" 2>&1 || {
  cat "$log" >&2
  exit 1
}
vq=$(Scripts/swift.sh build --show-bin-path)/vq

if [[ $# -eq 0 ]]; then set -- what does 404 mean; fi
echo "$ vq --vault Vault $*" >&2
"$vq" --vault Vault "$@"
echo "demo: Scripts/install.sh makes the optimized program, which is several times as fast, and installs it" >&2
