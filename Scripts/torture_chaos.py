"""Part of torture.py: everything at once.

While notes change under the hands of an editor, folders are renamed, permissions taken away and given back, links
turned, disks filled, and processes stopped, woken and killed. Each answer has to be one that the vault had while it
was asked; one that may be older has to say so.
"""

import json
import os
import random
import signal
import subprocess
import tempfile
import threading
import time

# What vq says where an answer may be older than the vault, or lack a note.
MAY_BE_OLD = ("may be older than the vault", "changed since the index was made")
# What it may say where another process, stopped by us, has what it needs.
MAY_FAIL = ("does not finish",)
# What it may say where it was to write the index itself.
MAY_FAIL_TO_WRITE = ("disk is full", "no space left on device")
# Seconds for which a process is stopped at most.
LONGEST_STOP = 3.0


class Chaos:
    def __init__(self, torture, place, live_note, finding):
        self.torture, self.place, self.finding = torture, place, finding
        self.counts, self.seed = torture.counts, torture.seed
        # What is left of an index that was removed in part may be damaged; else it must never be.
        self.is_lost_at_times = torture.seed % 2 == 1
        self.stop = threading.Event()
        self.findings = []
        self.lock = threading.Lock()
        self.running = {}
        place.run("index")
        self.notes = [live_note(place.vault, number) for number in range(12)]
        # Those that move and vanish are known by their states; all else is there to get in the way.
        self.others = [name for name in torture.made.names if "/" in name]
        self.folders = sorted({name.split("/")[0] for name in self.others})

    def run(self, end):
        jobs = [self.write, self.mischief, self.harm, self.batch] + [self.ask] * 4
        if self.is_lost_at_times:
            jobs.append(self.lose)
        if self.can_be_filled():
            jobs.append(self.fill)
        threads = [
            threading.Thread(target=self.guarded, args=(job, end, f"{self.seed}/{number}"))
            for number, job in enumerate(jobs)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.findings:
            raise self.findings[0]
        self.place.run("index")
        self.place.verify()

    def guarded(self, job, end, seed):
        rng = random.Random(seed)
        try:
            while not self.stop.is_set() and time.monotonic() < end:
                job(rng)
        except self.finding as finding:
            self.findings.append(finding)
            self.stop.set()

    # What happens to the vault

    def write(self, rng):
        rng.choice(self.notes).change(rng)
        self.counts["edits"] += 1
        time.sleep(rng.choice((0, 0.001, 0.01, 0.05, 0.3)))

    def mischief(self, rng):
        kind = rng.choice((self.folder, self.permission, self.link, self.burst))
        try:
            kind(rng)
        except OSError:
            # Another mischief came first.
            pass
        self.counts["mischief"] += 1
        time.sleep(rng.choice((0.01, 0.1, 0.3)))

    def path(self, name):
        return os.path.join(self.place.vault, name)

    def folder(self, rng):
        folder = self.path(rng.choice(self.folders))
        if os.path.isdir(folder):
            os.rename(folder, folder + " moved")
        else:
            os.rename(folder + " moved", folder)

    def permission(self, rng):
        path = self.path(rng.choice(self.others + self.folders))
        mode = os.stat(path).st_mode & 0o777
        os.chmod(path, 0)
        time.sleep(rng.choice((0, 0.02, 0.2)))
        os.chmod(path, mode)

    def link(self, rng):
        """Turns a link from one note to another, or a folder into a link to another one."""
        name = self.path(rng.choice(("link.md", "linked")))
        target = rng.choice(self.others if name.endswith(".md") else self.folders)
        if os.path.lexists(name + ".new"):
            os.remove(name + ".new")
        os.symlink(target, name + ".new")
        os.replace(name + ".new", name)

    def burst(self, rng):
        for _ in range(rng.choice((1, 20, 60))):
            path = self.path(rng.choice(self.others))
            if rng.random() < 0.3 and os.path.exists(path):
                os.remove(path)
            else:
                with open(path, "w") as file:
                    file.write(self.torture.made.note(rng.randrange(10_000)))

    # What happens to processes and the disk

    def harm(self, rng):
        time.sleep(rng.random() * 0.2)
        with self.lock:
            processes = list(self.running.values())
        if not processes:
            return
        process = rng.choice(processes)
        if rng.random() < 0.4:
            process.harmed = True
            process.kill()
            self.counts["kills"] += 1
            return
        process.send_signal(signal.SIGSTOP)
        time.sleep(rng.choice((0.01, 0.3, LONGEST_STOP)))
        process.send_signal(signal.SIGCONT)
        self.counts["stops"] += 1

    def lose(self, rng):
        """Removes the index, as somebody does who empties the cache."""
        time.sleep(rng.random() * 4)
        for name in os.listdir(self.place.index):
            if name != "filler" and rng.random() < 0.9:
                try:
                    os.remove(os.path.join(self.place.index, name))
                except OSError:
                    # Another process was faster.
                    pass
        self.counts["lost indexes"] += 1

    def can_be_filled(self):
        status = os.statvfs(self.place.index)
        return status.f_blocks * status.f_frsize < 64 << 20

    def fill(self, rng):
        name = os.path.join(self.place.index, "filler")
        try:
            with open(name, "wb", buffering=0) as file:
                while file.write(bytes(1 << 16)):
                    pass
        except OSError:
            self.counts["full disks"] += 1
        time.sleep(rng.choice((0.05, 0.5, 2)))
        os.remove(name)
        time.sleep(rng.choice((0.05, 0.5, 2, 6)))

    # What is asked

    def call(self, *words, patience=60):
        """Runs vq; returns None where it was killed."""
        process = self.place.start(*words)
        process.harmed = False
        with self.lock:
            self.running[process.pid] = process
        try:
            output, errors = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            raise self.finding(f"vq {' '.join(words)} hangs")
        finally:
            with self.lock:
                del self.running[process.pid]
        if process.harmed:
            return None
        errors = errors.decode()
        if process.returncode in (0, 1):
            return output.decode(), errors
        allowed = MAY_FAIL + (MAY_FAIL_TO_WRITE if words[0] == "index" else ())
        if process.returncode == 2 and any(text in errors for text in allowed):
            self.counts["clear errors"] += 1
            return None
        raise self.finding(f"vq {' '.join(words)} ended with {process.returncode}: {errors[-800:]}")

    def ask(self, rng):
        kind = rng.random()
        if kind < 0.1:
            words = rng.choice(
                (["--rebuild"], ["--verify"], ["--verify"], []))
            result = self.call("index", *words)
            self.counts["refreshes of all kinds"] += 1
            if result and "damaged" in result[1] and not self.is_lost_at_times:
                raise self.finding(f"index {words}: {result}")
            return
        note = rng.choice(self.notes)
        start = time.monotonic()
        result = self.call("ask", "--json", "--exact", "--", note.word)
        end = time.monotonic()
        if result is None:
            return
        output, errors = result
        self.expect(note, json.loads(output)["answers"], start, end, errors)

    def expect(self, note, answers, start, end, errors):
        self.counts["questions"] += 1
        if any(text in errors for text in MAY_BE_OLD):
            self.counts["answers that may be old"] += 1
            return
        note.expect(answers, start, end, errors)

    def batch(self, rng):
        """Asks one program many questions, until it is killed or has had enough."""
        said = tempfile.TemporaryFile()
        process = subprocess.Popen(
            [self.place.vq, "ask", "--batch", "--jsonl", "--exact"], env=self.place.environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, bufsize=0)
        process.harmed = False
        lines = process.stdout
        heard = 0
        with self.lock:
            self.running[process.pid] = process
        try:
            for _ in range(rng.choice((5, 50, 300))):
                if self.stop.is_set():
                    break
                note = rng.choice(self.notes)
                start = time.monotonic()
                process.stdin.write(note.word.encode() + b"\n")
                line = self.line(lines)
                if not line.endswith(b"\n"):
                    break
                # What is said of an answer is said before it.
                errors = os.pread(said.fileno(), 1 << 20, heard)
                heard += len(errors)
                answers = json.loads(line)["answers"]
                self.expect(note, answers, start, time.monotonic(), errors.decode())
                self.counts["questions of a batch"] += 1
                time.sleep(rng.choice((0, 0.01, 0.1)))
        except BrokenPipeError:
            pass
        process.stdin.close()
        try:
            code = process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            raise self.finding("vq ask --batch does not end")
        finally:
            with self.lock:
                del self.running[process.pid]
            lines.close()
        if not process.harmed and code not in (0, 1):
            errors = os.pread(said.fileno(), 1 << 20, 0).decode()
            if not any(text in errors for text in MAY_FAIL):
                raise self.finding(f"vq ask --batch ended with {code}: {errors[-800:]}")

    def line(self, lines):
        line = b""
        while not line.endswith(b"\n"):
            part = lines.readline()
            if not part:
                break
            line += part
        return line
