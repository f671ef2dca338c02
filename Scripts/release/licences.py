#!/usr/bin/env python3
"""Prints the licences of all that a program is linked from: licences.py MAP CHECKOUTS

MAP is the linker's list of what went in (`-Map`), CHECKOUTS the folder of SwiftPM's packages. A library whose licence is
not found is an error: nothing is given away without it.
"""
import glob
import hashlib
import os
import re
import shutil
import subprocess
import sys

HEAD = """\
vq is under the MIT licence, see the file LICENSE. The program is statically linked: it holds parts of the libraries
below, each under its own licence.

The GNU C library is under the LGPL 2.1. To link vq with another version of it, get the source code of this release and
run Scripts/build-release.sh where that version is installed.
"""
# What is compiled into our own files and leaves no library in the map.
HEADERS = ["/usr/include/toml++/toml.h"]


def swift_folder():
    """The folder `usr` of the Swift that builds."""
    return os.path.dirname(os.path.dirname(os.path.realpath(shutil.which("swift"))))


def linked_files(path):
    """The files that a map names, of the form of lld or of GNU's linkers: libraries and objects."""
    with open(path, encoding="utf-8", errors="replace") as file:
        names = set(re.findall(r"(?<![\w/.])(/?[\w+./-]+\.(?:a(?=\()|o(?=:)))", file.read()))
    return sorted({os.path.realpath(name) for name in names})


def package_of(path):
    """The package of the system that a file came with; usr is merged into / on some systems."""
    for name in (path, path.removeprefix("/usr")):
        found = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.split(": ")[0].split(",")[0].split(":")[0]
    return None


def version_of(package):
    return subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=True).stdout


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    linked, checkouts = sys.argv[1:]
    swift = swift_folder()
    own = os.path.realpath(os.path.join(checkouts, ".."))
    texts, unknown, runtime = {}, [], False
    for path in linked_files(linked) + HEADERS:
        if path.startswith(own + "/"):
            continue
        if path.startswith(swift + "/"):
            runtime = True
            continue
        package = package_of(path)
        text = f"/usr/share/doc/{package}/copyright"
        if package and os.path.exists(text):
            texts.setdefault(os.path.realpath(text), set()).add(package)
        else:
            unknown.append(path)
    parts = [(" and ".join(f"{name} {version_of(name)}" for name in sorted(names)), text)
             for text, names in texts.items()]
    if runtime:
        parts.append(("the runtime of Swift", os.path.join(swift, "share", "swift", "LICENSE.txt")))
    for folder in sorted(glob.glob(os.path.join(checkouts, "*", ""))):
        found = sorted(glob.glob(os.path.join(folder, "LICENSE*")))
        if found:
            parts.append((os.path.basename(folder[:-1]), found[0]))
        else:
            unknown.append(folder)
    if unknown or len(parts) < 2:
        sys.exit("licences: no licence is known of " + (", ".join(unknown) or f"what {linked} names"))
    print(HEAD)
    seen = {}
    for name, path in sorted(parts):
        print("=" * 78 + f"\n{name}\n" + "=" * 78)
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read().strip()
        digest = hashlib.sha256(text.encode()).hexdigest()
        print(f"The same as of {seen[digest]}.\n" if digest in seen else text + "\n")
        seen.setdefault(digest, name)


main()
