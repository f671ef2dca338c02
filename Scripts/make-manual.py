#!/usr/bin/env python3
"""Makes the pages for `man` from the program's help and from Vault/Commands.md, and checks that the two agree.

  make-manual.py VQ FOLDER    writes vq.1 and one page a command
  make-manual.py VQ --check   fails if the manual leaves out an option, a variable, an exit code or a default
"""
import datetime
import json
import os
import re
import subprocess
import sys
import textwrap

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MANUAL = os.path.join(ROOT, "Vault", "Commands.md")
# What a command says about itself is in its own section, or in one that several commands share.
SHARED = ["Which vault", "Links out of the vault", "Output forms"]


def help_of(vq):
    text = subprocess.run([vq, "--experimental-dump-help"], capture_output=True, check=True).stdout
    return json.loads(text)["command"]


def commands(tree):
    return [one for one in tree["subcommands"] if one["commandName"] != "help"]


def sections():
    """The sections of the manual by their titles, as lists of lines."""
    found, title, fenced = {"": []}, "", False
    with open(MANUAL, encoding="utf-8") as file:
        text = file.read().split("---\n", 2)[2]
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced:
            title = line[3:]
            found[title] = []
        else:
            found[title].append(line)
    return found


def own_sections(name, found):
    return [title for title in found if name in re.split(r", ", title)]


def table(lines):
    """The rows of the first table, without its head; backticks and escapes of bars are gone."""
    rows = [line for line in lines if line.startswith("|")]
    cells = [re.split(r"(?<!\\)\|", row.strip()[1:-1]) for row in rows[2:]]
    return [[cell.strip().replace("\\|", "|") for cell in row] for row in cells]


def names(argument):
    return [("--" if name["kind"] == "long" else "-") + name["name"] for name in argument.get("names", [])]


def options(command):
    return [one for one in command["arguments"] if one["kind"] != "positional" and one["shouldDisplay"]]


def examples(command):
    lines = (command.get("discussion") or "").splitlines()
    return [line.strip() for line in lines if re.match(r"  +\S", line)]


# What follows checks.


def check(vq):
    tree, found = help_of(vq), sections()
    mistakes = []
    head = found[""]
    for command in commands(tree):
        name = command["commandName"]
        own = own_sections(name, found)
        if not own:
            mistakes.append(f"'{name}' has no section")
        text = "\n".join("\n".join(found[title]) for title in own)
        shared = "\n".join("\n".join(found[title]) for title in SHARED) + "\n".join(head)
        for option in options(command):
            for word in names(option):
                pattern = r"(?<![\w-])" + re.escape(word) + r"(?![\w-])"
                if not re.search(pattern, text) and not re.search(pattern, shared):
                    mistakes.append(f"'{name}' leaves out {word}")
            default = option.get("defaultValue")
            for row in table(found["ask"]) if name == "ask" else []:
                if default and f"--{option['valueName']} " in row[0].strip("`") + " " and len(row) > 2:
                    if row[2] != default:
                        mistakes.append(f"'{name}' says {row[2]}, not {default}, for {row[0]}")
        if not any(f"`vq {name}" in line for line in head):
            mistakes.append(f"the list of commands leaves out '{name}'")
        if sum(bool(re.search(r"\bvq ", example)) for example in examples(command)) < 2:
            mistakes.append(f"the help of '{name}' has fewer than two examples")
    root = tree["discussion"]
    for row in table(found["Environment"]):
        for word in re.findall(r"`([A-Z_]+)`", row[0]):
            if word not in root:
                mistakes.append(f"the help of vq leaves out {word}")
    listed = set(re.findall(r"`([A-Z_]+)`", "\n".join(found["Environment"])))
    for folder, _, files in os.walk(os.path.join(ROOT, "Sources", "vq")):
        for file in files:
            with open(os.path.join(folder, file), encoding="utf-8") as source:
                for word in re.findall(r'variable\("([A-Z_]+)"\)', source.read()):
                    if word not in listed:
                        mistakes.append(f"'Environment' leaves out {word}")
    for row in table(found["Exit codes"]):
        if not re.search(rf"\b{row[0]} ", root):
            mistakes.append(f"the help of vq leaves out exit code {row[0]}")
    for mistake in dict.fromkeys(mistakes):
        print(f"manual: {os.path.relpath(MANUAL, ROOT)}: {mistake}", file=sys.stderr)
    return 1 if mistakes else 0


# What follows writes pages.


def roff(text):
    """Text of Markdown for a page: bold for code, no link brackets, no character that roff reads."""
    text = re.sub(r"\[\[[^\]|]*\|([^\]]*)\]\]", r"\1", text)
    text = re.sub(r"\[\[#?([^\]#]*)#?([^\]]*)\]\]", lambda m: m[2] or m[1], text)
    pieces = re.split(r"(`[^`]+`)", text)
    return "".join(
        r"\fB" + plain(piece[1:-1]) + r"\fR" if piece.startswith("`") else plain(piece.replace("**", ""))
        for piece in pieces)


