#!/usr/bin/env python3
"""Writes Sources/README.md, the list of all source files with a sentence on each: Scripts/file-list.py [--check]

The sentence is the first one of what documents the type that the file is named after. Where there is none, it is that of
the comment at the head of the file; then, of an extension, the names of what it declares, each with its own type; else
that of the first comment. Of Swift it goes by the blanks before a line, which Scripts/lint.sh checks.
With --check nothing is written, and it ends with 1 where the list is not up to date.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ROOT / "Sources"
LIST = SOURCES / "README.md"

HEAD = """# The source files

What each file holds, in its own first sentence. Which target answers what, and where a change goes, is in
`Vault/Internals/Architecture.md`. `Scripts/file-list.py` writes this page.
"""


def comments(path, mark):
    """Returns the first run of lines that begin with a mark, as one text."""
    run = []
    for line in path.read_text().splitlines():
        text = line.strip()
        if text.startswith(mark) and not text.startswith(mark + "/"):
            run.append(text[len(mark):].strip())
            if run[-1] == "" or run[-1].startswith("MARK:"):
                run.pop()
                if run:
                    break
        elif run:
            break
    return " ".join(run)


def head(path):
    """Returns the comment at the head of a file, before its first line of code."""
    text = []
    for line in path.read_text().splitlines():
        line = line.strip()
        if line.startswith("///") or line and not line.startswith(("//", "import", "package import", "public import", "internal import")):
            break
        if line.startswith("//"):
            text.append(line[2:].strip())
        elif text:
            break
    return " ".join(text)


MODIFIERS = (r"(?:@\w+(?:\([^)]*\))? )*(?:(?:public|package|static|mutating|consuming|borrowing|indirect|final|nonisolated)"
             r"(?:\(\w+\))? )*")
TYPE = re.compile(MODIFIERS + r"(?:struct|enum|class|actor|protocol|typealias) (\w+)")
EXTENSION = re.compile(r"(?:public |package )?extension ([\w.]+|\[[^]]*\])")
MEMBER = re.compile("  " + MODIFIERS + r"(?:func|var|let|struct|enum|class|typealias) (\w+)")
MOST_NAMES = 10


def documentation(path, name):
    """Returns what documents a type at the top of a file; nothing where the file has no such type."""
    run = []
    for line in path.read_text().splitlines():
        found = TYPE.match(line)
        if found and found[1] == name:
            return " ".join(run)
        if line.startswith("///"):
            run.append(line[3:].strip())
        elif not line.startswith("@"):
            run = []
    return ""


def names(path):
    """Returns what an extension declares for others: what it adds to types, and types of its own."""
    members, types, owner = {}, [], None
    for line in path.read_text().splitlines():
        extended, own, member = EXTENSION.match(line), TYPE.match(line), MEMBER.match(line)
        if extended:
            owner = extended[1]
        elif own:
            types.append(own[1])
        if line[:1] not in (" ", "/", "@", "", "#") and not extended:
            owner = None if line[0] != "}" else owner
        if owner and member:
            members.setdefault(owner, {})[member[1]] = None
    parts = [f"of `{name}`: {listed(list(found))}" for name, found in members.items()]
    if types:
        parts.append(("types: " if types[1:] else "the type ") + listed(types))
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] + "." if text else ""


def listed(names):
    """Returns names as a list that is not too long."""
    return ", ".join(f"`{name}`" for name in names[:MOST_NAMES]) + (" and more" if names[MOST_NAMES:] else "")


def sentence(path):
    """Returns what a file says of itself."""
    text = documentation(path, path.stem) or head(path)
    if not text and "+" in path.stem:
        text = names(path)
        if text:
            return text
    text = text or comments(path, "///") or comments(path, "//")
    first = re.match(r".*?[.?!](?=\s|$)", text)
    return (first.group() if first else text).replace("|", "\\|")


def page():
    """Returns the list as Markdown."""
    lines = [HEAD]
    folder = None
    files = [f for f in SOURCES.rglob("*") if f.suffix in (".swift", ".c", ".cpp", ".h") and f.is_file()]
    for file in sorted(files, key=lambda f: (str(f.parent), f.name)):
        if file.suffix == ".h" and file.stem.endswith("shim"):
            continue
        if file.parent != folder:
            folder = file.parent
            lines.append(f"\n## {folder.relative_to(SOURCES)}\n| File | What it holds |\n|---|---|\n")
        lines.append(f"| `{file.name}` | {sentence(file)} |\n")
    return "".join(lines)


def main():
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit(__doc__)
    text = page()
    if not sys.argv[1:]:
        LIST.write_text(text)
    elif not LIST.exists() or LIST.read_text() != text:
        sys.exit("file-list: Sources/README.md is not up to date; run Scripts/file-list.py")


main()
