#!/usr/bin/env bash
# Records the transcripts in Tests/vqTests/Transcripts anew. Read the difference before you commit it.
set -euo pipefail
cd "$(dirname "$0")/.."
VQ_RECORD=1 Scripts/swift.sh test --filter TranscriptTests > /dev/null
git --no-pager diff --stat -- Tests/vqTests/Transcripts