def plain(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    text = text.replace("^", "\\(ha").replace("~", "\\(ti")
    return "".join(char if ord(char) < 128 else f"\\[u{ord(char):04X}]" for char in text)


def line_of(text):
    return "\\&" + text if text[:1] in (".", "'") else text


def markdown(lines):
    """The paragraphs, lists, tables and code of a section."""
    out, fenced, index = [], False, 0
    while index < len(lines):
        line = lines[index]
        if line.startswith("```"):
            out.append(".EE" if fenced else ".PP\n.EX")
            fenced = not fenced
        elif fenced:
            out.append(line_of(plain(line)))
        elif line.startswith("|"):
            block = []
            while index < len(lines) and lines[index].startswith("|"):
                block.append(lines[index])
                index += 1
            for row in table(block):
                tag, text = roff(row[0]), ". ".join(roff(cell) for cell in row[1:] if cell) or ".br"
                if len(tag) < 77:
                    out.append(f".TP\n{line_of(tag)}\n{line_of(text) if text != '.br' else text}")
                else:
                    out.append(f".PP\n{line_of(tag)}\n.RS 7\n{line_of(text) if text != '.br' else text}\n.RE")
            continue
        elif re.match(r"(\d+\.|-) ", line):
            marker, text = line.split(" ", 1)
            out.append(f".IP {marker if marker != '-' else chr(92) + '(bu'} 4\n{line_of(roff(text))}")
        elif line.strip():
            before = lines[index - 1].strip() if index else ""
            if not before or before.startswith(("```", "|")):
                out.append(".PP")
            out.append(line_of(roff(line.strip())))
        index += 1
    return out


def usage(vq, name):
    text = subprocess.run([vq, "help"] + ([name] if name else []), capture_output=True, check=True,
                          env={**os.environ, "COLUMNS": "1000"}).stdout.decode()
    return [line.removeprefix("USAGE:").strip()
            for line in re.search(r"^USAGE: .*?(?=^$)", text, re.M | re.S)[0].strip().splitlines()]


def day():
    """The day of the pages: the same sources make the same pages, so it is that of the last release or commit."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        log = subprocess.run(["git", "-C", ROOT, "log", "-1", "--format=%ct"], capture_output=True)
        seconds = log.stdout.decode().strip() or os.path.getmtime(MANUAL)
    return datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc).date().isoformat()


def page(vq, tree, command, found, version):
    name = command["commandName"] if command is not tree else ""
    title = "vq-" + name if name else "vq"
    out = [f'.TH {title.upper()} 1 {day()} "vq {version}" "Manual of vq"',
           ".SH NAME", f"{plain(title)} \\- {plain(command['abstract'].split('. ')[0].rstrip('.').lower() if not name else first_sentence(command))}",
           ".SH SYNOPSIS", ".nf"]
    out += [line_of(plain(line)) for line in usage(vq, name)] + [".fi", ".SH DESCRIPTION"]
    if name:
        for section in own_sections(name, found):
            out += markdown(found[section])
    else:
        out += markdown([line for line in found[""] if not line.startswith("# ")])
    shown = options(command if name else next(one for one in commands(tree) if one["commandName"] == "ask"))
    out.append(".SH OPTIONS")
    for option in shown:
        value = "" if option["kind"] == "flag" else f" \\fI{plain(option['valueName'])}\\fR"
        out.append(".TP\n" + ", ".join(f"\\fB{plain(word)}\\fR{value}" for word in names(option)))
        default = option.get("defaultValue")
        out.append(line_of(plain(option["abstract"])) + (f"\nThe default is {plain(default)}." if default else ""))
    if name:
        out += [".SH EXAMPLES", ".EX"] + [line_of(plain(line)) for line in examples(command)] + [".EE"]
    for section in SHARED if not name else []:
        out += [f'.SH "{section.upper()}"'] + markdown(found[section])
    for section in ("Environment", "Files", "Exit codes"):
        heading = {"Exit codes": "EXIT STATUS"}.get(section, section.upper())
        out += [f'.SH "{heading}"'] + markdown(found[section])
    others = ["vq"] if name else ["vq-" + one["commandName"] for one in commands(tree)]
    out += [".SH SEE ALSO"] + [f".BR {plain(other)} (1)" + ("," if other != others[-1] else "") for other in others]
    text = "\n".join(filled("\n".join(out).splitlines())) + "\n"
    # A paragraph behind a heading or before another one is empty.
    text = re.sub(r"(^\.S[HS] .*\n)\.PP\n", r"\1", text, flags=re.M)
    return title, re.sub(r"\.PP\n(?=\.(PP|TP|IP|SH)\b)", "", text)


def filled(lines):
    """Lines of text that are not too long; code and requests stay."""
    fixed, before = False, ""
    for line in lines:
        # The line behind .TP is a heading of its own.
        is_tag, before = before == ".TP", line
        fixed = line in (".EX", ".nf") or fixed and line not in (".EE", ".fi")
        if fixed or len(line) < 79 or line.startswith(".") or is_tag:
            yield line
        else:
            # A line that begins with a dot or a quote would be a request.
            for piece in textwrap.wrap(line, 78, break_long_words=False, break_on_hyphens=False):
                yield line_of(piece)


def first_sentence(command):
    sentence = re.split(r"\.(?: |$)", command["abstract"])[0]
    return sentence[:1].lower() + sentence[1:]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    vq, target = sys.argv[1:]
    if target == "--check":
        sys.exit(check(vq))
    tree, found = help_of(vq), sections()
    version = subprocess.run([vq, "--version"], capture_output=True, check=True).stdout.decode().strip()
    for command in [tree] + commands(tree):
        title, text = page(vq, tree, command, found, version)
        with open(os.path.join(target, title + ".1"), "w", encoding="ascii") as file:
            file.write(text)


main()
