#!/usr/bin/env bash
# Installs the C libraries that vq is built on, where they are missing. Quiet if nothing is to do. With --checks also the
# programs and Python packages that Scripts/shells.sh, Scripts/manual.sh and Scripts/mcp.sh try vq with; the checks leave
# out what is not there.
set -euo pipefail

fail() {
  echo "install-packages: $*" >&2
  exit 1
}

command -v swift > /dev/null \
  || fail "no swift on PATH; get Swift 6.2 or newer from https://www.swift.org/install"

if [[ "$(uname -s)" == Darwin ]]; then
  command -v brew > /dev/null || fail "Homebrew is needed: https://brew.sh"
  missing=()
  for formula in sqlite snowball pcre2 tomlplusplus pkgconf; do
    brew list --formula "$formula" > /dev/null 2>&1 || missing+=("$formula")
  done
  [[ ${#missing[@]} -eq 0 ]] || fail "run this, then try again: brew install ${missing[*]}"
  exit 0
fi

# A header says more than a package list: the library may come from anywhere.
has_header() {
  printf '#include <stdio.h>\n#include <%s>\n' "$1" | "${CC:-clang}" -DPCRE2_CODE_UNIT_WIDTH=8 -E -x "${2:-c}" - > /dev/null 2>&1
}

missing=()
command -v pkg-config > /dev/null || missing+=(pkg-config)
has_header sqlite3.h || missing+=(libsqlite3-dev)
has_header libstemmer.h || missing+=(libstemmer-dev)
has_header pcre2.h || missing+=(libpcre2-dev)
has_header editline/readline.h || missing+=(libedit-dev)
has_header toml++/toml.h c++ || missing+=(libtomlplusplus-dev)
if [[ ${1:-} == --checks ]]; then
  for program in tmux zsh fish fzf groff mandoc; do
    command -v "$program" > /dev/null || missing+=("$program")
  done
  # The official client for agents, and what compares messages with schemas.
  if command -v python3 > /dev/null && ! python3 -c 'import mcp.client.client, jsonschema' 2> /dev/null; then
    echo "install-packages: installing mcp and jsonschema for Python" >&2
    python3 -m pip install -q 'mcp>=2.3,<3' jsonschema > /dev/null 2>&1 \
      || echo "install-packages: cannot install them; Scripts/mcp.sh leaves out what needs them" >&2
  fi
fi
[[ ${#missing[@]} -eq 0 ]] && exit 0

command -v apt-get > /dev/null || fail "install the packages that hold sqlite3.h," \
  "libstemmer.h, pcre2.h, editline/readline.h, toml++/toml.h and pkg-config (on Debian: ${missing[*]})"
as_root=()
if [[ "$(id -u)" -ne 0 ]]; then
  command -v sudo > /dev/null || fail "run this as root: apt-get install ${missing[*]}"
  as_root=(sudo)
fi
echo "install-packages: installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
# The lists of packages may be absent or old: look first, and fetch them only if that fails.
"${as_root[@]}" apt-get install -y -q "${missing[@]}" > /dev/null 2>&1 && exit 0
"${as_root[@]}" apt-get update -q > /dev/null
"${as_root[@]}" apt-get install -y -q "${missing[@]}" > /dev/null
