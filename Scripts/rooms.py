#!/usr/bin/env python3
"""Prints the targets that some targets need, with these: rooms.py TARGET…; one a line, what is needed first.

Scripts that compile or link targets by themselves ask this, so that Package.swift alone says what needs what. Two lists
have what they share in the same order.
"""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def needs():
    """Returns what each target of the package needs directly, by name."""
    text = subprocess.run(["swift", "package", "dump-package"], cwd=ROOT, check=True, capture_output=True).stdout
    return {
        target["name"]: [need["byName"][0] for need in target["dependencies"] if "byName" in need]
        for target in json.loads(text)["targets"]
    }


def ordered(names, graph, found):
    """Puts targets behind what they need."""
    for name in names:
        if name not in found:
            ordered(graph[name], graph, found)
            found[name] = None
    return found


def main():
    graph = needs()
    unknown = [name for name in sys.argv[1:] if name not in graph]
    if unknown or not sys.argv[1:]:
        sys.exit(f"rooms: Package.swift has no target {unknown[0]}" if unknown else __doc__)
    wanted = ordered(sys.argv[1:], graph, {})
    for name in ordered(graph, graph, {}):
        if name in wanted:
            print(name)


main()
