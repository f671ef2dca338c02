#!/usr/bin/env bash
# Runs a program against another SQLite: Scripts/with-sqlite.sh LIB PROGRAM [ARGUMENT…]
#
# LIB is a shared library such as libsqlite3.so.0, and PROGRAM is linked dynamically, as a debug build is. A C library
# that lies beside LIB is used, too: a later release of Debian builds against a later one.
set -euo pipefail

lib=$(realpath "$1")
program=$2
shift 2
beside=$(mktemp -d)
trap 'rm -rf "$beside"' EXIT
# Programs look for it by this name.
ln -s "$lib" "$beside/libsqlite3.so.0"
ln -s "$lib" "$beside/libsqlite3.dylib"
loader=$(find "$(dirname "$lib")" -name 'ld-linux*.so.*' | head -n 1)
if [[ -n $loader ]]; then
  system=$(ldconfig -p | sed -n 's|.* => \(.*\)/libc\.so\.6$|\1|p' | head -n 1)
  path=$beside:$(dirname "$lib"):$system:/usr$system
  "$loader" --library-path "$path" "$program" "$@"
else
  LD_LIBRARY_PATH=$beside${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} \
    DYLD_LIBRARY_PATH=$beside${DYLD_LIBRARY_PATH:+:$DYLD_LIBRARY_PATH} "$program" "$@"
fi
