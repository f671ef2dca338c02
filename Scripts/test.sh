#!/usr/bin/env bash
# Builds everything and runs the tests; arguments go to `swift test`: Scripts/test.sh --filter NoteLinks
# The last line says how many tests were skipped, and why. The exit code is that of `swift test`.
set -euo pipefail
cd "$(dirname "$0")/.."

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
