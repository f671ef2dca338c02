"""Measures the built program beside plain ones; Scripts/bench.sh calls it.

Every round runs each command once, so that a slow moment of the machine meets all of them. Each run is a
process of its own; the files are in the system's page cache after the first round, which is not counted.
"""

import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time

import latency

vq, vault, index, rounds = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
only = sys.argv[5] if len(sys.argv) > 5 else ""
plain = [sys.executable, os.path.join(os.path.dirname(__file__), "plain-index.py")]
environment = {**os.environ, "VQ_INDEX": index, "VQ_VAULT": vault, "NO_COLOR": "1"}
null = os.open(os.devnull, os.O_RDWR)


# Linux counts kilobytes here, macOS bytes.
memory_unit = 1 if sys.platform == "darwin" else 1024


def run(argv, codes=(0,)):
    """Runs a command; returns its seconds, those of the processor, and its peak memory in MB."""
    actions = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1)]
    start = time.perf_counter()
    pid = os.posix_spawnp(argv[0], argv, environment, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in codes:
        sys.exit(f"bench: {' '.join(argv)} ended with {code}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * memory_unit / 1e6


def shell(line):
    return ["sh", "-c", line.replace("VAULT", "'" + vault + "'")]


notes = sorted(
    os.path.join(folder, name)
    for folder, _, names in os.walk(vault)
    for name in names
    if name.endswith(".md")
)
note_bytes = sum(os.path.getsize(path) for path in notes)
# Every n-th note, so that they lie in different folders and pages of the index.
edited = notes[len(notes) // 2 :: max(1, len(notes) // 2000)][:1000]
# Of the vault's own words: what is in no note has the nearest spelling looked for.
question = latency.questions(notes)["four words"][0].split()
originals = {}
for path in edited:
    with open(path, "rb") as file:
        originals[path] = file.read()


def size_of_index():
    return sum(
        os.path.getsize(os.path.join(folder, name))
        for folder, _, names in os.walk(index)
        for name in names
    )


def forget():
    shutil.rmtree(index, ignore_errors=True)


def edit(count=1):
    for path in edited[:count]:
        with open(path, "wb") as file:
            file.write(originals[path] + b"\nEdited at %d.\n" % time.time_ns())


def settle():
    """Lets the index learn of the edits, and the clock go on, so that no file counts as just written."""
    time.sleep(0.1)
    run([vq, "index"])


def ask_json(*words):
    """Returns what a command prints with --json."""
    output = subprocess.run(
        [vq, *words, "--json"], env=environment, stdout=subprocess.PIPE, check=False).stdout
    return json.loads(output)


def settle_without(path):
    if os.path.exists(path):
        os.remove(path)
    settle()


def most_wanted():
    """Returns the path of a note whose coming most links wait for."""
    settle()
    for target in ask_json("unresolved")["unresolved"]:
        name = target["target"]
        if "/" not in name and not set(name) & set("#|^[]:"):
            return os.path.join(vault, name + ".md")
    return os.path.join(vault, "Nobody waits for this note.md")


def most_linked():
    """Returns the path of a note with the name of one that many links lead to."""
    linked = {}
    with open(os.path.join(index, "links"), "wb") as file:
        subprocess.run([vq, "links", "--all", "--jsonl"], env=environment, stdout=file, check=False)
    with open(os.path.join(index, "links"), "rb") as file:
        for line in file:
            path = json.loads(line)["path"]
            if path and path.endswith(".md"):
                linked[path] = linked.get(path, 0) + 1
    os.remove(os.path.join(index, "links"))
    best = max(linked, key=lambda path: (linked[path], path))
    return os.path.join(vault, "A folder for one note", os.path.basename(best))


def add(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write("A note that was not there, and has no links.\n")


def add_anew(path):
    settle_without(path)
    add(path)


# The find of macOS cannot print sizes and times alone.
walk = "find VAULT -type f " + ("-ls" if sys.platform == "darwin" else r"-printf '%p %s %T@\n'")

# name, what it is compared with, what is done before it, command
measures = [
    ("cat all files", None, None, shell("find VAULT -type f -print0 | xargs -0 cat")),
    ("walk with stat", None, None, shell(walk)),
    ("rg -l hash", None, None, ["rg", "-l", "-i", "hash", vault]),
    ("plain FTS5, all files", None, None, [*plain, vault, index + ".plain"]),
    ("full index", "plain FTS5, all files", forget, [vq, "index"]),
    ("refresh, no change", "walk with stat", settle, [vq, "index"]),
    ("refresh, 1 note changed", "refresh, no change", edit, [vq, "index"]),
    ("refresh, 1,000 changed", "refresh, no change", lambda: edit(1000), [vq, "index"]),
    ("add a wanted note", "refresh, no change", lambda: add_anew(wanted), [vq, "index"]),
    ("add a hub's namesake", "refresh, no change", lambda: add_anew(namesake), [vq, "index"]),
    ("ask", "rg -l hash", lambda: (settle_without(wanted), settle_without(namesake)), [vq, "ask", *question]),
    ("ask, 1 note changed", "rg -l hash", edit, [vq, "ask", *question]),
    ("ask --no-refresh", "ask", None, [vq, "ask", "--no-refresh", *question]),
]
if shutil.which("rg") is None:
    measures = [measure for measure in measures if measure[0] != "rg -l hash"]
measures = [measure for measure in measures if re.search(only, measure[0])]
# What is asked of made-up notes need not be found.
found_or_not = {"rg -l hash", "ask", "ask, 1 note changed", "ask --no-refresh"}

wanted, namesake = most_wanted(), most_linked()
seconds = {name: [] for name, *_ in measures}
processor = {name: [] for name, *_ in measures}
memory = {name: 0 for name, *_ in measures}
try:
    for number in range(rounds + 1):
        for name, _, before, argv in measures:
            if before:
                before()
            codes = (0, 1) if name in found_or_not else (0,)
            elapsed, busy, megabytes = run(argv, codes)
            if name == "full index":
                index_bytes = size_of_index()
            # The first round fills the page cache; of a single round it is all there is.
            if number > 0 or rounds == 0:
                seconds[name].append(elapsed)
                processor[name].append(busy)
                memory[name] = max(memory[name], megabytes)
    looked_at = []
    for path in (wanted, namesake):
        add_anew(path)
        looked_at.append(ask_json("index")["linksResolved"])
    links = ask_json("status")["links"]
finally:
    for path in (wanted, namesake):
        if os.path.exists(path):
            os.remove(path)
    if os.path.isdir(os.path.dirname(namesake)):
        os.rmdir(os.path.dirname(namesake))
    for path, content in originals.items():
        with open(path, "wb") as file:
            file.write(content)
    plain_bytes = os.path.getsize(index + ".plain") if os.path.exists(index + ".plain") else 0
    if plain_bytes:
        os.remove(index + ".plain")

median = {name: statistics.median(values) for name, values in seconds.items()}

print(f"{len(notes)} notes, {note_bytes / 1e6:.1f} MB; {max(1, rounds)} rounds, medians\n")
print(f"{'':<26}{'ms':>10}{'fastest':>10}{'CPU ms':>10}{'peak MB':>10}  ratio")
# Until it becomes another program, a new process counts the memory of this one as its own.
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * memory_unit / 1e6
for name, baseline, *_ in measures:
    peak = f"{memory[name]:.1f}" if memory[name] > own else f"< {own:.0f}"
    ratio = f"{median[name] / median[baseline]:.2f} x {baseline}" if baseline in median else ""
    busy = statistics.median(processor[name]) * 1e3
    print(
        f"{name:<26}{median[name] * 1e3:>10.1f}{min(seconds[name]) * 1e3:>10.1f}{busy:>10.1f}"
        f"{peak:>10}  {ratio}"
    )
print(
    f"\nlinks: {links}; looked at for a wanted note: {looked_at[0]}, for a hub's namesake: {looked_at[1]}"
)
if "full index" in median:
    print(f"full index: {note_bytes / 1e6 / median['full index']:.1f} MB/s")
    print(f"index: {index_bytes / 1e6:.1f} MB, {index_bytes / note_bytes:.2f} x the notes")
if plain_bytes:
    print(f"plain FTS5: {plain_bytes / 1e6:.1f} MB, {plain_bytes / note_bytes:.2f} x the notes")
if re.search(only, "latency"):
    settle()
    latency.report(vq, notes, environment)
