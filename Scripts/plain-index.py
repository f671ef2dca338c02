"""The plainest full-text index of the same notes, to measure beside vq: plain-index.py VAULT DATABASE

One row a file, SQLite's own tokenizer, one transaction, all settings as they come. It knows no sections, no
links, no properties and no problems, and cannot be brought up to date.
"""

import os
import sqlite3
import sys

vault, path = sys.argv[1:]
if os.path.exists(path):
    os.remove(path)
database = sqlite3.connect(path)
database.execute("CREATE VIRTUAL TABLE note USING fts5(path, body, tokenize='unicode61')")
for folder, _, names in os.walk(vault):
    for name in names:
        if name.endswith(".md"):
            file_path = os.path.join(folder, name)
            with open(file_path, encoding="utf-8", errors="replace") as file:
                database.execute("INSERT INTO note VALUES(?, ?)", (file_path, file.read()))
database.commit()
database.close()
