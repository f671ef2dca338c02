"""Part of the torture: every command on notes made to take time and memory. Scripts/torture.sh says how it is called."""

import collections
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time

# MB that vq may take, whatever is in the vault.
MOST_MEMORY = 150
# Seconds of the processor that vq may take, unless it prints much.
MOST_SECONDS = 5
# MB that vq prints in a second of the processor, at least.
LEAST_OUTPUT = 20
# How many times longer a note of twice the size may take.
MOST_GROWTH = 2.4
# Shorter times, in seconds, are not compared.
LEAST_SECONDS = 0.5
# The longest note that is read, and the size where there is little time: a build without optimization takes ten times
# as long.
LARGE_NOTE, SMALL_NOTE = 16 << 20, 1 << 16
# Seconds of the processor after which a command is ended.
PATIENCE = 120


def over_and_over(unit, head=""):
    """A note of one thing, numbered where that matters."""

    def write(file, size):
        is_numbered = "%d" in unit
        count = (size - 100) // len(unit % 10**6 if is_numbered else unit)
        file.write(head)
        for start in range(0, count, 1000):
            numbers = range(start, min(count, start + 1000))
            file.write("".join(unit % i if is_numbered else unit for i in numbers))

    return write


def canvas(*units):
    """A canvas of as many nodes of each kind."""

    def write(file, size):
        count = (size - 100) // sum(len(unit.replace("%d", "123456")) for unit in units)
        file.write('{"nodes":[')
        comma = ""
        for unit in units:
            for number in range(count):
                file.write(comma + unit.replace("%d", str(number)))
                comma = ","
        file.write("]}")

    return write


CARD = '{"id":"t%d","type":"text","text":"a zebra","x":%d,"y":%d,"width":1,"height":1}'
GROUP = '{"id":"g%d","type":"group","label":"l%d","x":-%d,"y":-%d,"width":1%d,"height":1%d}'
FILE = '{"id":"f%d","type":"file","file":"a.md","x":%d,"y":0,"width":1,"height":1}'

# Notes beside the large one, for those shapes that need many.
MANY_NOTES = {"links to names like many": 20_000}

SHAPES = {
    "links on one line": over_and_over("[[a]] "),
    "links to other names": over_and_over("[[n%d]]\n"),
    "embeds": over_and_over("![[a]]"),
    "Markdown links": over_and_over("[a](b) "),
    "tags": over_and_over("#a "),
    "other tags": over_and_over("#t%d "),
    "headings": over_and_over("# a\n"),
    "labels": over_and_over("**a**\n\n"),
    "list items": over_and_over("- a\n"),
    "footnotes": over_and_over("[^%d]: a\n\n"),
    "inline fields": over_and_over("k%d:: a\n"),
    "table rows": over_and_over("|a|b|\n", "|a|\n|-|\n"),
    "block ids": over_and_over("a ^b%d\n\n"),
    "other words": over_and_over("w%d "),
    "paragraphs": over_and_over("a\n\n"),
    "escapes": over_and_over("\\*"),
    "emphasis": over_and_over("*a* "),
    "quotes": over_and_over("> a\n\n"),
    "links to lines": over_and_over("- [[a#a|a]] and a\n"),
    "cards": canvas(CARD),
    "groups": canvas(GROUP),
    "groups and cards": canvas(GROUP, CARD),
    "files on a canvas": canvas(FILE),
    "properties": over_and_over("k%d: a\n", "---\n"),
    "a list in a property": over_and_over("- '[[a]]'\n", "---\naliases:\n"),
    "headings below headings": over_and_over("# a\n\n###### b\n\nb [[#a#b]]\n\n"),
    "quotes in quotes": over_and_over(">"),
    "open brackets": over_and_over("["),
    "one word": over_and_over("a"),
    "code": over_and_over("```\na\n```\n"),
    "a word on one line": over_and_over("a "),
    "definitions": over_and_over("[a%d]: a\n"),
    "HTML": over_and_over("<b>a</b>\n", "<div>\n"),
    "lines": over_and_over("a\n"),
    "lines of a quote": over_and_over("> a\n"),
    "indented lines": over_and_over("\ta\n"),
    "tasks": over_and_over("- [ ] a\n"),
    "emphasis of letters": over_and_over("*a"),
    "links to names like many": over_and_over("[[name n%d]]\n"),
}

QUESTIONS = b"a\na b\nzebra\n" * 3

