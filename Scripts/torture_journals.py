"""Part of torture.py: renames whose journal is large, and other programs that write meanwhile.

However large the journal is, a rename that was stopped is finished or taken back, and takes little memory. What
another program writes while a rename runs is there afterwards, and so is the file that has the new name.
"""

import hashlib
import os
import resource
import signal
import subprocess
import sys
import threading
import time

# So long that a journal of some size needs few notes: a link takes 200 bytes there for each of these four times.
OLD, NEW = "old name " * 20 + "one", "new name " * 20 + "two"
LINK = f"[[{OLD}]] "
# MB that a rename may take.
MOST_MEMORY = 150
NOTES = 40


def digests(vault):
    """Returns the digest of each file by its path; temporary ones too."""
    found = {}
    for folder, _, names in os.walk(vault):
        for name in names:
            path = os.path.join(folder, name)
            try:
                with open(path, "rb") as file:
                    found[os.path.relpath(path, vault)] = hashlib.file_digest(file, "blake2b").hexdigest()
            except FileNotFoundError:
                continue
    return found


class Journals:
    def __init__(self, torture, place, finding, megabytes):
        self.torture, self.place, self.random = torture, place, torture.random
        self.finding, self.counts = finding, torture.counts
        self.megabytes = megabytes
        self.write_notes()
        place.run("index")
        self.before = digests(place.vault)
        started = time.monotonic()
        self.rename(OLD, NEW)
        self.seconds = time.monotonic() - started
        self.after = digests(place.vault)
        size = max(
            os.path.getsize(os.path.join(place.index, name)) for name in os.listdir(place.index)
            if name.endswith(".renamed"))
        self.expect(size > megabytes << 20, f"a journal of {size} bytes only")
        self.rename("--undo")
        self.expect(digests(place.vault) == self.before, "undo does not bring everything back")
        self.counts[f"journals of {size >> 20} MB"] += 1

    def write_notes(self):
        """The journal holds each link before and after, twice."""
        count = (self.megabytes << 20) // (4 * len(OLD) * NOTES) + 1
        for number in range(NOTES):
            with open(os.path.join(self.place.vault, f"n{number:02}.md"), "w") as file:
                file.write(f"# {number}\n" + LINK * count + "\n")
        with open(os.path.join(self.place.vault, OLD + ".md"), "w") as file:
            file.write("# old\n")

    def expect(self, is_so, what):
        if not is_so:
            raise self.finding(f"a journal of {self.megabytes} MB: {what}")

    def start(self, *words):
        return subprocess.Popen(
            [self.place.vq, "rename", *words], env=self.place.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def rename(self, *words, codes=(0,)):
        """Runs it to its end and looks at the memory it took."""
        process = self.start(*words)
        errors = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = usage.ru_maxrss >> (10 if sys.platform == "linux" else 20)
        self.expect(process.returncode in codes, f"rename {words[0][:6]} ended with {process.returncode}: {errors}")
        self.expect(peak < MOST_MEMORY, f"rename {words[0][:6]} took {peak} MB")
        self.counts["most MB of a rename"] = max(self.counts["most MB of a rename"], peak)
        return errors

    def run(self, end):
        kinds = [self.kill, self.kill, self.kill, self.edit, self.target, self.limit]
        turn = 0
        while time.monotonic() < end:
            accident = kinds[turn % len(kinds)]
            turn += 1
            try:
                accident()
                self.expect(digests(self.place.vault) == self.before, "not as before at the end")
            except self.finding as found:
                raise self.finding(f"{accident.__name__}: {found}")

    def check_middle(self):
        """Expects every note in its old or its new form, and none missing."""
        for path, digest in digests(self.place.vault).items():
            if os.path.basename(path).startswith(".vq-"):
                continue
            forms = (self.before.get(path), self.after.get(path))
            self.expect(digest in forms, f"{path[:20]} is neither old nor new")
        there = set(os.listdir(self.place.vault))
        self.expect(all(path in there or path[:3] == OLD[:3] for path in self.before), "a note is missing")
        self.expect((OLD + ".md" in there) != (NEW + ".md" in there), "the note has two names or none")

    def recover(self):
        """Finishes or undoes what was interrupted."""
        if self.random.random() < 0.5:
            # One that had ended already has nothing of that name any more.
            self.rename(OLD, NEW, codes=(0, 2))
            self.expect(digests(self.place.vault) == self.after, "the next run does not finish it")
            self.rename("--undo")
        else:
            self.rename("--undo", codes=(0, 2))
        self.expect(digests(self.place.vault) == self.before, "undo does not bring everything back")

    # Accidents

    def kill_after(self, *words):
        process = self.start(*words)
        time.sleep(self.random.random() * self.seconds * 1.1)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        name = f"kills with journals of {self.megabytes} MB"
        self.counts[name if process.returncode == -9 else "kills that came too late"] += 1

    def kill(self):
        self.kill_after(OLD, NEW)
        self.check_middle()
        for _ in range(self.random.choice((0, 0, 1, 3))):
            self.kill_after(*self.random.choice((["--undo"], [OLD, NEW])))
            self.check_middle()
        self.recover()

    def limit(self):
        """No file may grow beyond a limit: what a full disk does, at a moment of our choice."""
        most = int(self.random.random() * 1.2 * (self.megabytes << 20))

        def prepare():
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        process = subprocess.run(
            [self.place.vq, "rename", OLD, NEW], env=self.place.environment, check=False,
            preexec_fn=prepare, stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
        self.expect(process.returncode in (0, 2), f"ended with {process.returncode}: {process.stderr!r}")
        self.check_middle()
        self.counts["limits on size"] += 1
        self.recover()

    def meanwhile(self, work):
        """Renames while `work` is done at a random moment; returns the exit code and the errors."""
        process = self.start(OLD, NEW)
        timer = threading.Timer(self.random.random() * self.seconds, work)
        timer.start()
        _, errors = process.communicate(timeout=600)
        timer.join()
        self.expect(process.returncode in (0, 2), f"ended with {process.returncode}: {errors!r}")
        return process.returncode, errors.decode()

    def edit(self):
        """Another program saves a note, as editors do: a new file in the place of the old one."""
        path = os.path.join(self.place.vault, f"n{self.random.randrange(NOTES):02}.md")
        text = f"PRECIOUS {self.random.random()}\n"

        def save():
            with open(path + ".new", "w") as file:
                file.write(text)
            os.replace(path + ".new", path)

        with open(path, "rb") as file:
            old = file.read()
        code, errors = self.meanwhile(save)
        with open(path) as file:
            self.expect(file.read() == text, f"the edit is lost, after exit code {code}: {errors}")
        self.counts["edits kept"] += 1
        self.expect(
            not [name for name in os.listdir(self.place.vault) if name.startswith(".vq-")], "something is left")
        # Whatever became of the rename: put the note as the others are, and take it back.
        is_done = os.path.exists(os.path.join(self.place.vault, NEW + ".md"))
        self.expect(is_done == (code == 0), f"exit code {code}, but done: {is_done}")
        with open(path, "wb") as file:
            file.write(old.replace(OLD.encode(), NEW.encode()) if is_done else old)
        if is_done:
            self.rename("--undo")
            # An edit before the note was read has kept it out of the journal.
            with open(path, "wb") as file:
                file.write(old)
        else:
            self.counts["edits that stopped it"] += 1

    def target(self):
        """A file of the new name appears."""
        path = os.path.join(self.place.vault, NEW + ".md")
        made = []

        def make():
            try:
                with open(path, "x") as file:
                    file.write("PRECIOUS")
                made.append(path)
            except FileExistsError:
                pass

        code, errors = self.meanwhile(make)
        if not made:
            self.expect(code == 0, f"ended with {code}: {errors}")
            self.rename("--undo")
            return
        with open(path) as file:
            self.expect(file.read() == "PRECIOUS", f"the target is written over, exit code {code}: {errors}")
        self.expect(code == 2, f"there was a target, and it ended with {code}")
        os.remove(path)
        self.counts["targets kept"] += 1
