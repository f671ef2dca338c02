"""Counts the stacks that perf script prints; Scripts/links-share.sh calls it."""

import re
import sys

# In mangled names: the module NoteLinks (resolver and keys), the ids of what was found, the table of file
# names that a full index makes, and the links that wait for an alias.
RESOLVER = re.compile(r"9NoteLinks(?!7LinkKey)|6Worker33_\w*7resolve")
KEYS = re.compile(r"9NoteLinks7LinkKey")
NAMES = re.compile(r"9FileNames|4find\w*9NoteModel9VaultPathV")
ALIASES = re.compile(r"14resolveAliases|8retarget")
# The table of names is made inside of this function; what it does besides is not part of it.
LOAD = re.compile(r"8FullLoadV3run4into6report\w*ztKF$")
TABLE = re.compile(r"7NameKey|_NativeDictionary|RawDictionary|12VaultListing")


def part(stack):
    """Returns what a stack, its innermost function first, counts for; None for no part of resolving."""
    text = "\n".join(stack)
    for name, pattern in (
        ("resolver", RESOLVER), ("keys that links wait for", KEYS), ("names and ids of files", NAMES),
        ("links that wait for an alias", ALIASES),
    ):
        if pattern.search(text):
            return name
    for depth, function in enumerate(stack):
        if LOAD.search(function):
            inner = "\n".join(stack[:depth])
            if depth == 0 or (TABLE.search(inner) and "9NoteIndex" not in inner):
                return "names and ids of files"
    return None


counts = dict.fromkeys(
    ["resolver", "keys that links wait for", "names and ids of files", "links that wait for an alias"], 0)
total = 0
for text in sys.stdin.read().split("\n\n"):
    stack = [line.split(None, 1)[1] for line in text.splitlines() if len(line.split(None, 1)) > 1]
    if not stack:
        continue
    total += 1
    name = part(stack)
    if name:
        counts[name] += 1
found = sum(counts.values())
for name, count in counts.items():
    print(f"{name:<30}{count / total:>7.1%}")
print(
    f"\n{sys.argv[1]} links; {found} of {total} samples: resolving them adds"
    f" {found / (total - found):.1%} of processor time to a full index"
)
