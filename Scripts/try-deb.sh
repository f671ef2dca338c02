#!/usr/bin/env bash
# Tries a Debian package as a user meets it: Scripts/try-deb.sh [--older PROGRAM] DEB [SUITE…]
#
# With --older the system first has an older vq, statically linked, which makes the index that the new one then meets.
#
# For each suite (bookworm and trixie if none is named) it makes a small Debian of its own with debootstrap, from the
# archive that this system installs from. There it installs the package, asks as an ordinary user, reads the manual,
# completes with Tab, upgrades with an index of an older form, and removes it. Needs root, debootstrap and a network.
set -euo pipefail
older=
if [[ ${1:-} == --older ]]; then
  older=$(realpath "$2")
  shift 2
fi
deb=$(realpath "${1:?usage: Scripts/try-deb.sh [--older PROGRAM] DEB [SUITE…]}")
shift
cd "$(dirname "$0")/.."
[[ $(id -u) -eq 0 ]] || { echo "try-deb: run this as root" >&2; exit 1; }
suites=("$@")
[[ $# -gt 0 ]] || suites=(bookworm trixie)

# Whence this system gets what it installs.
archive=$(find /etc/apt/sources.list /etc/apt/sources.list.d -type f -exec cat {} + 2> /dev/null \
  | sed -nE 's/^(URIs:|deb( \[[^]]*\])?) +(https?:[^ ]*\/debian)\/?( .*)?$/\3/p' | sed -n 1p || true)
[[ -n $archive ]] || { echo "try-deb: the sources of apt name no archive of Debian" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "try-deb: $*" >&2
  exit 1
}

# A package like this one but older: with the older program, else with one that does nothing.
make_older() {
  local root=$work/older
  dpkg-deb -R "$deb" "$root"
  sed -i -E 's/^Version: .*/Version: 0.0.1/' "$root/DEBIAN/control"
  if [[ -n $older ]]; then
    install "$older" "$root/usr/bin/vq"
  else
    printf '#!/bin/sh\necho 0.0.1\n' > "$root/usr/bin/vq"
  fi
  (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) > "$root/DEBIAN/md5sums"
  dpkg-deb --root-owner-group -b "$root" "$work/older.deb" > /dev/null
}

# Runs a program inside, with /proc as every system has it; nothing stays mounted.
enter() { unshare --mount sh -c 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"' "$root" "$@"; }

# Runs a line inside as root, or as the user ann.
inside() { enter /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/ sh -ec "$1"; }
as_user() { enter su - ann -c "export LC_ALL=C.UTF-8; $1"; }

# The files of the system, without what the package manager keeps for itself.
files() { (cd "$root" && find usr etc opt var/lib home -path var/lib/dpkg -prune -o -path home/ann/.cache -prune -o -print | sort); }

try_suite() {
  local suite=$1 answer
  root=$work/$suite
  echo "== $suite: making a small Debian" >&2
  debootstrap --variant=minbase --include=man-db,bash-completion "$suite" "$root" "$archive" > "$work/log" 2>&1 \
    || { tail -n 5 "$work/log" >&2; fail "$suite: debootstrap failed"; }
  # Small systems leave the pages of manuals out; whoever reads some has them.
  rm -f "$root"/etc/dpkg/dpkg.cfg.d/*
  inside 'useradd -m -s /bin/bash ann'
  cp -R Vault "$root/home/ann/Notes"
  inside 'chown -R ann: /home/ann'
  files > "$work/before"
  cp "$work/older.deb" "$deb" "$root/tmp/"

  inside "dpkg -i /tmp/older.deb" > "$work/log"
  inside 'cp /usr/bin/vq /tmp/older'
  cmp -s "$root/tmp/older" "$work/older/usr/bin/vq" || fail "$suite: the older package is not installed"
  [[ -z $older ]] || as_user 'vq --vault Notes --limit 1 what does 404 mean' > "$work/log" || fail "$suite: the older vq"
  inside "dpkg -i /tmp/$(basename "$deb")" > "$work/log"
  [[ $(as_user 'vq --version') == "$version" ]] || fail "$suite: the upgrade is not installed"
  echo "   installs, upgrades" >&2

  answer=$(as_user 'vq --vault Notes --limit 1 what does 404 mean 2>&1')
  [[ $answer == *'404 Not Found'* ]] || fail "$suite: no answer but: $answer"
  if [[ -n $older ]]; then
    [[ $answer == *'another version of vq made it'* ]] || fail "$suite: the index of the older vq: $answer"
    echo "   makes the index of the older vq anew" >&2
  fi
  answer=$(as_user 'vq --vault Notes doctor') || fail "$suite: doctor: $answer"
  [[ $answer == *'statically linked'*'every page is whole'* ]] || fail "$suite: doctor: $answer"
  echo "   answers as an ordinary user" >&2

  # An index as an early vq made it: pages without sums (byte 20), and a form of a small number (bytes 60 to 63).
  as_user 'for edit in "20 \0" "60 \0\0\3\352"; do
    printf "${edit#* }" | dd bs=1 seek="${edit% *}" conv=notrunc of="$(ls .cache/vq/*.sqlite)" 2> /dev/null
  done'
  answer=$(as_user 'vq --vault Notes --limit 1 what does 404 mean 2>&1')
  [[ $answer == *'another version of vq made it'*'404 Not Found'* ]] || fail "$suite: an older index: $answer"
  answer=$(as_user 'vq --vault Notes --limit 1 what does 404 mean 2>&1')
  [[ $answer != *'another version'* && $answer == *'404 Not Found'* ]] || fail "$suite: the second time: $answer"
  echo "   makes an index of another form anew, once" >&2

  answer=$(as_user 'man -w vq && man vq-ask') || fail "$suite: man: $answer"
  [[ $answer == *SYNOPSIS*'EXIT STATUS'* ]] || fail "$suite: no page for man but: $answer"
  # shellcheck disable=SC2016
  answer=$(as_user '. /usr/share/bash-completion/bash_completion; _completion_loader vq 2> /dev/null || __load_completion vq; complete -p vq')
  [[ $answer == *' vq' ]] || fail "$suite: bash completes nothing: $answer"
  answer=$(as_user 'eval "$(vq init bash)"; cd Notes; COMP_LINE="vq outline Rout"; COMP_POINT=15; _vq; echo "${COMPREPLY[@]}"')
  [[ $answer == *Router* ]] || fail "$suite: Tab finds no note but: $answer"
  echo "   has pages for man, and completes" >&2

  inside 'dpkg -P vq' > "$work/log" 2>&1
  files > "$work/after"
  diff "$work/before" "$work/after" >&2 || fail "$suite: something is left"
  [[ -n $(ls "$root/home/ann/.cache/vq") ]] || fail "$suite: the user's index is gone"
  echo "   is removed, and leaves nothing but the cache of the user" >&2
  rm -rf "$root"
}

version=$(dpkg-deb -f "$deb" Version | tr '~' -)
make_older
for suite in "${suites[@]}"; do try_suite "$suite"; done
echo "try-deb: works in ${suites[*]}" >&2
