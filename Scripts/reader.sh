#!/usr/bin/env bash
# Measures the reader alone, without an index.
#   Scripts/reader.sh notes FOLDER [ROUNDS]   speed over a folder of notes
#   Scripts/reader.sh hostile [NAME…]         time and memory over inputs of 1, 2, 4 and 8 MB; fails
#                                             above a second for 8 MB or 20 times the input
#   Scripts/reader.sh --check                 whether this fits the reader, as it was last built for debugging
set -euo pipefail
cd "$(dirname "$0")/.."

package=$(basename "$PWD" | tr '[:upper:]-' '[:lower:]_')
flags=(-parse-as-library -package-name "$package")
for map in Sources/*/module.modulemap; do flags+=(-I "${map%/*}"); done
if [[ ${1:-} == --check ]]; then
  exec swiftc -typecheck "${flags[@]}" -I "$(Scripts/swift.sh build --show-bin-path)/Modules" Scripts/reader/*.swift
fi

build=.build/reader
mkdir -p "$build"
swift build -c release --target NoteParsing >&2
modules=$(swift build -c release --show-bin-path)
objects=()
rooms=$(Scripts/rooms.py NoteParsing)
for room in $rooms; do
  # A library of the system has no objects.
  [[ -f Sources/$room/module.modulemap ]] || objects+=("$modules/$room.build"/*.o)
done
swiftc -O "${flags[@]}" -I "$modules/Modules" Scripts/reader/*.swift "${objects[@]}" -o "$build/speed"

case ${1:-} in
  notes) "$build/speed" notes "${2:?a folder of notes}" "${3:-5}" ;;
  hostile)
    shift
    names=("$@")
    [[ ${#names[@]} -gt 0 ]] || mapfile -t names < <("$build/speed" names all)
    status=0
    for name in "${names[@]}"; do
      for size in 1 2 4 8; do "$build/speed" hostile "$name" "$size" || status=1; done
    done
    exit $status
    ;;
  *) echo "usage: Scripts/reader.sh notes FOLDER [ROUNDS] | hostile [NAME…] | --check" >&2; exit 64 ;;
esac
