#!/usr/bin/env bash
# Installs vq for you alone: program, completions and manual pages below ~/.local, or below --prefix DIR.
set -euo pipefail
here=$PWD
cd "$(dirname "$0")/.."

usage="usage: Scripts/install.sh [--prefix DIR]"
fail() {
  echo "install: $2" >&2
  exit "$1"
}

prefix=
while [[ $# -gt 0 ]]; do
  case $1 in
  --prefix)
    [[ $# -ge 2 && -n $2 ]] || fail 64 "--prefix needs a folder"
    prefix=$2
    shift 2
    ;;
  --prefix=*)
    prefix=${1#--prefix=}
    [[ -n $prefix ]] || fail 64 "--prefix needs a folder"
    shift
    ;;
  -h | --help)
    echo "$usage"
    echo "Installs the program, completions and the manual pages below DIR; without it below ~/.local."
    exit 0
    ;;
  *)
    echo "$usage" >&2
    exit 64
    ;;
  esac
done
if [[ -z $prefix ]]; then
  [[ -n ${HOME:-} ]] || fail 64 "HOME is not set; say where to install with --prefix DIR"
  prefix=$HOME/.local
fi
# A relative folder counts from where it was typed.
[[ $prefix == /* ]] || prefix=$here/$prefix
# What would fail after minutes of building fails now.
[[ ! -d $prefix/bin/vq ]] || fail 2 "$prefix/bin/vq: a folder is in the place of the program"
mkdir -p "$prefix/bin" || fail 2 "$prefix/bin: cannot make this folder"

Scripts/install-packages.sh
echo "install: compiling vq and what it is built on, as one optimized program; the first time takes minutes" >&2
vq=$(Scripts/build-release.sh)

# Writes standard input to a file and says so; a failed command before it leaves no file behind.
place() {
  mkdir -p "$(dirname "$1")"
  cat > "$1.new"
  if [[ ! -s "$1.new" ]]; then
    rm "$1.new"
    echo "install: nothing to write to $1" >&2
    return 1
  fi
  mv "$1.new" "$1"
  echo "  $1"
}

echo "installed:"
install -m 755 "$vq" "$prefix/bin/vq.new"
strip "$prefix/bin/vq.new" 2> /dev/null || true
mv "$prefix/bin/vq.new" "$prefix/bin/vq"
echo "  $prefix/bin/vq"

"$vq" --generate-completion-script bash \
  | place "$prefix/share/bash-completion/completions/vq"
"$vq" --generate-completion-script zsh | place "$prefix/share/zsh/site-functions/_vq"
"$vq" --generate-completion-script fish \
  | place "$prefix/share/fish/vendor_completions.d/vq.fish"

manual=$(mktemp -d)
trap 'rm -rf "$manual"' EXIT
# The pages are worth no failure: 'vq help' says the same.
if Scripts/make-manual.py "$vq" "$manual" 2> "$manual/log"; then
  for page in "$manual"/*.1; do place "$prefix/share/man/man1/${page##*/}" < "$page"; done
else
  echo "install: no manual pages, see 'vq help'; the reason:" >&2
  tail -3 "$manual/log" >&2
fi

case ":$PATH:" in
*":$prefix/bin:"*) echo "try: vq --vault Vault what does 404 mean" ;;
*)
  echo "$prefix/bin is not on your PATH; add this to your shell's start file:"
  echo "  export PATH=\"$prefix/bin:\$PATH\""
  ;;
esac
