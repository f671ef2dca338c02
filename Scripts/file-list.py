#!/usr/bin/env python3
"""Writes Sources/README.md, Scripts/README.md and Tests/README.md, a sentence on each file: Scripts/file-list.py [--check]

The sentence is the first one of what documents the type that the file is named after. Where there is none, it is that of
the comment at the head of the file; then, of an extension, the names of what it declares, each with its own type; else
that of the first comment. Of Swift it goes by the blanks before a line, which Scripts/lint.sh checks. After the files
come the limits: constants whose names begin with a word such as `most` or end in `Limit`. A limit's sentence is that of
its own comment, above it or on its line. A limit without one, on the line below another limit, shares that one's comment
if it lists several things.
With --check nothing is written, and it ends with 1 where a list is not up to date.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ROOT / "Sources"
SCRIPTS = ROOT / "Scripts"
TESTS = ROOT / "Tests"

HEAD = """# The source files

What each file holds, in its own first sentence. Which target answers what, and where a change goes, is in
`Vault/Internals/Architecture.md`. The limits are at the end. `Scripts/file-list.py` writes this page.
"""

SCRIPTS_HEAD = """# The scripts

What each script does, in its own first sentence. `CONTRIBUTING.md` says which ones to run.
The limits are at the end. `Scripts/file-list.py` writes this page.
"""

TESTS_HEAD = """# What the tests share

What each file without a test of its own holds, in its own first sentence. The suites are in the table of
`Vault/Internals/Architecture.md`. `Scripts/file-list.py` writes this page.
"""

LIMITS_HEAD = """
## Limits
Numbers that a change may want to move: how many, how long, how far.

| Limit | Value | Is | File |
|---|---|---|---|
"""
WORDS = "most|longest|largest|fewest|shortest|least|few|many|deepest|smallest|highest|maximum"
LIMIT = re.compile(r"\s+(?:(?:public|package|private|fileprivate|nonisolated) )*"
                   r"(?:static (?:let|var) |var (?=\w+ = \d+ << ))"
                   rf"((?:{WORDS})(?:[A-Z]\w*)?|\w+Limit)(?:: [^={{]+)? = (.*)")
SCRIPT_LIMIT = re.compile(rf"((?:{WORDS})(?:_\w+)?|(?:{WORDS.upper()})(?:_\w+)?|\w*_limit|(?:\w+_)?LIMIT)"
                          r" ?= ?(\d[\w.]*(?: [<*+-]+ \w+)*)(?: +#.*)?$")


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
# Most names that a row lists of an extension.
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
    return first_sentence(text or comments(path, "///") or comments(path, "//"))


def rows(folder, files, sentence):
    """Returns a table of the files of a folder."""
    lines = [f"\n## {folder}\n| File | What it holds |\n|---|---|\n"]
    return lines + [f"| `{file.name}` | {sentence(file)} |\n" for file in files]


def by_folder(top, endings):
    """Returns the files below a folder that have one of some endings, by the folder they are in."""
    found = {}
    for file in sorted(top.rglob("*"), key=lambda f: (str(f.parent), f.name)):
        if file.suffix in endings and file.is_file():
            found.setdefault(file.parent, []).append(file)
    return found


def limits(path, pattern, mark):
    """Returns the limits that a file sets, each with its value and the first sentence of its comment."""
    run, shared, found = [], None, []
    for line in path.read_text().splitlines():
        text, limit = line.strip(), pattern.match(line)
        if limit:
            value, _, beside = limit[2].partition(" // ")
            own = " ".join(run) or beside or limit[0].partition(" # ")[2]
            shared = own or (shared if re.search(r",| and ", shared or "") else None)
            found.append((limit[1], value, first_sentence(shared or "")))
            run = []
        elif text.startswith(mark + " "):
            run, shared = [*run, text[len(mark):].strip()], None
        else:
            run, shared = [], None
    return found


def limit_table(files, top, pattern, marks):
    """Returns the table of the limits of some files, empty where they have none."""
    lines = [f"| `{name}` | `{value}` | {text} | `{file.relative_to(top)}` |\n"
             for file in files for name, value, text in limits(file, pattern, marks[file.suffix])]
    return [LIMITS_HEAD, *lines] if lines else []


def first_sentence(text):
    """Returns the first sentence of a text, fit for a table."""
    first = re.match(r".*?[.?!](?=\s|$)", text)
    return (first.group() if first else text).replace("|", "\\|")


def purpose(path):
    """Returns the first sentence of a script's head, without how it is called."""
    return re.sub(r": (?:Scripts/)?[\w-]+\.(?:py|sh)\b.*", ".", head_of_script(path))


def head_of_script(path):
    """Returns the first sentence of a script's head."""
    text = path.read_text()
    if path.suffix == ".py":
        found = re.search(r'"""(.*?)"""', text, re.S)
        return first_sentence(" ".join(found[1].split())) if found else ""
    if path.suffix == ".swift":
        return sentence(path)
    lines = [line[1:].strip() for line in text.splitlines() if line.startswith("#")]
    return first_sentence(" ".join(line for line in lines if not line.startswith("!")))


def source_page():
    """Returns the list of the sources as Markdown."""
    lines, swift = [HEAD], []
    for folder, files in by_folder(SOURCES, (".swift", ".c", ".cpp", ".h")).items():
        files = [f for f in files if f.suffix != ".h" or not f.stem.endswith("shim")]
        if files:
            lines += rows(folder.relative_to(SOURCES), files, sentence)
        swift += [file for file in files if file.suffix == ".swift"]
    return "".join(lines + limit_table(swift, SOURCES, LIMIT, {".swift": "///"}))


def script_page():
    """Returns the list of the scripts as Markdown."""
    lines = [SCRIPTS_HEAD]
    for folder, files in by_folder(SCRIPTS, (".sh", ".py", ".swift")).items():
        lines += rows(folder.relative_to(ROOT), files, purpose)
    scripts = [file for ending in ("sh", "py") for file in sorted(SCRIPTS.rglob(f"*.{ending}"))]
    return "".join(lines + limit_table(scripts, ROOT, SCRIPT_LIMIT, {".sh": "#", ".py": "#"}))


def test_page():
    """Returns the list of what tests share, which are the files without a test, as Markdown."""
    lines = [TESTS_HEAD]
    for folder, files in by_folder(TESTS, (".swift",)).items():
        shared = [file for file in files if "@Test" not in file.read_text()]
        if shared:
            lines += rows(folder.relative_to(ROOT), shared, sentence)
    return "".join(lines)


def main():
    if sys.argv[1:] not in ([], ["--check"]):
        sys.exit(__doc__)
    pages = {SOURCES: source_page(), SCRIPTS: script_page(), TESTS: test_page()}
    for path, text in ((folder / "README.md", text) for folder, text in pages.items()):
        if not sys.argv[1:]:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            sys.exit(f"file-list: {path.relative_to(ROOT)} is not up to date; run Scripts/file-list.py")


main()
