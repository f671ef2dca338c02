#!/usr/bin/env python3
"""Writes the recipes of package managers for the archives in a folder: recipes.py VERSION URL MAINTAINER FOLDER

URL is the project's page on a forge, where the archives of the release VERSION will be. The templates lie beside this
file; a name between @ signs in one stands for a value.
"""
import hashlib
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DESCRIPTION = "Answers questions from a folder of Markdown notes"
ARCHITECTURES = ["x86_64", "aarch64"]


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def filled(name, values):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return re.sub(r"@([A-Z_]+)@", lambda match: values[match[1]], file.read())


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    version, url, maintainer, folder = sys.argv[1:]
    downloads = f"{url}/releases/download/v{version}"
    source = f"vq-{version}.tar.gz"
    sums = {}
    for architecture in ARCHITECTURES:
        path = os.path.join(folder, f"vq-{version}-{architecture}-linux.tar.xz")
        if os.path.exists(path):
            sums[architecture] = digest(path)
    if not sums:
        sys.exit(f"release: {folder} has no archive for Linux")

    def address(architecture):
        return f"{downloads}/vq-{version}-{architecture}-linux.tar.xz"

    cpu = {"x86_64": "intel", "aarch64": "arm"}
    values = {
        "VERSION": version, "URL": url, "MAINTAINER": maintainer, "DESCRIPTION": DESCRIPTION,
        "DOWNLOADS": downloads, "SOURCE_SUM": digest(os.path.join(folder, source)),
        # A hyphen parts version and release there.
        "PKGVER": version.replace("-", "_"),
        "ARCHES": " ".join(f"'{one}'" for one in sums),
        "SOURCES": "\n".join(
            f"source_{one}=(\"{address(one)}\")\nsha256sums_{one}=('{sum}')" for one, sum in sums.items()),
        "TARBALLS": "\n".join(
            f'        "{one}-linux" = {{\n          url = "{address(one)}";\n          sha256 = "{sum}";\n        }};'
            for one, sum in sums.items()),
        "LINUX": "".join(
            f'  on_linux do\n    on_{cpu[one]} do\n      url "{address(one)}"\n      sha256 "{sum}"\n    end\n  end\n\n'
            for one, sum in sums.items()).rstrip("\n") + "\n",
    }
    for name in ["PKGBUILD", "vq.rb", "flake.nix"]:
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(filled(name + ".in", values))


main()
