#!/usr/bin/env bash
# Talks to `vq mcp` as agents do: Scripts/mcp.sh VQ [--fuzz N] [--kills N] [--measure VAULT]. $1 is the program.
#
# The official client for Python calls every tool in each of its modes; then come broken messages, and servers that are
# killed. Every line of the server is compared with the schemas of the protocol, if ../shared/mcp has them. What is not
# here is named and left out.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:?usage: Scripts/mcp.sh VQ [--fuzz N] [--kills N] [--measure VAULT]}")
shift

if ! command -v python3 > /dev/null; then
  echo "mcp: SKIPPED, python3 is not here" >&2
  exit
fi
exec python3 -W ignore Scripts/agents.py "$program" "$@"
