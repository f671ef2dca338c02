#!/usr/bin/env bash
# Builds the program for use and prints its path on standard output, all else on standard error. Arguments go to
# `swift build`.
#
# On Linux nothing is linked dynamically: an empty run then takes 1.6 ms, with Swift's libraries alone
# linked in 3.5 ms, with none 5.9 ms. Where the static C libraries are missing it falls back one step.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=.build-static
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Swift cannot use a folder that was built elsewhere, as in a copy of the checkout.
place=$(pwd -P)
if [[ -d $folder && $(cat "$folder/place" 2> /dev/null) != "$place" ]] \
  && ! grep -qsF "$place/$folder/" "$folder/release.yaml"; then
  echo "build-release: $folder was made in another place; building anew" >&2
  rm -rf "$folder"
fi
mkdir -p "$folder"
echo "$place" > "$folder/place"

# Shows what is being compiled, on a terminal only.
show() {
  local line
  while IFS= read -r line; do
    echo "$line" >> "$log"
    [[ ! -t 2 || $line != \[* ]] || printf '\r\033[K%.78s' "$line" >&2
  done
  [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

# The same bytes, wherever the checkout is: no path of it gets into the program.
same=(-Xswiftc -file-prefix-map -Xswiftc "$place=.")
for language in -Xcc -Xcxx; do same+=("$language" "-ffile-prefix-map=$place=."); done

build() {
  : > "$log"
  # Tables for debuggers are half of a program that is stripped before anybody gets it.
  Scripts/swift.sh build -c release --product vq --scratch-path "$folder" -debug-info-format none "${same[@]}" "$@" 2>&1 \
    | show
}

give_up() {
  cat "$log" >&2
  exit 1
}

if [[ "$(uname -s)" == Darwin ]]; then
  build "$@" || give_up
elif ! build --static-swift-stdlib -Xswiftc -static-executable "$@"; then
  grep -qE 'linker command failed|cannot find -l|unable to find library' "$log" || give_up
  build --static-swift-stdlib "$@" || give_up
  echo "build-release: no static C libraries here; only Swift's own are linked in" >&2
fi
echo "$PWD/$folder/release/vq"
