#!/usr/bin/env bash
# Everything a change must pass: Scripts/check.sh [--sqlite LIB]. Stops at the first step that fails.
#
# With --sqlite it runs the suites of the index alone, against another SQLite, and looks whether the program reads what
# the other one has written. LIB is a shared library such as libsqlite3.so.0; Scripts/newer-sqlite.sh gets one.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { echo "== $*" >&2; }

# Asks the sample vault by the index in a folder, which has to be there.
ask() { # FOLDER PROGRAM [ARGUMENT…]
  local folder=$1
  shift
  VQ_INDEX=$folder "$@" --vault Vault --no-refresh --json 'what does 404 mean' \
    | sed -E 's/"milliseconds":[0-9.]+//'
}

if [[ ${1:-} == --sqlite ]]; then
  lib=$2
  step packages
  Scripts/install-packages.sh
  step "build"
  Scripts/swift.sh build --build-tests
  folder=$(Scripts/swift.sh build --show-bin-path)
  index=$(mktemp -d)
  trap 'rm -rf "$index"' EXIT
  step "the suites of the index with $lib"
  Scripts/with-sqlite.sh "$lib" "$folder/vqPackageTests.xctest" --testing-library swift-testing \
    --filter '^(SQLiteTests|FullTextTests|NoteIndexTests|VaultKitTests)'
  step "an index of one version read by the other"
  other=(Scripts/with-sqlite.sh "$lib" "$folder/vq")
  VQ_INDEX=$index/other "${other[@]}" index --vault Vault
  VQ_INDEX=$index/own "$folder/vq" index --vault Vault
  for reader in own other; do
    program=("$folder/vq")
    [[ $reader == own ]] || program=("${other[@]}")
    for writer in own other; do
      ask "$index/$writer" "${program[@]}" > "$index/$reader-$writer"
      cmp "$index/$reader-$writer" "$index/own-own"
    done
    VQ_INDEX=$index/other "${program[@]}" index --verify --vault Vault
  done
  VQ_INDEX=$index/other "${other[@]}" status --vault Vault | tail -n 1
  exit
fi

step packages
Scripts/install-packages.sh
step lint
Scripts/lint.sh
step architecture
Scripts/architecture.sh
step build
Scripts/swift.sh build --build-tests
step "the programs for fuzzing and for measuring the reader"
Scripts/fuzz.sh --check
Scripts/reader.sh --check
step "vq check on the sample vault"
index=$(mktemp -d)
trap 'rm -rf "$index"' EXIT
VQ_INDEX=$index "$(Scripts/swift.sh build --show-bin-path)/vq" check --vault Vault
step "the manual and the pages for man"
Scripts/manual.sh "$(Scripts/swift.sh build --show-bin-path)/vq"
step "completion in real shells"
Scripts/shells.sh "$(Scripts/swift.sh build --show-bin-path)/vq"
step "the first run on a terminal"
Scripts/first-run.py "$(Scripts/swift.sh build --show-bin-path)/vq"
step "a note opened in real editors"
Scripts/editors.sh "$(Scripts/swift.sh build --show-bin-path)/vq"
step "the server for agents"
Scripts/mcp.sh "$(Scripts/swift.sh build --show-bin-path)/vq"
step "a short torture of the index"
Scripts/torture.sh --vq "$(Scripts/swift.sh build --show-bin-path)/vq"
step "test, with the recorded transcripts"
Scripts/test.sh
