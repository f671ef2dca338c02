#!/usr/bin/env bash
# Records the transcripts in Tests/vqTests/Transcripts anew. Read the difference before you commit it.
set -euo pipefail
cd "$(dirname "$0")/.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! VQ_RECORD=1 Scripts/swift.sh test --filter TranscriptTests > "$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
git --no-pager diff --stat -- Tests/vqTests/Transcripts
