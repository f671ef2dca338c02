#!/usr/bin/env bash
# Runs libFuzzer with the address sanitizer: Scripts/fuzz.sh [SECONDS] [PART…].
# Parts are reader, canvas, question and pattern; without a name all of them, SECONDS (60) each.
# What it finds ends up in .build/fuzz/PART-crash-*; run it again on one with .build/fuzz/PART FILE.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
shift || true
parts=("$@")
[[ $# -gt 0 ]] || parts=(reader canvas question pattern)
build=.build/fuzz
mkdir -p "$build"
flags=(-O -swift-version 6 -package-name vq -sanitize=fuzzer,address -parse-as-library
  -enable-upcoming-feature InternalImportsByDefault -whole-module-optimization -I "$build"
  -I Sources/CPCRE2 -I Sources/CStemmer -I Sources/CProcessor -I Sources/CFiles
  -enable-testing)

# SwiftPM writes this one itself.
mkdir -p "$build/CUnicodeTables"
echo "module CUnicodeTables { header \"$PWD/Sources/CUnicodeTables/include/tables.h\" export * }" \
  > "$build/CUnicodeTables/module.modulemap"
flags+=(-I "$build/CUnicodeTables")

# Compiles a target of ours once.
compile() {
  [[ ! -f $build/$1.o || -n $(find "Sources/$1" Scripts/fuzz.sh -newer "$build/$1.o") ]] || return 0
  swiftc "${flags[@]}" -module-name "$1" -emit-module -emit-module-path "$build/$1.swiftmodule" \
    -c $(find "Sources/$1" -name '*.swift') -o "$build/$1.o"
}

# Makes the program of a part: its file in Scripts/fuzz, the targets it needs, and more files or libraries.
program() {
  local part=$1 file=$2 target
  local objects=()
  for target in $3; do
    compile "$target"
    objects+=("$build/$target.o")
  done
  shift 3
  swiftc "${flags[@]}" -module-name "$file" "Scripts/fuzz/$file.swift" Scripts/fuzz/Failure.swift \
    "${objects[@]}" "$@" -o "$build/$part"
}

# What a part starts from: pieces of syntax, and files of the sample vault or lines of our tests.
make() {
  mkdir -p "$build/corpus-$1" "$build/seeds-$1"
  case $1 in
  reader)
    program reader ReaderFuzz "Platform NoteModel NoteParsing" Tests/NoteParsingTests/ReaderLaws.swift \
      Tests/NoteParsingTests/NoteDump.swift
    find Vault -name '*.md' -exec cp {} "$build/seeds-reader" \;
    printf '"%s"\n' '[[' ']]' '![[' '%%' '$$' '```' '---\x0a' '> [!a] ' '- [ ] ' '[^1]: ' '[a]: ' '|--|--|' \
      '**a**' ' ^id' '<!--' '-->' '::' '==' '~~' '&amp;' 'tags: ' 'aliases: ' 'keywords: |-\x0a  ' '# ' \
      '    ' '\x09' '1. ' '<div>' '\xef\xbb\xbf' '\x0d\x0a' '&a ' '*a' '](' '](<' '^['
    ;;
  canvas)
    program canvas CanvasFuzz "Platform NoteModel NoteParsing" Tests/NoteParsingTests/NoteDump.swift
    find Vault -name '*.canvas' -exec cp {} "$build/seeds-canvas" \;
    printf '"%s"\n' '{\"nodes\":[' '\"edges\":[' '{\"id\":\"a\",' '\"type\":\"text\",' '\"type\":\"file\",' \
      '\"type\":\"group\",' '\"type\":\"link\",' '\"text\":\"' '\"file\":\"a.md\"' '\"subpath\":\"#' \
      '\"label\":\"' '\"background\":\"' '\"x\":' '\"y\":' '\"width\":' '\"height\":' '1e308' '-1' '\\ud83d' \
      '\\n' '[[' ']]' 'null' 'true' '},' '],'
    ;;
  question)
    [[ -f $build/tables.o ]] || clang -O2 -I Sources/CUnicodeTables/include -c Sources/CUnicodeTables/tables.c \
      -o "$build/tables.o"
    program question QuestionFuzz "Platform NoteText NoteQuery" Tests/NoteQueryTests/QuestionLaws.swift \
      "$build/tables.o" -lstemmer
    sed -n 's/^ *question: *//p; s/^ *- question: *//p' $(find Tests/vqTests/Suites -name '*.yaml') | head -500 \
      | split -l 1 -a 3 - "$build/seeds-question/line-"
    printf '"%s"\n' ' OR ' ' AND ' ' NOT ' ' -' 'tag:' 'path:' 'file:' 'section:' 'is:' '[a:' '[a]' '\"' '(' ')' '/a/' \
      'modified:' '>=' '2024-02-29' '#a' 'what ' 'is ' 'the ' 'der ' 'yesterday' 'last friday' '14:30' '10.0.0.1' \
      '978-3' 'C++' "'s" '\xe2\x80\x9c' '\xe4\xb8\xad' '\xd7\xb3' '*' '\x0a'
    ;;
  pattern)
    program pattern PatternFuzz "Patterns" -lpcre2-8
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
  nice -n 15 "$build/$part" -max_total_time="$seconds" -dict="$build/words-$part" -max_len=2048 \
    -timeout=60 -rss_limit_mb=2048 -artifact_prefix="$build/$part-" -print_final_stats=1 \
    "$build/corpus-$part" "$build/seeds-$part"
done
