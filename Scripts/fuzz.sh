#!/usr/bin/env bash
# Runs libFuzzer with the address sanitizer: Scripts/fuzz.sh [SECONDS] [PART…].
# Parts are reader, canvas, question and pattern; without a name all of them, SECONDS (60) each.
# Scripts/fuzz.sh --check only looks whether all parts fit the targets, as they were last built for debugging.
# What it finds ends up in .build/fuzz/PART-crash-*; run it again on one with .build/fuzz/PART FILE.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
shift || true
check=
[[ $seconds != --check ]] || check=1
parts=("$@")
[[ $# -gt 0 ]] || parts=(reader canvas question pattern)
build=.build/fuzz
mkdir -p "$build"
language=(-swift-version 6 -parse-as-library -enable-upcoming-feature InternalImportsByDefault)
for map in Sources/*/module.modulemap; do language+=(-I "${map%/*}"); done
# The module map of a target in C; SwiftPM writes one itself.
for folder in Sources/*/include; do
  target=$(basename "${folder%/include}")
  mkdir -p "$build/$target"
  echo "module $target { umbrella \"$PWD/$folder\" export * }" > "$build/$target/module.modulemap"
  language+=(-I "$build/$target")
done
# shellcheck disable=SC2054
flags=(-O "${language[@]}" -package-name vq -sanitize=fuzzer,address -whole-module-optimization -I "$build" -enable-testing)

# Compiles a target of ours, unless it is newer than its files and than the objects that it may need.
compile() { # TARGET [OBJECT…]
  local target=$1 object=$build/$1.o
  shift
  [[ ! -f $object || -n $(find "Sources/$target" Scripts/fuzz.sh "$@" -newer "$object") ]] || return 0
  if [[ -d Sources/$target/include ]]; then
    clang -O2 -I "Sources/$target/include" -c "Sources/$target"/*.c -o "$object"
    return
  fi
  swiftc "${flags[@]}" -module-name "$target" -emit-module -emit-module-path "$build/$target.swiftmodule" \
    -c $(find "Sources/$target" -name '*.swift') -o "$object"
}

# Makes the program of a part: its file in Scripts/fuzz, the target it is about, and more files.
program() { # PART FILE TARGET [FILE…]
  local part=$1 file=$2 about=$3 target rooms
  local objects=()
  shift 3
  if [[ -n $check ]]; then
    swiftc -typecheck "${language[@]}" -package-name "$(basename "$PWD" | tr '[:upper:]-' '[:lower:]_')" \
      -I "$(Scripts/swift.sh build --show-bin-path)/Modules" -module-name "$file" "Scripts/fuzz/$file.swift" \
      Scripts/fuzz/Failure.swift "$@"
    return
  fi
  rooms=$(Scripts/rooms.py "$about")
  for target in $rooms; do
    # A library of the system has no object: its module map says what to link.
    [[ ! -f Sources/$target/module.modulemap ]] || continue
    compile "$target" "${objects[@]}"
    objects+=("$build/$target.o")
  done
  swiftc "${flags[@]}" -module-name "$file" "Scripts/fuzz/$file.swift" Scripts/fuzz/Failure.swift \
    "${objects[@]}" "$@" -o "$build/$part"
}

# What a part starts from: pieces of syntax, and files of the sample vault or lines of our tests.
make() {
  mkdir -p "$build/corpus-$1" "$build/seeds-$1"
  case $1 in
  reader)
    program reader ReaderFuzz NoteParsing Tests/NoteParsingTests/ReaderLaws.swift \
      Tests/NoteParsingTests/NoteDump.swift
    find Vault -name '*.md' -exec cp {} "$build/seeds-reader" \;
    printf '"%s"\n' '[[' ']]' '![[' '%%' '$$' '```' '---\x0a' '> [!a] ' '- [ ] ' '[^1]: ' '[a]: ' '|--|--|' \
      '**a**' ' ^id' '<!--' '-->' '::' '==' '~~' '&amp;' 'tags: ' 'aliases: ' 'keywords: |-\x0a  ' '# ' \
      '    ' '\x09' '1. ' '<div>' '\xef\xbb\xbf' '\x0d\x0a' '&a ' '*a' '](' '](<' '^['
    ;;
  canvas)
    program canvas CanvasFuzz NoteParsing Tests/NoteParsingTests/NoteDump.swift
    find Vault -name '*.canvas' -exec cp {} "$build/seeds-canvas" \;
    printf '"%s"\n' '{\"nodes\":[' '\"edges\":[' '{\"id\":\"a\",' '\"type\":\"text\",' '\"type\":\"file\",' \
      '\"type\":\"group\",' '\"type\":\"link\",' '\"text\":\"' '\"file\":\"a.md\"' '\"subpath\":\"#' \
      '\"label\":\"' '\"background\":\"' '\"x\":' '\"y\":' '\"width\":' '\"height\":' '1e308' '-1' '\\ud83d' \
      '\\n' '[[' ']]' 'null' 'true' '},' '],'
    ;;
  question)
    program question QuestionFuzz NoteQuery Tests/NoteQueryTests/QuestionLaws.swift
    sed -n 's/^ *question: *//p; s/^ *- question: *//p' $(find Tests/vqTests/Suites -name '*.yaml') | head -500 \
      | split -l 1 -a 3 - "$build/seeds-question/line-"
    printf '"%s"\n' ' OR ' ' AND ' ' NOT ' ' -' 'tag:' 'path:' 'file:' 'section:' 'is:' '[a:' '[a]' '\"' '(' ')' '/a/' \
      'modified:' '>=' '2024-02-29' '#a' 'what ' 'is ' 'the ' 'der ' 'yesterday' 'last friday' '14:30' '10.0.0.1' \
      '978-3' 'C++' "'s" '\xe2\x80\x9c' '\xe4\xb8\xad' '\xd7\xb3' '*' '\x0a'
    ;;
  pattern)
    program pattern PatternFuzz Patterns
    grep -ho '#*"[^"]*"#*' Tests/PatternsTests/*.swift | tr -d '#"' | head -400 | sort -u | while IFS= read -r line; do
      printf '\x01%s\n%s aaaa éé\n' "$line" "$line" > "$build/seeds-pattern/$(printf %s "$line" | cksum | tr ' ' -)"
    done
    printf '"%s"\n' '(?:' '(?<a>' '(?=' '(?!' '(?<=' '(?<!' '\\k<a>' '\\1' '[^' ']' '{1,3}' '{2,}' '*?' '+' '|' '\\b' '\\d' \
      '\\p{L}' '\\u{1F600}' '\\x41' '\\cA' '\x0a' '^' '$' '\\Q' '(*' '[[:alpha:]]'
    ;;
  *)
    echo "fuzz: there is no part '$1'; parts are reader, canvas, question, pattern" >&2
    exit 64
    ;;
  esac > "$build/words-$1"
}

export SWIFT_BACKTRACE=enable=no
for part in "${parts[@]}"; do
  make "$part"
  [[ -z $check ]] || continue
  nice -n 15 "$build/$part" -max_total_time="$seconds" -dict="$build/words-$part" -max_len=2048 \
    -timeout=60 -rss_limit_mb=2048 -artifact_prefix="$build/$part-" -print_final_stats=1 \
    "$build/corpus-$part" "$build/seeds-$part"
done
