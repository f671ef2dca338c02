"""Part of torture.py: stops vq rename at any moment, and takes away what it needs.

After each accident every note has to be the one from before or the one from after, whole, under its old or its
new path; and the next run has to finish the rename or to take it back.
"""

import glob
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import time


def snapshot(vault):
    """Returns the content of every file by its path from the vault's root; temporary ones too."""
    found = {}
    for folder, _, names in os.walk(vault):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, vault)] = file.read()
    return found


class Renames:
    def __init__(self, torture, place, finding):
        self.torture, self.place, self.random = torture, place, torture.random
        self.finding, self.counts = finding, torture.counts
        self.number = 0
        place.run("index")
        self.hubs = self.targets()
        self.has_small_disks = subprocess.run(
            ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", place.vault], check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def targets(self):
        """Returns the notes that most links lead to."""
        _, output, _ = self.place.run("links", "--all", "--jsonl")
        counts = {}
        for line in output.splitlines():
            path = json.loads(line)["path"]
            if path:
                counts[path] = counts.get(path, 0) + 1
        return sorted(counts, key=lambda path: (-counts[path], path))[:40]

    def words(self):
        """Returns what to rename, and what it becomes: a note, a folder, or a heading."""
        self.number += 1
        hub = self.random.choice(self.hubs)
        kind = self.random.random()
        if kind < 0.35 and "/" in hub:
            folder = hub[: hub.index("/") + 1]
            return folder, f"Moved {self.number}"
        if kind < 0.5:
            with open(os.path.join(self.place.vault, hub), encoding="utf-8") as file:
                headings = re.findall(r"^#+ (.*)$", file.read(), re.MULTILINE)
            if headings:
                return f"{hub}#{self.random.choice(headings)}", f"Another heading {self.number}"
        place = self.random.choice(("", f"deep {self.number}/er/"))
        return hub, f"/{place}Renamed {self.number}.md" if place else f"Renamed {self.number}"

    def run(self, end):
        kinds = [self.kill, self.kill, self.kill, self.limit, self.read_only, self.small_disk]
        turn = 0
        while time.monotonic() < end:
            typed, new = self.words()
            accident = kinds[turn % len(kinds)]
            turn += 1
            before, after, seconds = self.whole(typed, new)
            if after is None:
                continue
            try:
                accident(typed, new, before, after, seconds)
                self.expect(snapshot(self.place.vault) == before, "not as before at the end")
            except self.finding as found:
                raise self.finding(f"rename {typed!r} {new!r}, {accident.__name__}: {found}")
        if not self.has_small_disks:
            self.counts["full disks left out, for want of unshare"] = 1
        # An undo that was killed when all notes were back leaves the index as it was, and the next undo has nothing to do.
        self.place.run("index")
        self.place.verify()

    def expect(self, is_so, what):
        if not is_so:
            raise self.finding(what)

    def rename(self, *words, codes=(0,)):
        return self.place.run("rename", *words, codes=codes)

    def whole(self, typed, new):
        """Renames and takes it back; returns what the vault holds before and after, and the seconds."""
        before = snapshot(self.place.vault)
        started = time.monotonic()
        code, _, errors = self.rename("--", typed, new, codes=(0, 2))
        seconds = time.monotonic() - started
        if code == 2:
            self.expect(errors.startswith("vq: "), f"an error without a message: {errors!r}")
            self.expect(snapshot(self.place.vault) == before, f"refused, but changed: {errors}")
            self.counts["renames refused"] += 1
            return before, None, seconds
        after = snapshot(self.place.vault)
        self.rename("--undo")
        self.expect(snapshot(self.place.vault) == before, "undo does not bring everything back")
        return before, after, seconds

    def check_middle(self, middle, before, after):
        """Expects every file in its old or its new form, and none missing."""
        whole = set(before.values()) | set(after.values())
        for path, content in middle.items():
            is_temporary = os.path.basename(path).startswith(".vq-")
            if is_temporary:
                continue
            self.expect(path in before or path in after, f"{path} was never there")
            self.expect(content in whole, f"{path} is neither old nor new: {content[:200]!r}")
        gone = [path for path in before if path not in middle]
        come = [path for path in after if path not in before and path in middle]
        self.expect(not gone or len(gone) == len(come), f"{gone} went and {come} came")

    def recover(self, typed, new, before, after):
        """Finishes or undoes what was interrupted; either way the vault is as before in the end."""
        if self.random.random() < 0.5:
            # Where it had ended already, another note may have that name.
            has_ended = snapshot(self.place.vault) == after and not glob.glob(
                os.path.join(glob.escape(self.place.index), "*.rename"))
            if not has_ended:
                self.rename("--", typed, new)
            self.expect(snapshot(self.place.vault) == after, "the next run does not finish it")
            self.rename("--undo")
            self.counts["renames finished"] += 1
        else:
            self.rename("--undo", codes=(0, 2))
            self.counts["renames undone"] += 1
        self.expect(snapshot(self.place.vault) == before, "undo does not bring everything back")

    # Accidents

    def kill_after(self, seconds, *words):
        process = self.place.start("rename", *words)
        time.sleep(self.random.random() * seconds * 1.1)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self.counts["kills" if process.returncode == -9 else "kills that came too late"] += 1

    def kill(self, typed, new, before, after, seconds):
        self.kill_after(seconds, "--", typed, new)
        self.check_middle(snapshot(self.place.vault), before, after)
        if self.random.random() < 0.3:
            self.kill_after(seconds, "--undo")
            self.check_middle(snapshot(self.place.vault), before, after)
            self.rename("--undo", codes=(0, 2))
            self.expect(snapshot(self.place.vault) == before, "a killed undo is not undone")
        else:
            self.recover(typed, new, before, after)

    def limit(self, typed, new, before, after, _):
        """No file may grow beyond a limit: what a full disk does, at a moment of our choice."""
        most = self.random.choice((0, 100, 1000, 4000, 20_000, 100_000, 400_000))
        is_ignored = self.random.random() < 0.7

        def prepare():
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            # Without this the system ends the process, which is one more kill.
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN if is_ignored else signal.SIG_DFL)

        process = subprocess.run(
            [self.place.vq, "rename", "--", typed, new], env=self.place.environment, check=False,
            preexec_fn=prepare, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        middle = snapshot(self.place.vault)
        self.check_middle(middle, before, after)
        if is_ignored:
            self.expect(
                process.returncode in (0, 2), f"ended with {process.returncode}: {process.stderr!r}")
            if process.returncode == 2 and b"not finished" not in process.stderr:
                self.expect(middle == before, f"not put back: {process.stderr!r}")
        self.counts["limits on size"] += 1
        self.recover(typed, new, before, after)

    def read_only(self, typed, new, before, after, _):
        changed = [path for path in before if path in after and after[path] != before[path]]
        if not changed:
            return
        path = os.path.join(self.place.vault, self.random.choice(changed))
        os.chmod(path, 0o444)
        _, _, errors = self.rename("--", typed, new, codes=(2,))
        os.chmod(path, 0o644)
        self.expect("may not be written" in errors, f"another message: {errors}")
        self.expect(snapshot(self.place.vault) == before, "a read-only file, but others changed")
        self.counts["read-only files"] += 1

    def small_disk(self, typed, new, before, after, _):
        """A disk that has little or no room left."""
        if not self.has_small_disks:
            return
        folders = [os.path.join(self.torture.work, "rename", name) for name in ("disk", "middle", "end")]
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(folder)
        disk, middle, end = folders
        room = self.random.choice((0, 4, 16, 64, 256))
        is_finished = self.random.random() < 0.5
        script = """
            set -e
            mount -t tmpfs -o size=8m tmpfs "$DISK"
            cp -a "$VAULT"/. "$DISK"/
            "$VQ" --vault "$DISK" index > /dev/null
            dd if=/dev/zero of="$DISK/.filler" bs=4k 2> /dev/null || true
            truncate -s "-${ROOM}K" "$DISK/.filler"
            code=0
            "$VQ" --vault "$DISK" rename -- "$TYPED" "$NEW" > /dev/null || code=$?
            rm "$DISK/.filler"
            cp -a "$DISK"/. "$MIDDLE"/
            if [ "$FINISH" = 1 ]; then
              "$VQ" --vault "$DISK" rename -- "$TYPED" "$NEW" > /dev/null || true
            else
              "$VQ" --vault "$DISK" rename --undo > /dev/null || true
            fi
            cp -a "$DISK"/. "$END"/
            exit $code
        """
        environment = {
            **self.place.environment, "DISK": disk, "MIDDLE": middle, "END": end,
            "VAULT": self.place.vault, "VQ": self.place.vq, "ROOM": str(room), "TYPED": typed,
            "NEW": new, "FINISH": str(int(is_finished)),
        }
        process = subprocess.run(
            ["unshare", "-rm", "sh", "-c", script], env=environment, check=False,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        self.expect(process.returncode in (0, 2), f"ended with {process.returncode}: {process.stderr!r}")
        found = snapshot(middle)
        self.check_middle(found, before, after)
        if process.returncode == 2 and b"not finished" not in process.stderr:
            self.expect(found == before, f"not put back: {process.stderr!r}")
        self.counts["full disks that stopped it"] += process.returncode == 2
        self.counts["full disks with room enough"] += process.returncode == 0
        self.expect(snapshot(end) == (after if is_finished else before), "not mended with room again")