# Words of each command; `FILE` stands for the path of the large file, `NAME` for its name in the vault.
COMMANDS = [
    "index --rebuild", "index --verify", "status", "ask a", "ask --limit 1 a", "ask --per-note 0 a",
    "ask tag:zz", "ask path:big", "ask [aliases:zz]",
    "ask --full a", "ask --json a", "ask --explain a", "ask --paths --limit 1000 a", "ask --batch",
    "ask --batch --jsonl --limit 1", "ask a zebra b", "ask -- \"a a\"", "resolve [[a#a]]", "resolve [[NAME#^b7]]", "resolve --json [[NAME#a]]",
    "backlinks a", "backlinks --json a", "outline NAME", "outline --json NAME", "show NAME", "show --json NAME",
    "show --raw NAME", "show NAME#a", "show --color always NAME", "ask --full --color always a", "links NAME", "links --json NAME", "links --all", "links --all --jsonl",
    "links --all --json", "mentions a", "mentions --json a", "related NAME", "related --json a", "unresolved",
    "unresolved --json", "orphans", "deadends --json", "tags", "tags --json", "tags a", "properties",
    "properties --json", "properties aliases", "properties aliases --values", "properties --by-type", "properties zz",
    "search a", "search --json a", "search --count a", "search /a/", "search task:a", "search line:(a zebra)", "list",
    "list --sort words --json", "list [aliases]", "recent", "tasks all", "tasks all --json", "tasks --count",
    "tasks all --group tag", "on 2026-03-04", "daily --list", "weekly --list", "random", "doctor", "search --from NAME",
    "show --max-tokens 100 NAME", "show --max-tokens 100000 NAME", "show NAME:100000", "ask --max-tokens 100 a",
    "ask --as-you-type a", "list --max-tokens 100", "open --print NAME:1000", "--complete -- show NAME#",
    "--complete -- show NAME#^", "--complete -- tags a", "check", "check --all", "check --json", "inspect FILE",
    "inspect --json FILE", "watch", "rename --dry-run a zz",
    "rename --dry-run NAME#^b7 zz", "rename --dry-run NAME#a zz",
]


class Usage:
    """What one run took: seconds of the processor, MB of memory at most, MB printed."""

    def __init__(self, seconds, memory, output, code, errors):
        self.seconds, self.memory, self.output, self.code, self.errors = seconds, memory, output, code, errors

    @property
    def fault(self):
        if self.code not in (0, 1, 2) or self.code == 2 and not self.errors.startswith("vq: "):
            return f"ended with {self.code}: {self.errors[-300:]}"
        if self.memory > MOST_MEMORY:
            return f"took {self.memory:.0f} MB"
        if self.seconds > max(MOST_SECONDS, self.output / LEAST_OUTPUT):
            return f"took {self.seconds:.1f} s to print {self.output:.1f} MB"
        return None


class Measure:
    """A vault with one large file, and vq run on it."""

    def __init__(self, vq, folder, shape, size, patience=PATIENCE):
        self.vq, self.patience = vq, patience
        self.vault, index = os.path.join(folder, "vault"), os.path.join(folder, "index")
        for made in (self.vault, index):
            shutil.rmtree(made, ignore_errors=True)
            os.makedirs(made)
        is_canvas = SHAPES[shape].__qualname__.startswith("canvas")
        self.name = "big.canvas" if is_canvas else "big.md"
        self.file = os.path.join(self.vault, self.name)
        with open(self.file, "w") as file:
            SHAPES[shape](file, size)
            if shape in ("properties", "a list in a property"):
                file.write("---\n")
        with open(os.path.join(self.vault, "a.md"), "w") as file:
            file.write("# a\n\nzebra\n")
        for number in range(min(MANY_NOTES.get(shape, 0), size >> 8)):
            with open(os.path.join(self.vault, f"name m{number}.md"), "w") as file:
                file.write("b\n")
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": index, "VQ_INDEX": index, "VQ_VAULT": self.vault,
            "SWIFT_BACKTRACE": "enable=no",
        }

    def run(self, command):
        words = [
            word.replace("FILE", self.file).replace("NAME", self.name) for word in command.split(" ")]
        process = subprocess.Popen(
            [self.vq, *words], env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, preexec_fn=self.limit)
        if words[0] == "watch":
            threading.Thread(target=end_when_idle, args=(process,)).start()
        errors = []
        reader = threading.Thread(target=lambda: errors.append(process.stderr.read()))
        reader.start()
        try:
            process.stdin.write(QUESTIONS if "--batch" in words else b"")
            process.stdin.close()
        except BrokenPipeError:
            pass
        output = 0
        while piece := os.read(process.stdout.fileno(), 1 << 20):
            output += len(piece)
        reader.join()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if words[0] == "watch" and process.returncode == -signal.SIGTERM:
            process.returncode = 0
        peak = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20)
        return Usage(
            usage.ru_utime + usage.ru_stime, peak, output / 1e6, process.returncode,
            errors[0].decode(errors="replace"))

    def limit(self):
        resource.setrlimit(resource.RLIMIT_CPU, (self.patience, self.patience))


