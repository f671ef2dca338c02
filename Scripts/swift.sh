#!/usr/bin/env bash
# Runs `swift COMMAND …` as this package wants it: an import that Package.swift does not allow is an
# error, and on macOS the libraries are found where Homebrew puts them.
set -euo pipefail
cd "$(dirname "$0")/.."

command=$1
shift
flags=(--explicit-target-dependency-import-check error)
if [[ "$(uname -s)" == Darwin ]]; then
  brew=${HOMEBREW_PREFIX:-$(brew --prefix)}
  flags+=(-Xcc "-I$brew/include" -Xcxx "-I$brew/include" -Xswiftc "-I$brew/include" -Xlinker "-L$brew/lib")
  export PKG_CONFIG_PATH="$brew/opt/sqlite/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
fi
exec swift "$command" "${flags[@]}" "$@"
