"""Part of torture.py: commands beside watchers.

Notes are edited while `vq watch` runs, is stopped, woken, killed and started again, up to two at a time, and while the
index is made anew or removed. The question right behind an edit must be answered as by a new index, whatever a watcher
says. A watcher must not end by itself.
"""

import os
import signal
import time

# What vq says where a stopped watcher holds the index.
MAY_BE_OLD = "may be older than the vault"


class Watching:
    def __init__(self, torture, place, fresh, finding):
        self.torture, self.place, self.fresh, self.finding = torture, place, fresh, finding
        self.random, self.counts = torture.random, torture.counts
        self.watchers = []

    def run(self, end):
        self.place.run("index")
        self.fresh.run("index")
        try:
            while time.monotonic() < end:
                self.harm()
                # Now and then the watcher has had the time to know that nothing has changed.
                time.sleep(self.random.choice((0, 0, 0.01, 0.2)))
                self.change()
                self.compare()
        finally:
            for process, _ in self.watchers:
                process.kill()
                process.communicate()
        self.place.run("index")
        self.place.verify()

    def harm(self):
        """Does something to the watchers."""
        kind = self.random.choice(("start", "start", "stop", "wake", "wake", "kill", "none", "none"))
        if kind == "start":
            while len(self.watchers) > 1:
                self.end(self.watchers.pop(0))
            self.watchers.append((self.place.start("watch"), False))
            self.counts["watchers"] += 1
        elif kind in ("stop", "wake"):
            number = signal.SIGSTOP if kind == "stop" else signal.SIGCONT
            self.watchers = [(process, kind == "stop") for process, _ in self.watchers]
            for process, _ in self.watchers:
                process.send_signal(number)
            self.counts["stops" if kind == "stop" else "wakes"] += 1
        elif kind == "kill" and self.watchers:
            self.end(self.watchers.pop())

    def end(self, watcher):
        process, _ = watcher
        if process.poll() is not None:
            raise self.finding(
                f"a watcher ended with {process.returncode}: {process.stderr.read().decode()[-800:]}")
        process.send_signal(self.random.choice((signal.SIGKILL, signal.SIGINT)))
        process.send_signal(signal.SIGCONT)
        process.communicate()

    def change(self):
        kind = self.random.random()
        if kind < 0.05:
            self.place.run("index", "--rebuild", codes=(0, 2))
            self.counts["rebuilds"] += 1
        elif kind < 0.08:
            self.place.clear()
            self.counts["lost indexes"] += 1
        elif kind < 0.2:
            self.move_folder()
        elif kind < 0.8:
            self.torture.edit(self.place, self.random.choice((1, 1, 2, 5)))

    def move_folder(self):
        """Moves a folder to the root or into another one, or makes one; then writes a note into it."""
        names = [name for name in sorted(os.listdir(self.place.vault)) if name.startswith("Folder ")]
        name, into = self.random.choice(names), self.random.choice(["", *names])
        target = os.path.join(self.place.vault, into, f"Folder {self.random.randrange(1000)}")
        if into != name and len(names) > 3 and not os.path.exists(target):
            os.rename(os.path.join(self.place.vault, name), target)
        os.makedirs(target, exist_ok=True)
        with open(os.path.join(target, "moved.md"), "w") as file:
            file.write(self.torture.made.note(self.random.randrange(10_000)))
        self.counts["moved folders"] += 1

    def compare(self):
        for question in [self.torture.question() for _ in range(2)]:
            # Before the other one, so that it is asked as soon as possible behind the edit.
            answers, errors = self.place.ask(question)
            expected, _ = self.fresh.ask(question)
            self.counts["questions"] += 1
            if answers == expected or (MAY_BE_OLD in errors and any(is_stopped for _, is_stopped in self.watchers)):
                continue
            raise self.finding(
                f"other answers than those of a fresh index to {question!r}:\n{answers}\n{expected}\n{errors}")
