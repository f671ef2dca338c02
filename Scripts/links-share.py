"""Counts the stacks that perf script prints; Scripts/links-share.sh calls it."""

import re
import sys

# In mangled names: the module NoteLinks (resolver and keys), the table of file names that a full index makes,
# the ids of what was found, and the links that wait for an alias.
PARTS = {
    "resolver": re.compile(r"9NoteLinks(?!7LinkKey)"),
    "keys that links wait for": re.compile(r"9NoteLinks7LinkKey"),
    "names and ids of files": re.compile(r"9FileNames|4find\w*9NoteModel9VaultPathV"),
    "links that wait for an alias": re.compile(r"14resolveAliases|8retarget"),
    # The table of names is made inside of this function; whatever else it does itself is counted as well.
    "the full load itself": re.compile(r"^[^\n]*\n?[^\n]*8FullLoadV3run4into6report\w*ztKF$", re.MULTILINE),
}
counts = dict.fromkeys(PARTS, 0)
total = 0
for stack in sys.stdin.read().split("\n\n"):
    if not stack.strip():
        continue
    total += 1
    for name, pattern in PARTS.items():
        if pattern.search(stack):
            counts[name] += 1
            break
found = sum(counts.values())
for name, count in counts.items():
    print(f"{name:<30}{count / total:>7.1%}")
print(
    f"\n{sys.argv[1]} links; {found} of {total} samples: resolving them adds"
    f" {found / (total - found):.1%} of processor time to a full index"
)
