#!/usr/bin/env bash
# Runs libFuzzer with the address sanitizer over the whole reader: Scripts/fuzz.sh [SECONDS].
# What it finds ends up in .build/fuzz/crash-*; run it again on one with .build/fuzz/reader FILE.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
build=.build/fuzz
mkdir -p "$build/corpus" "$build/seeds"
flags=(-O -swift-version 6 -package-name vq -sanitize=fuzzer,address -parse-as-library
  -enable-upcoming-feature InternalImportsByDefault
  -whole-module-optimization -I "$build" -I Sources/CYAML)

for module in NoteModel NoteParsing; do
  swiftc "${flags[@]}" -module-name "$module" -emit-module \
    -emit-module-path "$build/$module.swiftmodule" -c Sources/"$module"/*.swift \
    -o "$build/$module.o"
done
swiftc "${flags[@]}" -module-name ReaderFuzz Scripts/fuzz/ReaderFuzz.swift \
  Tests/NoteParsingTests/ReaderLaws.swift Tests/NoteParsingTests/NoteDump.swift "$build/NoteModel.o" "$build/NoteParsing.o" -lyaml \
  -o "$build/reader"

# The sample vault's notes and pieces of syntax are what it starts from.
[[ ! -d Vault ]] || find Vault -name '*.md' -exec cp {} "$build/seeds" \;
printf '"%s"\n' '[[' ']]' '![[' '%%' '$$' '```' '---\x0a' '> [!a] ' '- [ ] ' '[^1]: ' '[a]: ' '|--|--|' \
  '**a**' ' ^id' '<!--' '-->' '::' '==' '~~' '&amp;' 'tags: ' 'aliases: ' 'keywords: |-\x0a  ' '# ' \
  '    ' '\x09' '1. ' '<div>' '\xef\xbb\xbf' '\x0d\x0a' '&a ' '*a' '](' '](<' '^[' > "$build/words"

export SWIFT_BACKTRACE=enable=no
exec nice -n 15 "$build/reader" -max_total_time="$seconds" -dict="$build/words" -max_len=2048 \
  -timeout=10 -rss_limit_mb=2048 -artifact_prefix="$build/" -print_final_stats=1 \
  "$build/corpus" "$build/seeds"