def end_when_idle(process):
    """Interrupts a watch that has had its first look."""
    last, calm = -1, 0
    while process.returncode is None and calm < 3:
        time.sleep(0.2)
        try:
            with open(f"/proc/{process.pid}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
        except OSError:
            return
        spent = int(fields[11]) + int(fields[12])
        calm = calm + 1 if spent == last else 0
        last = spent
    process.send_signal(signal.SIGTERM)


class Bounds:
    """Runs commands on shapes in a random order until the time is over."""

    def __init__(self, torture, finding):
        self.torture, self.finding = torture, finding
        self.worst = collections.defaultdict(lambda: [0, "", 0, ""])

    def run(self, end):
        is_small = end - time.monotonic() < 60
        shapes = list(SHAPES)
        self.torture.random.shuffle(shapes)
        for shape in shapes:
            if time.monotonic() > end:
                break
            self.look_at(shape, SMALL_NOTE if is_small else LARGE_NOTE, is_small, end)
            self.torture.counts["shapes of notes"] += 1
        if not is_small:
            for command, (seconds, slow, memory, large) in sorted(self.worst.items()):
                print(f"{command:36} {seconds:6.2f} s ({slow})  {memory:4.0f} MB ({large})", flush=True)

    def look_at(self, shape, size, is_small, end):
        whole = self.measure("whole", shape, size)
        half = None if is_small else self.measure("half", shape, size // 2)
        commands = COMMANDS[1:]
        self.torture.random.shuffle(commands)
        for command in ["index", *commands]:
            if time.monotonic() > end:
                return
            usage = whole.run(command)
            self.expect(usage.fault is None, shape, command, usage.fault)
            if half:
                self.expect_growth(half, whole, usage, shape, command)
            self.note(command, shape, usage)
            self.torture.counts["commands on notes made to take long"] += 1
        if whole.name.endswith(".md"):
            self.expect_found(whole, shape)

    def measure(self, name, shape, size):
        return Measure(self.torture.vq, os.path.join(self.torture.work, name), shape, size)

    def expect(self, is_kept, shape, command, fault):
        if not is_kept:
            raise self.finding(f"vq {command} of a note of {shape} {fault}")

    def expect_growth(self, half, whole, usage, shape, command):
        """Expects about half of the time for half of the note; others may be at work, so the shortest run counts."""
        if command == "index":
            half.run(command)
            return
        if usage.seconds < LEAST_SECONDS:
            return
        small = big = None
        for _ in range(4):
            small = min(small or 1e9, half.run(command).seconds)
            big = min(big or usage.seconds, usage.seconds)
            if big <= MOST_GROWTH * small:
                return
            usage = whole.run(command)
        self.expect(False, shape, command, f"took {small:.2f} s for half of it and {big:.2f} s for all")

    def note(self, command, shape, usage):
        worst = self.worst[command]
        if usage.seconds > worst[0]:
            worst[:2] = usage.seconds, shape
        if usage.memory > worst[2]:
            worst[2:] = usage.memory, shape

    def expect_found(self, measure, shape):
        """Expects that an edit of the note is seen, within the bounds."""
        with open(measure.file, "a") as file:
            file.write("\n\nquagga\n")
        for command in ("index", "ask --json quagga"):
            usage = measure.run(command)
            self.expect(usage.fault is None, shape, command, usage.fault)
        self.expect(usage.code == 0, shape, command, "finds nothing")


def table():
    """Prints what commands take: torture_bounds.py VQ FOLDER PATIENCE MiB,… [SHAPE,…] [COMMAND,…]"""
    vq, folder, patience, sizes = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4].split(",")
    shapes = sys.argv[5].split(",") if len(sys.argv) > 5 and sys.argv[5] else list(SHAPES)
    commands = sys.argv[6].split(",") if len(sys.argv) > 6 else COMMANDS
    for shape in shapes:
        for size in sizes:
            measure = Measure(vq, folder, shape, int(float(size) * (1 << 20)), patience)
            measure.run("index")
            for command in commands:
                usage = measure.run(command)
                print(
                    f"{shape:24} {size:>4} MiB  {command:32} {usage.seconds:6.2f} s {usage.memory:6.0f} MB "
                    f"{usage.output:8.2f} MB out  {usage.fault or ''}", flush=True)


if __name__ == "__main__":
    table()
