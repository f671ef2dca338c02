"""Writes full-text tables with the SQLite of this process: stored_tables.py FOLDER

What the tables hold can be computed, so that a test knows it without this program: see `words`.
"""

import os
import sqlite3
import sys

ROWS = 180


def words(row, column):
    """The words of a row: each is in some rows, at places that differ."""
    count = (row * 7 + column * 3) % 23 + 1
    return [f"w{(row * (place + 1) + column) % 37}" for place in range(count)]


def text(row, column):
    return " ".join(words(row, column))


def fill(db, table, options, kinds):
    """Makes a table of two columns with many segments, some of them merged."""
    db.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(a, b, {options})")
    for name, value in kinds:
        db.execute(f"INSERT INTO {table}({table}, rank) VALUES(?, ?)", (name, value))
    for row in range(1, ROWS + 1):
        db.execute(f"INSERT INTO {table}(rowid, a, b) VALUES(?, ?, ?)", (row, text(row, 0), text(row, 1)))
        if row % 15 == 0:
            db.commit()
    db.execute(f"INSERT INTO {table}({table}, rank) VALUES('merge', -8)")
    db.commit()


def remove(db, table, isContentless):
    """Takes every fifth row out again, and writes every tenth anew with its columns exchanged."""
    for row in range(5, ROWS + 1, 5):
        if isContentless:
            db.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
        else:
            db.execute(
                f"INSERT INTO {table}({table}, rowid, a, b) VALUES('delete', ?, ?, ?)",
                (row, text(row, 0), text(row, 1)))
        if row % 10 == 0:
            db.execute(
                f"INSERT INTO {table}(rowid, a, b) VALUES(?, ?, ?)", (row, text(row, 1), text(row, 0)))
    db.commit()


def main():
    version = sqlite3.sqlite_version
    path = os.path.join(sys.argv[1], f"{version}.sqlite")
    if os.path.exists(path):
        os.remove(path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA page_size = 1024")
    db.execute("PRAGMA journal_mode = OFF")
    small = [("pgsz", 300), ("automerge", 4)]
    fill(db, "plain", "content='', columnsize=0", small)
    fill(db, "changing", "content='source', columnsize=0", small)
    remove(db, "changing", False)
    if sqlite3.sqlite_version_info >= (3, 43):
        # Forms that older versions do not know.
        fill(db, "deleting", "content='', contentless_delete=1", small)
        remove(db, "deleting", True)
        fill(db, "secure", "content='source', columnsize=0", [*small, ("secure-delete", 1)])
        remove(db, "secure", False)
    db.execute("VACUUM")
    db.close()
    print(f"{path}: {os.path.getsize(path) // 1000} kB")


main()
