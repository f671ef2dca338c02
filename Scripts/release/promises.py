#!/usr/bin/env python3
"""Checks what the manual says of fields against a program: promises.py VQ

Fails if the program lacks a field that Vault/Versions.md lists, or has one that it does not list; if that page does not
name the version of the program and the schema of its index; or if Vault/JSON output.md does not describe a field.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE = os.path.join("Vault", "Versions.md")
JSON_PAGE = os.path.join("Vault", "JSON output.md")


def output(vq, *words, **environment):
    return subprocess.run([vq, *words], capture_output=True, check=True, text=True,
                          env={**os.environ, **environment}).stdout


def sections(page):
    """The sections of a page, each from its heading on."""
    with open(os.path.join(ROOT, page), encoding="utf-8") as file:
        return re.split(r"^## ", file.read(), flags=re.M)


def rows(section, page=PAGE):
    """The rows of the table below a heading, without its head."""
    part = next(part for part in sections(page) if part.startswith(section + "\n"))
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def names(cell):
    return re.findall(r"`([^`]+)`", cell)


def fields(vq):
    """The fields of each result that `vq help fields` lists."""
    found, usage = {}, ""
    for line in output(vq, "help", "fields").splitlines():
        if line.startswith("vq "):
            usage = line[3:]
            found[usage] = []
        elif line:
            found[usage].append(line.strip())
    return found


def undescribed(real, of_notes):
    """What Vault/JSON output.md leaves out: a sentence for each command and field.

    A row that speaks of what is above may leave it to the text and the rows before. `ask` has sections of its own.
    """
    above = []
    for section in sections(JSON_PAGE):
        if section.startswith("The other commands\n"):
            break
        above += names(section)
    described = {"ask": set(above)}
    for commands, cell in rows("The other commands", JSON_PAGE):
        for command in names(commands):
            described[command] = set(names(cell) + (above if "above" in cell else []))
        above += names(cell)
    for usage, fields in real.items():
        command = usage.split()[0]
        there = described.get(command, set()) | set(of_notes)
        for field in fields:
            if field not in there and not (field.startswith("source.") and "source" in there):
                yield f"the row of '{command}' leaves out the field '{field}' of 'vq {usage}'"


def main():
    vq = os.path.realpath(sys.argv[1])
    promised, of_notes, mistakes = {}, [], []
    for since, usage, cell in rows("Fields since"):
        if usage == "a note":
            of_notes += names(cell)
        else:
            promised.setdefault(names(usage)[0], []).extend(names(cell))
    real = fields(vq)
    for usage in promised.keys() | real.keys():
        listed, there = promised.get(usage, []), real.get(usage, [])
        notes = set(of_notes) | {"source." + name for name in of_notes}
        for name in listed:
            if name not in there:
                mistakes.append(f"'vq {usage}' does not have the field '{name}' any more, which is promised")
        missing = [name for name in there if name not in listed and name not in notes]
        if missing:
            row = f"| VERSION | `{usage}` | {' '.join(f'`{name}`' for name in missing)} |"
            mistakes.append(f"a row is missing, with the version that will have it first: {row}")
    with tempfile.TemporaryDirectory() as index:
        status = json.loads(output(vq, "--vault", os.path.join(ROOT, "Vault"), "status", "--json", VQ_INDEX=index))
    last = rows("The index")[-1]
    now = [status["version"], str(status["schemaVersion"])]
    if last[:2] != now:
        mistakes.append(f"the last row of 'The index' begins with {last[:2]}; this is vq {now[0]} with schema {now[1]}")
    mistakes = [f"{PAGE}: {mistake}" for mistake in mistakes]
    mistakes += [f"{JSON_PAGE}: {mistake}" for mistake in undescribed(real, of_notes)]
    for mistake in mistakes:
        print(f"manual: {mistake}", file=sys.stderr)
    sys.exit(1 if mistakes else 0)


main()
