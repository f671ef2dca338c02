#!/usr/bin/env bash
# Makes all that a release needs, on Linux: Scripts/release.sh VERSION --url URL [--output FOLDER] [--collect]
#
# URL is the project's page on a forge, such as https://forge.example/ann/vq: the recipes name what lies below
# releases/download there. FOLDER is .build-release/VERSION if it is not named.
#
#   vq-VERSION-ARCHITECTURE-linux.tar.xz   the program, completions, pages for `man`, licences
#   vq_VERSION_ARCHITECTURE.deb            the same for Debian and Ubuntu
#   vq-VERSION.tar.gz                      the source
#   PKGBUILD, vq.rb, flake.nix             recipes for Arch, Homebrew and Nix, with the sums of the archives
#   notes.md, SHA256SUMS                   what is new; the sums of all files
#
# With --collect nothing is built: recipes, notes and sums are made of the archives in FOLDER, which several machines have
# put there. The same commit makes the same bytes in every folder, with the same compiler and libraries.
set -euo pipefail
here=$PWD
cd "$(dirname "$0")/.."

fail() {
  echo "release: $*" >&2
  exit 1
}

usage="usage: Scripts/release.sh VERSION --url URL [--output FOLDER] [--collect]"
version='' url='' output='' collects=
while [[ $# -gt 0 ]]; do
  case $1 in
  --url | --output)
    [[ $# -ge 2 && -n $2 ]] || fail "$1 needs a value"
    printf -v "${1#--}" %s "$2"
    shift 2
    ;;
  --collect) collects=yes && shift ;;
  -*) fail "$usage" ;;
  *)
    [[ -z $version ]] || fail "$usage"
    version=$1 && shift
    ;;
  esac
