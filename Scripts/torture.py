"""Tries to break the index of vq; Scripts/torture.sh says how it is called."""

import argparse
import collections
import glob
import json
import os
import random
import runpy
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from torture_bounds import Bounds
from torture_chaos import Chaos
from torture_journals import Journals
from torture_rename import Renames
from torture_truth import Truth
from torture_watch import Watching

folder_of_scripts = os.path.dirname(os.path.abspath(__file__))
makeVault = runpy.run_path(os.path.join(folder_of_scripts, "make-vault.py"))["Vault"]

PARTS = ("kill", "edits", "damage", "rename", "bounds", "chaos", "truth", "watch")

# No command on these small vaults takes this long; one that does hangs.
PATIENCE = 60


class Finding(Exception):
    """Something that must not happen, with what led to it."""


class Place:
    """A vault and an index folder, and vq run on them."""

    def __init__(self, vq, vault, index):
        self.vq, self.vault, self.index = vq, vault, index
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": index, "VQ_INDEX": index, "VQ_VAULT": vault,
            "SWIFT_BACKTRACE": "enable=no",
        }

    def start(self, *words):
        return subprocess.Popen(
            [self.vq, *words], env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *words, codes=(0, 1)):
        """Runs vq to its end; a crash, a hang or another exit code is a finding."""
        process = self.start(*words)
        try:
            output, errors = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise Finding(f"vq {' '.join(words)} hangs")
        if process.returncode not in codes:
            raise Finding(
                f"vq {' '.join(words)} ended with {process.returncode}: {errors.decode()[-800:]}")
        return process.returncode, output.decode(), errors.decode()

    def ask(self, question, *options, codes=(0, 1)):
        """Returns the answers, or None where vq ended with an error that `codes` allows."""
        code, output, errors = self.run("ask", "--json", "--exact", *options, "--", question, codes=codes)
        if code == 2:
            if not errors.startswith("vq: "):
                raise Finding(f"an error without a message: {errors!r}")
            return None, errors
        try:
            return json.loads(output)["answers"], errors
        except ValueError:
            raise Finding(f"vq ask {question}: no JSON: {output[:300]!r}")

    def verify(self):
        """Expects that the index says what the notes say."""
        _, output, errors = self.run("index", "--verify", "--json", codes=(0,))
        report = json.loads(output)
        done = [key for key in ("added", "changed", "moved", "removed", "rebuilt") if report.get(key)]
        if done or "made anew" in errors:
            raise Finding(f"verify had to mend: {output} {errors}")

    @property
    def database(self):
        found = glob.glob(os.path.join(glob.escape(self.index), "*.sqlite"))
        return found[0] if found else None

    def clear(self):
        shutil.rmtree(self.index, ignore_errors=True)
        os.makedirs(self.index)


