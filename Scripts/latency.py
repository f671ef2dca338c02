"""How long one process takes for many questions made of the vault's own words; part of Scripts/bench.sh."""

import collections
import random
import re
import subprocess
import time

# Of so many notes the words are taken.
SAMPLE = 2000
SEED = 1


def words_of(notes):
    """Returns the words of some notes as they stand there, a list a note."""
    chosen = random.Random(SEED).sample(notes, min(SAMPLE, len(notes)))
    texts = []
    for path in chosen:
        with open(path, encoding="utf-8", errors="ignore") as file:
            # Names of properties are no words of the notes.
            body = re.sub(r"\A---\n.*?\n---\n", "", file.read(), flags=re.DOTALL)
            texts.append(re.findall(r"[^\W\d_]{2,}", body.lower()))
    return [text for text in texts if text]


def questions(notes):
    """Returns lists of questions by what they are."""
    texts = words_of(notes)
    words = [word for text in texts for word in text]
    common = [word for word, _ in collections.Counter(words).most_common(12)]
    draw = random.Random(SEED)
    return {
        # Drawn as often as they are written, so most questions have a word that is nearly everywhere.
        "four words": [" ".join(draw.choices(words, k=4)) for _ in range(300)],
        "five words": [" ".join(draw.choices(words, k=5)) for _ in range(300)],
        "four of the commonest": [" ".join(draw.sample(common, 4)) for _ in range(50)],
        "2,000 words pasted": [" ".join(draw.choices(words, k=2000)) for _ in range(20)],
    }


def measure(vq, asked, environment):
    """Asks in one process; returns the milliseconds of each answer, ascending, and its peak memory in MB."""
    program = subprocess.Popen(
        [vq, "ask", "--no-refresh", "--batch", "--json"], env=environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    times = []
    for question in asked:
        start = time.perf_counter()
        program.stdin.write(question.encode() + b"\n")
        program.stdin.flush()
        program.stdout.readline()
        times.append((time.perf_counter() - start) * 1e3)
    peak = peak_of(program.pid)
    program.communicate()
    # The first ones also open the index.
    return sorted(times[3:]), peak


def peak_of(pid):
    """Returns the most memory that a running process has had, in MB; nothing where the system has no such file."""
    try:
        with open(f"/proc/{pid}/status", encoding="utf-8") as file:
            return next(int(line.split()[1]) * 1024 / 1e6 for line in file if line.startswith("VmHWM"))
    except OSError:
        return float("nan")


def report(vq, notes, environment):
    """Prints a line for each kind of question."""
    print(f"\n{'one process asks':<26}{'p50 ms':>10}{'p99 ms':>10}{'worst ms':>10}{'peak MB':>10}")
    for name, asked in questions(notes).items():
        times, peak = measure(vq, asked, environment)
        middle, late = times[len(times) // 2], times[int(len(times) * 0.99)]
        print(
            f"{name:<26}{middle:>10.1f}{late:>10.1f}{times[-1]:>10.1f}{peak:>10.1f}")