done
[[ -n $version && -n $url ]] || fail "$usage"
url=${url%/}
[[ $url =~ ^https://([A-Za-z0-9.-]+)(/[A-Za-z0-9._~/-]*)?$ ]] || fail "'$url' is no address that begins with https://"
maintainer="The vq authors <noreply@${BASH_REMATCH[1]}>"
[[ -n $output ]] || output=.build-release/$version
[[ $output == /* || $output == .build-release/* ]] || output=$here/$output

# The version stands in one place, and so does what is new in it.
known=$(sed -nE 's/^ *static let text = "(.*)"$/\1/p' Sources/vq/Version.swift)
[[ $version =~ ^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}(-[0-9A-Za-z.-]+)?$ ]] || fail "'$version' is no version such as 1.2.3"
[[ $version == "$known" ]] || fail "Sources/vq/Version.swift says $known; set it to $version and commit that first"
notes=$(Scripts/release/notes.py "$version")
[[ -z $(git status --porcelain) ]] || fail "there are changes that are not committed: git status"

# Nothing of this machine or this hour gets into a file.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC
umask 022
mkdir -p "$output"
output=$(realpath "$output")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Packs the folder $1 of the work folder into standard output.
pack() {
  tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --format=gnu -cf - "$1" |
    xz -9e -T1
}

# Writes standard input to a file of the Debian package, compressed as its rules want it.
compressed() {
  mkdir -p "$(dirname "$1")"
  gzip -9n > "$1"
}

# Takes out of a program what depends on the folder it was built in and is of no use any more: the digests that the
# compiler keeps of its code, to build less the next time, and the linker's digest of the whole.
make_same() {
  local bytes
  bytes=$(size -A -d "$1" | awk '$1 == ".swift_modhash" { print $2 }')
  head -c "${bytes:?the program has no digests of its code}" /dev/zero > "$work/zeros"
  objcopy --update-section ".swift_modhash=$work/zeros" --remove-section .note.gnu.build-id "$1"
}

make_tree() {
  local map=$work/map program
  program=$(Scripts/build-release.sh -Xlinker "-Map=$map")
  # Where nothing was linked anew, there is no list of what went in.
  if [[ ! -s $map ]]; then
    rm "$program"
    Scripts/build-release.sh -Xlinker "-Map=$map" > /dev/null
  fi
  [[ $(file -b "$program") == *'statically linked'* ]] || fail "the program is not statically linked; is libc.a here?"
  [[ $("$program" --version) == "$version" ]] || fail "the program says that it is $("$program" --version)"
  Scripts/install.sh --prefix "$work/$name" > "$work/log"
  make_same "$work/$name/bin/vq"
  ls "$work/$name"/share/man/man1/vq.1 > /dev/null || fail "there are no pages for man: $(cat "$work/log")"
  cp LICENSE "$work/$name/LICENSE"
  Scripts/release/licences.py "$map" .build-static/checkouts > "$work/$name/LICENSES-OF-LIBRARIES"
  {
    echo "vq $version, for $(uname -m) Linux. It needs no library of the system."
    echo "To install it for yourself: cp -R bin share ~/.local"
    echo "The manual: man vq, and $url"
  } > "$work/$name/README"
}

make_deb() {
  local root=$work/deb from=$work/$name page
  local doc=$root/usr/share/doc/vq
  mkdir -p "$root/DEBIAN" "$root/usr/bin" "$doc" "$root/usr/share/lintian/overrides"
  cp "$from/bin/vq" "$root/usr/bin/vq"
  for page in "$from"/share/man/man1/*.1; do
    compressed "$root/usr/share/man/man1/${page##*/}.gz" < "$page"
  done
  cp -R "$from/share/bash-completion" "$from/share/fish" "$root/usr/share/"
  # It is read by a shell that runs, and Debian wants no first line that names one.
  sed -i '1{/^#!/d}' "$root/usr/share/bash-completion/completions/vq"
  mkdir -p "$root/usr/share/zsh/vendor-completions"
  cp "$from/share/zsh/site-functions/_vq" "$root/usr/share/zsh/vendor-completions/_vq"
  cp Scripts/release/lintian-overrides "$root/usr/share/lintian/overrides/vq"
  {
    printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: vq\nSource: %s\n\n' "$url"
    printf 'Files: *\n%s\nLicense: MIT\n' "$(sed -nE 's/^Copyright \(c\) /Copyright: /p' LICENSE)"
    printf 'Comment: The program is statically linked. The licences of the libraries in it\n are in libraries.gz beside this file.\n\n'
    printf 'License: MIT\n'
    sed -E '1,/^Copyright/d; s/^$/./; s/^/ /' LICENSE | sed '1d'
  } > "$doc/copyright"
  compressed "$doc/libraries.gz" < "$from/LICENSES-OF-LIBRARIES"
  {
    printf 'vq (%s) unstable; urgency=medium\n\n  * Release %s, see NEWS.gz.\n\n' "$debian" "$version"
    printf ' -- %s  %s\n' "$maintainer" "$(date -R -d "@$SOURCE_DATE_EPOCH")"
  } | compressed "$doc/changelog.gz"
  echo "$notes" | compressed "$doc/NEWS.gz"
  {
    printf 'Package: vq\nVersion: %s\nArchitecture: %s\nMaintainer: %s\n' "$debian" "$(dpkg --print-architecture)" "$maintainer"
    printf 'Installed-Size: %s\n' "$(du -sk --apparent-size "$root/usr" | cut -f 1)"
    printf 'Section: text\nPriority: optional\nHomepage: %s\nSuggests: fzf\n' "$url"
    printf 'Description: answers questions from a folder of Markdown notes\n'
    fold -s -w 74 Scripts/release/description | sed -E 's/ +$//; s/^$/./; s/^/ /'
  } > "$root/DEBIAN/control"
  (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) > "$root/DEBIAN/md5sums"
  chmod -R u=rwX,go=rX "$root"
  find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb --root-owner-group -Zxz -z9 --build "$root" "$output/vq_${debian}_$(dpkg --print-architecture).deb" > /dev/null
}

# What is only before a version comes before it, as dpkg sorts.
debian=${version/-/\~}
if [[ -z $collects ]]; then
  [[ $(uname -s) == Linux ]] || fail "packages are made on Linux; Homebrew builds on macOS from the source"
  name=vq-$version-$(uname -m)-linux
  make_tree
  pack "$name" > "$output/$name.tar.xz"
  make_deb
fi
git archive --format=tar --prefix="vq-$version/" HEAD | gzip -9n > "$output/vq-$version.tar.gz"
echo "$notes" > "$output/notes.md"
Scripts/release/recipes.py "$version" "$url" "$maintainer" "$output"
# The flake as an archive, as `nix` takes one by its address.
tar -C "$output" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --format=gnu \
  -cf - flake.nix | gzip -9n > "$output/vq-$version-flake.tar.gz"
(cd "$output" && rm -f SHA256SUMS && sha256sum -- * > "$work/sums" && mv "$work/sums" SHA256SUMS && chmod 644 SHA256SUMS)
echo "$output"
