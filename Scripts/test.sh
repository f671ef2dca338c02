#!/usr/bin/env bash
# Builds everything and runs the tests; arguments go to `swift test`: Scripts/test.sh --filter NoteLinks
set -euo pipefail
cd "$(dirname "$0")/.."
exec Scripts/swift.sh test "$@"
