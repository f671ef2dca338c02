#!/usr/bin/env python3
"""Is the note of exactly the name typed the first answer? names.py VQ VAULT [N]; see eval.sh.

Asks up to N (default 1000) file names that no other note has, and as many aliases of one note that are no
note's name, from a seeded sample. Prints how often the note is the first answer and among the first three.
SHOW=20 prints what went wrong; the last line says whether both shares are as they should be.
"""

import collections
import json
import os
import random
import re
import subprocess
import sys

WANTED = {"names": 0.995, "aliases": 0.985}


def aliases(text):
    """The aliases in a note's front matter, as far as lists and plain lines go."""
    front = re.match(r"---[ \t]*\n(.*?)\n---[ \t]*(\n|$)", text, re.S)
    key = front and re.search(r"^(aliases|alias):[ \t]*(.*)$((?:\n[ \t]*-[ \t].*|\n[ \t]+-.*)*)",
                              front[1], re.M | re.I)
    if not key:
        return []
    value = key[2].strip()
    if value.startswith("[") and value.endswith("]"):
        items = re.split(r",\s*(?=(?:[^\"']|\"[^\"]*\"|'[^']*')*$)", value[1:-1])
    elif value:
        items = re.split(r",\s*", value)
    else:
        items = [line.strip()[1:] for line in key[3].split("\n") if line.strip()]
    items = [item.strip() for item in items]
    quoted = [item[1:-1] if item[:1] in "\"'" and item[-1:] == item[:1] else item for item in items]
    return [item for item in quoted if item and item != "null" and not re.match(r"[&*!|>{]", item)]


def notes(vault):
    """The paths of all notes, and the text of each."""
    found = {}
    for folder, subfolders, files in os.walk(vault):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(files):
            if name.endswith(".md") and not name.startswith("."):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8", errors="replace") as file:
                    found[os.path.relpath(path, vault)] = file.read().replace("\r\n", "\n")
    return found


def samples(vault, most):
    """What to ask: (question, path) by kind."""
    texts = notes(vault)
    stems = {path: os.path.basename(path)[:-3] for path in texts}
    owners, called = collections.defaultdict(set), collections.defaultdict(set)
    for path, text in texts.items():
        owners[stems[path].lower()].add(path)
        for alias in aliases(text):
            called[alias.lower()].add(path)
    names = sorted((stems[path], path) for path in texts
                   if len(owners[stems[path].lower()]) == 1
                   and not called[stems[path].lower()] - {path})
    also = sorted((alias, min(paths)) for alias, paths in called.items()
                  if len(paths) == 1 and not owners[alias] - paths)
    order = random.Random(7)
    for rows in (names, also):
        order.shuffle(rows)
    return {"names": names[:most], "aliases": also[:most]}


def ask(vq, vault, questions):
    done = subprocess.run([vq, "ask", "--vault", vault, "--batch", "--jsonl", "--limit", "3"],
                          input="\n".join(questions) + "\n", capture_output=True, text=True,
                          check=False)
    found = [[answer["path"] for answer in json.loads(line)["answers"]]
             for line in done.stdout.splitlines()]
    if len(found) != len(questions):
        sys.exit("names: %d questions, %d answers: %s"
                 % (len(questions), len(found), done.stderr[-500:]))
    return found


def main():
    vq, vault = sys.argv[1], sys.argv[2].rstrip("/")
    most = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    reached = True
    for kind, rows in samples(vault, most).items():
        if not rows:
            continue
        found = ask(vq, vault, [question for question, _ in rows])
        wrong = [(question, path, paths[:1]) for (question, path), paths in zip(rows, found)
                 if paths[:1] != [path]]
        first = 1 - len(wrong) / len(rows)
        three = sum(path in paths for (_, path), paths in zip(rows, found)) / len(rows)
        reached = reached and first >= WANTED[kind]
        print("%-8s %5d asked, first %.3f, of the first three %.3f, wanted %.3f"
              % (kind, len(rows), first, three, WANTED[kind]))
        for row in wrong[:int(os.environ.get("SHOW", "0"))]:
            print("  wrong", row)
    print("names: %s" % ("as wanted" if reached else "too few"))
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
