#!/usr/bin/env python3
"""Prints circles of files that run through more than one folder of a target, by the types that files name.

A file depends on another one of its target if it names a type that the other declares at its top level. A line of
output is one circle: files that depend on each other, directly or not, and lie in more than one folder. Run by
Scripts/architecture.sh."""

import pathlib
import re
import sys

DECLARATION = re.compile(
    r"^(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:package|public|internal|final|indirect)\s+)*"
    r"(?:struct|class|enum|protocol|actor|typealias)\s+([A-Z]\w*)", re.MULTILINE)
EXTENSION = re.compile(r"^(?:package |public )?extension ([A-Z]\w*)", re.MULTILINE)
NAME = re.compile(r"(?<![\w.])[A-Z]\w*")


def code(text):
    """The text without comments and without what stands in quotes."""
    text = re.sub(r'"""[\s\S]*?"""', '""', text)
    text = re.sub(r"//[^\n]*", "", text)
    return re.sub(r'"(?:\\.|[^"\\\n])*"', '""', text)


def dependencies(files):
    texts = {file: code(file.read_text(encoding="utf-8")) for file in files}
    owner = {name: file for file, text in texts.items() for name in DECLARATION.findall(text)}
    return {
        file: {owner[name] for name in NAME.findall(text) if name in owner} - {file}
        for file, text in texts.items()
    }


def circles(graph):
    """Tarjan's strongly connected components of more than one file, without recursion."""
    index, low, stack, result = {}, {}, [], []
    for root in graph:
        if root in index:
            continue
        work = [(root, iter(sorted(graph[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        while work:
            file, rest = work[-1]
            for other in rest:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    work.append((other, iter(sorted(graph[other]))))
                    break
                if other in stack:
                    low[file] = min(low[file], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[file])
                if low[file] == index[file]:
                    circle = stack[stack.index(file):]
                    del stack[stack.index(file):]
                    if len(circle) > 1:
                        result.append(circle)
    return result


for target in sys.argv[1:]:
    files = sorted(pathlib.Path(target).rglob("*.swift"))
    graph = dependencies(files)
    for circle in circles(graph):
        if len({file.parent for file in circle}) > 1:
            print(f"{target}: " + " ".join(sorted(str(file.relative_to(target)) for file in circle)))
