#!/usr/bin/env bash
# Builds everything and runs the tests; arguments go to `swift test`: Scripts/test.sh --filter NoteLinks
# The last line says how many tests were skipped, and why. The exit code is that of `swift test`.
set -euo pipefail
cd "$(dirname "$0")/.."

# The tests write many small files and wait until the disk has them: in memory they do not wait. The folder has the same
# name each time, since SwiftPM reads Package.swift anew where a variable has changed.
memory=/dev/shm/vq-tests-$(id -u)
holds_tests() {
  [[ -d $memory ]] || mkdir -m 700 "$memory" 2> /dev/null || return
  [[ -O $memory && ! -L $memory ]] || return
  # A gigabyte is free, and programs may be run there.
  (($(df -Pk "$memory" | awk 'END { print $4 }') > 1 << 20)) || return
  printf '#!/bin/sh\n' > "$memory/program"
  chmod 700 "$memory/program"
  "$memory/program" 2> /dev/null || return
  # What runs that were killed left a day ago.
  find "$memory" -mindepth 1 -maxdepth 1 -mtime +0 -exec rm -rf {} +
}
if [[ -z ${TMPDIR:-} ]] && holds_tests; then export TMPDIR=$memory; fi

reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT

code=0
Scripts/swift.sh test --xunit-output "$reports/tests.xml" "$@" || code=$?

# Each skipped test is in a report as <skipped>reason</skipped>.
cat "$reports"/*.xml 2> /dev/null | sed -nE 's|.*<skipped>(.*)</skipped>.*|\1|p' | sort | uniq -c | sort -rn |
  awk '
    {
      count = $1
      sub(/^ *[0-9]+ /, "")
      all += count
      if (count > 1) sub(/^needs /, "need ")
      reasons = reasons (NR > 1 ? ", " : "") count ($0 ~ /^needs? / ? " " : ": ") $0
    }
    END { if (all) print "skipped: " all (all > 1 ? " tests" : " test") " – " reasons }
  ' || true
exit "$code"
