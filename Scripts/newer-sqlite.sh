#!/usr/bin/env bash
# Gets the SQLite of another release of Debian, and prints where it is: Scripts/newer-sqlite.sh [RELEASE]
#
# RELEASE is trixie if none is given. The packages are only unpacked, below .build; nothing is installed. Ends with 1, and
# says why on standard error, where the system is not Debian or the packages cannot be had.
set -euo pipefail
cd "$(dirname "$0")/.."

release=${1:-trixie}
folder=$PWD/.build/sqlite-$release
if [[ -f $folder/lib/libsqlite3.so.0 ]]; then
  echo "$folder/lib/libsqlite3.so.0"
  exit
fi
give_up() {
  echo "newer-sqlite: $*" >&2
  exit 1
}
command -v apt-get > /dev/null || give_up "there is no apt-get here"
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[[ -f $keys ]] || give_up "there are no keys of Debian's packages here"
mirror=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d \
  2> /dev/null | head -n 1 | tr -d ' ') || true
[[ -n $mirror ]] || give_up "apt knows no mirror of Debian here"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
echo "deb [signed-by=$keys] $mirror $release main" > "$work/sources"
options=(-o "Dir::Etc::sourcelist=$work/sources" -o Dir::Etc::sourceparts=/dev/null
  -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root)
cd "$work"
timeout 300 apt-get "${options[@]}" update > log 2>&1 || give_up "$(tail -n 1 log)"
timeout 300 apt-get "${options[@]}" download "libsqlite3-0/$release" "libc6/$release" > log 2>&1 \
  || give_up "$(tail -n 1 log)"
for package in ./*.deb; do dpkg-deb -x "$package" unpacked; done
mkdir lib
for name in ld-linux-x86-64.so.2 ld-linux-aarch64.so.1 libc.so.6 libm.so.6 libdl.so.2 \
  libpthread.so.0 librt.so.1; do
  find unpacked -name "$name" -exec cp -L {} lib/ \; 2> /dev/null
done
cp "$(find unpacked -name 'libsqlite3.so.*' -type f | head -n 1)" lib/libsqlite3.so.0
mkdir -p "$folder"
rm -rf "$folder/lib"
mv lib "$folder/lib"
echo "$folder/lib/libsqlite3.so.0"
