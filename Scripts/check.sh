#!/usr/bin/env bash
# Everything a change must pass. Stops at the first step that fails.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { echo "== $*" >&2; }

step packages
Scripts/install-packages.sh
step lint
Scripts/lint.sh
step architecture
Scripts/architecture.sh
step build
Scripts/swift.sh build --build-tests
step "vq check on the sample vault"
index=$(mktemp -d)
trap 'rm -rf "$index"' EXIT
VQ_INDEX=$index "$(Scripts/swift.sh build --show-bin-path)/vq" check --vault Vault
step "the manual and the pages for man"
Scripts/manual.sh "$(Scripts/swift.sh build --show-bin-path)/vq"
step "completion in real shells"
Scripts/shells.sh "$(Scripts/swift.sh build --show-bin-path)/vq"
step "a short torture of the index"
Scripts/torture.sh --vq "$(Scripts/swift.sh build --show-bin-path)/vq"
step "test, with the recorded transcripts"
Scripts/test.sh
