#!/usr/bin/env python3
"""Checks what Vault/Versions.md promises against a program: promises.py VQ

Fails if the program lacks a field that the page lists, or has one that it does not list, or if the page does not name the
version of the program and the schema of its index.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE = os.path.join("Vault", "Versions.md")


def output(vq, *words, **environment):
    return subprocess.run([vq, *words], capture_output=True, check=True, text=True,
                          env={**os.environ, **environment}).stdout


def rows(section):
    """The rows of the table below a heading, without its head."""
    with open(os.path.join(ROOT, PAGE), encoding="utf-8") as file:
        text = re.split(r"^## ", file.read(), flags=re.M)
    part = next(part for part in text if part.startswith(section + "\n"))
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
    for mistake in mistakes:
        print(f"manual: {PAGE}: {mistake}", file=sys.stderr)
    sys.exit(1 if mistakes else 0)


main()
