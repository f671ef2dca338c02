#!/usr/bin/env python3
"""Prints what Vault/Changelog.md says of a version: notes.py VERSION"""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def main():
    version = sys.argv[1]
    with open(os.path.join(ROOT, "Vault", "Changelog.md"), encoding="utf-8") as file:
        parts = re.split(r"^## (.*)\n", file.read(), flags=re.M)
    sections = dict(zip(parts[1::2], parts[2::2]))
    # A day may stand behind the version.
    found = [text for title, text in sections.items() if title.split()[0] == version]
    if not found or not found[0].strip():
        sys.exit(f"release: Vault/Changelog.md has no section '## {version}' with text")
    # A list item is one line, since a forge keeps the ends of lines; links of the vault lead nowhere there.
    text = re.sub(r"\n +(?=[^-\s])", " ", found[0].strip())
    text = re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", text)
    print(text)


main()
