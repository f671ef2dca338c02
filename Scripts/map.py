#!/usr/bin/env python3
"""Prints names of code that the pages for contributors send a reader to and that are not there.

Looks at the rows of tables in Vault/Internals/Architecture.md and CONTRIBUTING.md, behind the first column. A name in
backticks has to be in the code of a file or folder that its row names; one of the form `name` in `FILE` has to be
declared in that file, and `Type.member` in a file that declares or extends the type. Run by Scripts/architecture.sh.
"""

import functools
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = ["Vault/Internals/Architecture.md", "CONTRIBUTING.md"]
NAME = re.compile(r"(?:(?:struct|enum|class|protocol) )?([A-Za-z_]\w*)(?:\.(\w+)|(\([^`]*\)))?")
DECLARED = r"\b(?:func|var|let|case|struct|class|enum|protocol|typealias|static)\b[^\n]*\b{0}\b|\b{0}[?]?\("


@functools.cache
def code(path):
    """Returns a file without its comments."""
    return re.sub(r"(?m)//.*$", "", path.read_text(encoding="utf-8"))


@functools.cache
def swift():
    """Returns all files by their names, which are of one file only."""
    return {path.name: path for folder in ("Sources", "Tests") for path in (ROOT / folder).rglob("*.swift")}


def files(word):
    """Returns the files that a word in backticks names: by path, a folder's, or by its name alone."""
    path = ROOT / word.split(" ")[0]
    if "/" in word and path.is_dir():
        return sorted(path.rglob("*.swift"))
    if path.is_file():
        return [path]
    return [swift()[word]] if word in swift() else []


def has(name, member, call, there):
    """Tells whether a name is in the code of some files."""
    if member:
        kind = re.compile(rf"\b(?:struct|enum|class|actor|protocol|extension) {name}\b")
        return any(kind.search(code(path)) and re.search(rf"\b{member}\b", code(path)) for path in swift().values())
    # Of `name(label:)` what stands behind the label is not told.
    text = re.escape(name + call.removesuffix(":)")) if call else re.escape(name) + r"\b"
    return any(re.search(rf"\b{text}", code(path)) for path in there)


def mistakes(row):
    """Yields what is wrong with the cells of a row."""
    words = re.findall(r"`([^`]+)`", row)
    there = [path for word in words for path in files(word)]
    for word in words if there else []:
        found = NAME.fullmatch(word)
        if found and not files(word) and not has(*found.groups(), there):
            yield f"no file of the row has `{word}`"
    for name, word in re.findall(r"`(\w+)` in `([^`]+)`", row):
        for path in files(word) if word.endswith(".swift") else []:
            if not re.search(DECLARED.format(name), code(path)):
                yield f"`{word}` declares no `{name}`"


for page in PAGES:
    for number, line in enumerate((ROOT / page).read_text(encoding="utf-8").splitlines(), 1):
        cells = re.split(r"(?<!\\)\|", line)
        # The first one says what to change; that of the targets has names of modules.
        if line.startswith("| ") and not re.match(r"\| `\w+` \|", line):
            for mistake in dict.fromkeys(mistakes("|".join(cells[2:]))):
                print(f"{page}:{number}: {mistake}")
