#!/usr/bin/env python3
"""Writes Sources/README.md, the list of all source files with a sentence on each: Scripts/file-list.py [--check]

The sentence is the first one of the file: of what it says at its head, else of what documents its first declaration.
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


def sentence(path):
    """Returns what a file says of itself."""
    head = comments(path, "//") if "+" in path.stem else ""
    text = head or comments(path, "///") or comments(path, "//")
    if not text and path.suffix != ".swift":
        return ""
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