class Torture:
    def __init__(self, vq, seed, work):
        self.vq, self.random, self.work = vq, random.Random(seed), work
        self.seed = seed
        self.counts = collections.Counter()
        self.made = makeVault(400, seed)

    def place(self, name, notes):
        vault, index = (os.path.join(self.work, name, part) for part in ("vault", "index"))
        os.makedirs(vault)
        os.makedirs(index)
        if notes:
            self.made.write(vault)
            # Of so many folders that several threads look at them while one already answers.
            for number in range(12):
                os.makedirs(os.path.join(vault, f"Folder {number}"))
        return Place(self.vq, vault, index)

    def question(self):
        return " ".join(
            self.random.choice(self.made.stream) for _ in range(self.random.randint(1, 3)))

    def edit(self, place, count):
        """Changes, adds, removes and renames notes."""
        rng = self.random
        for _ in range(count):
            path = os.path.join(place.vault, rng.choice(self.made.names))
            other = os.path.join(place.vault, rng.choice(self.made.names))
            kind = rng.random()
            if kind < 0.15 and os.path.exists(path):
                os.remove(path)
            elif kind < 0.3 and os.path.exists(path):
                os.rename(path, other)
            else:
                with open(path, "w") as file:
                    file.write(self.made.note(rng.randrange(10_000)))
        self.counts["edits"] += count

    # Part 5: notes made to take time and memory

    def bounds(self, end):
        Bounds(self, Finding).run(end)

    # Part 1: kill -9

    def kill(self, end):
        place, fresh = self.place("kill", True), self.place("fresh", False)
        fresh.vault = place.vault
        fresh.environment["VQ_VAULT"] = place.vault
        started = time.monotonic()
        place.run("index")
        full = time.monotonic() - started
        is_changed = True
        while time.monotonic() < end:
            for _ in range(self.random.choice((1, 2, 3, 5))):
                is_changed = self.kill_once(place, full) or is_changed
            if is_changed:
                fresh.run("index", "--rebuild")
                is_changed = False
            # Which command comes next, and so has to mend, is left to chance.
            if self.random.random() < 0.2:
                place.run("index")
            for _ in range(2):
                self.expect_same(place, fresh, self.question())
            place.verify()

    def kill_once(self, place, full):
        """Starts a command, kills it at a random moment; returns whether notes have changed."""
        kind = self.random.choice(("rebuild", "rebuild", "first", "edit", "edit", "edit", "verify"))
        words = {"rebuild": ["index", "--rebuild"], "verify": ["index", "--verify"]}.get(kind, ["index"])
        time_it_takes = full
        if kind == "first":
            place.clear()
        elif kind == "edit":
            self.edit(place, self.random.choice((1, 3, 30, 120)))
            time_it_takes = full / 4
        process = place.start(*words)
        time.sleep(self.random.random() * time_it_takes * 1.1)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self.counts["kills" if process.returncode == -9 else "kills that came too late"] += 1
        return kind == "edit"

    def expect_same(self, place, fresh, question):
        expected, _ = fresh.ask(question)
        answers, errors = place.ask(question)
        self.counts["questions"] += 1
        if answers != expected:
            raise Finding(
                f"other answers than those of a fresh index to {question!r}:\n"
                f"{summary(answers)}\n{summary(expected)}\n{errors}")

    # Part 2: edits while others ask

    def edits(self, end):
        place = self.place("edit", True)
        place.run("index")
        notes = [LiveNote(place.vault, number) for number in range(12)]
        stop = threading.Event()
        findings = []

        def guarded(work, seed):
            rng = random.Random(seed)
            try:
                while not stop.is_set() and time.monotonic() < end:
                    work(rng)
            except Finding as finding:
                findings.append(finding)
                stop.set()

        def write(rng):
            rng.choice(notes).change(rng)
            self.counts["edits while others ask"] += 1
            time.sleep(rng.choice((0, 0.001, 0.01, 0.05)))

        def ask(rng):
            kind = rng.random()
            if kind < 0.03:
                place.run("index", "--rebuild", codes=(0,))
                return
            if kind < 0.05:
                _, _, errors = place.run("index", "--verify", codes=(0,))
                if "made anew" in errors:
                    raise Finding(f"verify during edits: {errors}")
                return
            note = rng.choice(notes)
            start = time.monotonic()
            answers, errors = place.ask(note.word)
            note.expect(answers, start, time.monotonic(), errors)
            self.counts["questions during edits"] += 1

        work = [write, ask, ask, ask, ask]
        threads = [
            threading.Thread(target=guarded, args=(job, f"{self.seed}/{number}"))
            for number, job in enumerate(work)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if findings:
            raise findings[0]
        place.run("index")
        place.verify()

    # Part 3: damaged files

    def damage(self, end):
        place, fresh = self.place("damage", True), self.place("sound", False)
        fresh.vault = place.vault
        fresh.environment["VQ_VAULT"] = place.vault
        sound = Snapshots(self, place)
        fresh.run("index")
        kinds = [kind for kind in dir(Damage) if not kind.startswith("_")]
        self.random.shuffle(kinds)
        turn = 0
        while time.monotonic() < end:
            kind = kinds[turn % len(kinds)]
            turn += 1
            state = self.random.choice(list(sound.states))
            sound.restore(state)
            told = getattr(Damage(self, place, sound), kind)()
            try:
                self.ask_damaged(place, fresh, is_old="older" in kind or (state == "log" and "log" in kind))
            except Finding as finding:
                kept = os.path.join(tempfile.gettempdir(), f"vq-torture-damage-{self.seed}-{turn}")
                subprocess.run(["cp", "-a", place.index, kept], check=False)
                raise Finding(f"{kind} of the state '{state}' ({told}), kept in {kept}: {finding}")
            self.counts["damaged files"] += 1

    def ask_damaged(self, place, fresh, is_old):
        for _ in range(3):
            # Without a look at the files an index that lost its log may well be older than they are.
            options = ["--no-refresh"] if not is_old and self.random.random() < 0.5 else []
            question = self.question()
            expected, _ = fresh.ask(question)
            answers, errors = place.ask(question, *options, codes=(0, 1, 2))
            self.counts["questions"] += 1
            if answers is None:
                self.counts["clear errors"] += 1
            elif answers != expected:
                raise Finding(
                    f"wrong answers to {question!r} {options}:\n{summary(answers)}\n"
                    f"{summary(expected)}\n{errors}")
        # What is no file and cannot be replaced may stay an error, if a clear one.
        if not os.path.isfile(place.database or ""):
            return
        place.run("index", "--verify")
        place.verify()
        self.expect_same(place, fresh, self.question())

    # Part 4: renames

    def rename(self, end):
        now = time.monotonic()
        Renames(self, self.place("rename", True), Finding).run(now + (end - now) / 2)
        # Where there is time, one of a gigabyte too; with little even 20 MB take too long for a slow build.
        left = end - time.monotonic()
        for megabytes in ([1024, 100] if left > 300 else []) + [20 if left > 20 else 2]:
            place = self.place(f"journal{megabytes}", False)
            now = time.monotonic()
            Journals(self, place, Finding, megabytes).run(now + (end - now) * (0.2 if megabytes > 20 else 1))
            shutil.rmtree(place.vault)

    # Part 6: everything at once

    def chaos(self, end):
        place = self.place("chaos", True)
        if self.index:
            place = Place(self.vq, place.vault, os.path.abspath(self.index))
        Chaos(self, place, LiveNote, Finding).run(end)


    # Part 7: what every command says

    def truth(self, end):
        rounds = 0
        while not rounds or time.monotonic() < end:
            rounds += 1
            place, fresh = (self.place(f"{name}{rounds}", False) for name in ("truth", "anew"))
            fresh.vault = place.vault
            fresh.environment["VQ_VAULT"] = place.vault
            Truth(self, place, fresh, Finding).run(min(end, time.monotonic() + 20))
            shutil.rmtree(place.vault)


    # Part 8: commands beside watchers

    def watch(self, end):
        place, fresh = self.place("watch", True), self.place("anew", False)
        fresh.vault = place.vault
        fresh.environment["VQ_VAULT"] = place.vault
        Watching(self, place, fresh, Finding).run(end)


def summary(answers):
    return [
        (answer["path"], answer["line"], answer["score"], answer["text"][:60]) for answer in answers or []
    ]


class LiveNote:
    """A note that changes all the time, and what it has been when."""

    def __init__(self, vault, number):
        self.word = f"livenote{'abcdefghijkl'[number]}word"
        self.vault, self.number, self.version = vault, number, 0
        # Each state: when it began to be written, when it was, version (None: no such note), path.
        self.states = []
        self.lock = threading.Lock()
        self.path = f"live {number}.md"
        self.change(random.Random(0), is_new=True)

    def text(self):
        return f"# Live\n\nThis is {self.word} in version {self.version:08}, as it is now.\n".encode()

    def change(self, rng, is_new=False):
        kind = "replace" if is_new else rng.choice(("replace", "replace", "write", "write", "move", "remove"))
        full = os.path.join(self.vault, self.path)
        exists = os.path.exists(full)
        self.version += 1
        version, path = self.version, self.path
        if kind == "move":
            if not exists:
                return
            path = f"live {self.number}.md" if "/" in path else f"sub/live {self.number}.md"
            version -= 1
            self.version -= 1
        elif kind == "remove":
            version = None
        begin = time.monotonic()
        with self.lock:
            self.states.append([begin, None, version, path])
        if kind == "move":
            os.makedirs(os.path.join(self.vault, "sub"), exist_ok=True)
            os.rename(full, os.path.join(self.vault, path))
        elif kind == "remove":
            if exists:
                os.remove(full)
        elif kind == "write" and exists:
            # In place, with the size it had: only times tell.
            with open(full, "r+b", buffering=0) as file:
                file.write(self.text())
        else:
            with open(full + ".new", "wb") as file:
                file.write(self.text())
            os.replace(full + ".new", full)
        self.path = path
        with self.lock:
            self.states[-1][1] = time.monotonic()

    def expect(self, answers, start, end, errors):
        with self.lock:
            states = [list(state) for state in self.states]
        possible = []
        for place, (begin, _, version, path) in enumerate(states):
            following = states[place + 1] if place + 1 < len(states) else None
            over = following[1] if following else None
            if begin <= end and (over is None or over >= start):
                possible.append((version, path))
        if not answers:
            # A look at the vault takes its folders one after the other, so a note that moves meanwhile
            # can be missed.
            if any(version is None for version, _ in possible) or len({p for _, p in possible}) > 1:
                return
            raise Finding(f"{self.word} was there and is not found: {possible} {errors}")
        for answer in answers:
            version = int(answer["text"].split("version ")[1].split(",")[0])
            versions = [known for known, _ in possible if known is not None]
            paths = [path for _, path in possible]
            if version not in versions or answer["path"] not in paths:
                raise Finding(
                    f"{self.word}: version {version} at {answer['path']}, possible were {possible}"
                    f" {errors}")


class Snapshots:
    """Sound states of an index: as it lies after a command, and with a log that is not yet merged."""

    def __init__(self, torture, place):
        self.place = place
        place.run("index")
        self.states = {"quiet": self.take()}
        self.older = self.take()
        # A reader that stays keeps the log from being merged into the database.
        reader = sqlite3.connect(place.database)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM meta").fetchone()
        torture.edit(place, 20)
        place.run("index")
        self.states["log"] = self.take()
        reader.close()
        place.run("index")
        place.verify()
        self.states["quiet"] = self.take()
        assert len(self.states["log"]["-wal"]) > 10_000

    def take(self):
        database = self.place.database
        files = {}
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(database + suffix):
                with open(database + suffix, "rb") as file:
                    files[suffix] = file.read()
        self.name = database
        return files

    def restore(self, state):
        self.place.clear()
        for suffix, content in self.states[state].items():
            with open(self.name + suffix, "wb") as file:
                file.write(content)


class Damage:
    """One kind of damage a function; each returns what it did, for the report."""

    def __init__(self, torture, place, sound):
        self._random, self._path, self._sound = torture.random, sound.name, sound

    def _change(self, suffix, change):
        if not os.path.exists(self._path + suffix):
            return
        with open(self._path + suffix, "r+b") as file:
            content = bytearray(file.read())
            if content:
                change(content)
            file.seek(0)
            file.truncate()
            file.write(content)

    def _flip(self, suffix, most):
        places = []

        def change(content):
            for _ in range(self._random.randint(1, most)):
                place = self._random.randrange(len(content))
                content[place] ^= self._random.randint(1, 255)
                places.append(place)

        self._change(suffix, change)
        return places

    def one_byte(self):
        return self._flip("", 1)

    def few_bytes(self):
        return self._flip("", 40)

    def byte_in_the_header(self):
        place = self._random.randrange(100)

        def change(content):
            content[place] ^= self._random.randint(1, 255)

        self._change("", change)
        return place

    def page_of_zeros(self):
        start = self._random.randrange(max(1, len(self._sound.states["quiet"][""]) // 8192)) * 8192

        def change(content):
            content[start : start + 8192] = bytes(len(content[start : start + 8192]))

        self._change("", change)
        return start

    def page_of_another_place(self):
        count = len(self._sound.states["quiet"][""]) // 8192
        one, other = (self._random.randrange(1, count) * 8192 for _ in range(2))

        def change(content):
            content[one : one + 8192] = content[other : other + 8192]

        self._change("", change)
        return one, other

    def cut_short(self):
        length = self._random.randrange(len(self._sound.states["quiet"][""]))
        os.truncate(self._path, length)
        return length

    def cut_at_a_page(self):
        length = self._random.randrange(len(self._sound.states["quiet"][""]) // 8192) * 8192
        os.truncate(self._path, length)
        return length

    def nothing_left(self):
        os.truncate(self._path, 0)

    def no_database(self):
        with open(self._path, "wb") as file:
            file.write(self._random.randbytes(30_000))

    def more_behind_the_end(self):
        with open(self._path, "ab") as file:
            file.write(self._random.randbytes(self._random.randint(1, 20_000)))

    def other_programs_database(self):
        os.remove(self._path)
        other = sqlite3.connect(self._path)
        other.execute("CREATE TABLE section(id, body)")
        other.commit()
        other.close()

    def newer_schema(self):
        with open(self._path, "r+b") as file:
            file.seek(60)
            file.write((99_001).to_bytes(4, "big"))

    def log_that_is_gone(self):
        if os.path.exists(self._path + "-wal"):
            os.remove(self._path + "-wal")

    def log_index_that_is_gone(self):
        if os.path.exists(self._path + "-shm"):
            os.remove(self._path + "-shm")

    def log_and_its_index_that_are_gone(self):
        self.log_that_is_gone()
        self.log_index_that_is_gone()

    def log_with_other_bytes(self):
        return self._flip("-wal", 20)

    def log_cut_short(self):
        if os.path.exists(self._path + "-wal"):
            os.truncate(
                self._path + "-wal", self._random.randint(0, os.path.getsize(self._path + "-wal")))

    def log_of_another_database(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "other.sqlite")
            other = sqlite3.connect(path)
            other.execute("PRAGMA page_size=8192")
            other.execute("PRAGMA journal_mode=WAL")
            other.execute("CREATE TABLE other(a)")
            other.executemany("INSERT INTO other VALUES(?)", [("x" * 3000,) for _ in range(100)])
            other.commit()
            shutil.copy(path + "-wal", self._path + "-wal")
            other.close()

    def log_index_with_other_bytes(self):
        return self._flip("-shm", 40)

    def log_index_of_noise(self):
        with open(self._path + "-shm", "wb") as file:
            file.write(self._random.randbytes(32768))

    def older_database_under_a_log(self):
        with open(self._path, "wb") as file:
            file.write(self._sound.older[""])

    def folder_in_its_place(self):
        os.remove(self._path)
        os.makedirs(self._path + "/x")

    def link_to_nowhere(self):
        os.remove(self._path)
        os.symlink("nowhere", self._path)

    def pipe_in_its_place(self):
        os.remove(self._path)
        os.mkfifo(self._path)

    def half_of_a_rebuild(self):
        for suffix in (".building", ".building-wal", ".building-shm", ".building-journal"):
            with open(self._path + suffix, "wb") as file:
                file.write(self._sound.states["log"].get(suffix[9:], b"")[:50_000])
        os.remove(self._path)


def main():
    parser = argparse.ArgumentParser(prog="torture.sh", description="Tries to break the index.")
    parser.add_argument("vq")
    parser.add_argument("minutes", type=float, nargs="?", default=0.25)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31))
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--index", help="Where chaos keeps its index; a small disk is filled now and then.")
    arguments = parser.parse_intermixed_args()
    parts = [arguments.only] if arguments.only else PARTS
    print(f"torture: {arguments.minutes:g} minutes, seed {arguments.seed}", flush=True)
    for part in parts:
        with tempfile.TemporaryDirectory(prefix="vq-torture-") as work:
            torture = Torture(os.path.abspath(arguments.vq), arguments.seed, work)
            torture.index = arguments.index
            share = arguments.minutes * 60 / len(parts)
            # So many commands want more than an instant.
            end = time.monotonic() + (max(share, 12) if part == "bounds" else share)
            try:
                getattr(torture, part)(end)
            except Finding as finding:
                sys.exit(f"torture: {part}, seed {arguments.seed}: {finding}")
            counts = ", ".join(f"{count} {name}" for name, count in torture.counts.items())
            print(f"torture: {part}: nothing found in {counts}", flush=True)


if __name__ == "__main__":
    main()
