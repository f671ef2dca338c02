#!/usr/bin/env bash
# Looks whether what Scripts/release.sh has put into the folder $1 is well made, with the tools of each kind of package. A
# tool that is not here is named and left out.
set -euo pipefail
folder=$(realpath "${1:?usage: Scripts/check-release.sh FOLDER}")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "check-release: $*" >&2
  exit 1
}

# Says what is looked at, and whether a tool for it is here.
has() { # TOOL WHAT
  if command -v "$1" > /dev/null; then
    echo "== $2" >&2
  else
    echo "== SKIPPED: $2, since there is no $1" >&2
    return 1
  fi
}

(cd "$folder" && sha256sum --quiet --check SHA256SUMS) || fail "the sums do not fit"
# Bytes of the largest package.
most=8000000
for file in "$folder"/*.tar.xz "$folder"/*.deb; do
  size=$(stat -c %s "$file")
  [[ $size -le $most ]] || fail "$file has $size bytes, $most are the most"
done

# The archive runs from anywhere.
for archive in "$folder"/*-"$(uname -m)"-linux.tar.xz; do
  tar -xJf "$archive" -C "$work"
  tree=$work/$(basename "$archive" .tar.xz)
  HOME=$work "$tree/bin/vq" --vault Vault what does 404 mean | grep -qF '404 Not Found' || fail "$archive does not answer"
  MANPATH=$tree/share/man man -w vq-ask > /dev/null || fail "$archive has no page for man"
  strings -n 8 "$tree/bin/vq" | grep -F "$PWD/" && fail "$archive names a folder of this machine"
done

if has lintian "lintian on the Debian package"; then
  lintian --allow-root --fail-on error,warning --tag-display-limit 0 "$folder"/*.deb >&2
fi
if has makepkg "makepkg on PKGBUILD, with the archive that it would fetch"; then
  mkdir "$work/arch"
  cp "$folder/PKGBUILD" "$folder"/*-linux.tar.xz "$work/arch"
  run=()
  if [[ $(id -u) -eq 0 ]]; then
    # It does not run as root.
    chmod 711 "$work"
    chown -R 65534:65534 "$work/arch"
    run=(setpriv --reuid=65534 --regid=65534 --clear-groups env "HOME=$work/arch")
  fi
  (cd "$work/arch" && "${run[@]}" makepkg --printsrcinfo) | grep -q '^pkgname = vq-bin$' || fail "PKGBUILD cannot be read"
  if has fakeroot "a package made by makepkg"; then
    (cd "$work/arch" && "${run[@]}" makepkg --nodeps PKGEXT=.pkg.tar) > "$work/log" 2>&1 || fail "$(cat "$work/log")"
    tar -tf "$work"/arch/*.pkg.tar | grep -qx usr/bin/vq || fail "the package for Arch has no program"
  fi
fi
if has ruby "ruby on the formula"; then
  ruby -wc "$folder/vq.rb" > /dev/null || fail "vq.rb cannot be read"
fi
if has nix-instantiate "nix on the flake, with a stand-in for nixpkgs"; then
  nix-instantiate --parse "$folder/flake.nix" > /dev/null || fail "flake.nix cannot be read"
  # The packages of the flake, where nixpkgs gives back what it is told and nothing is fetched.
  export NIX_CONFIG="build-users-group =" NIX_STATE_DIR=$work/nix NIX_STORE_DIR=$work/store
  nix-instantiate --eval --strict --json --expr "
    let
      flake = import $folder/flake.nix;
      stand = { legacyPackages = builtins.listToAttrs (map (name: {
        inherit name; value = { stdenvNoCC.mkDerivation = given: { inherit (given) pname version; }; };
      }) [ \"x86_64-linux\" \"aarch64-linux\" ]); };
    in (flake.outputs { self = { }; nixpkgs = stand; }).packages" | grep -q '"pname":"vq"' || fail "flake.nix has no package"
fi
if has actionlint "actionlint on the workflow"; then actionlint .github/workflows/*.yml; fi
if has check-jsonschema "the schema of workflows"; then
  check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
fi
echo "check-release: all is well" >&2
