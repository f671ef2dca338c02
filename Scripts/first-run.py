#!/usr/bin/env python3
"""Asks a new vault twice on a terminal: first-run.py VQ

The first time, a line says how far the index is, goes, and the answer comes; the second time there is the answer alone.
Into a pipe no such line is ever written.
"""
import os
import pty
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# A run that takes longer has to say what it does, in seconds.
LONG = 1.0
LINE = b"making the index, once: "
CLEARED = b"\r\x1b[K"


def fail(what, output):
    sys.exit(f"first-run: {what}: {output!r}")


def on_terminal(words, environment):
    """What a program prints on a terminal of its own, both of its outputs, and how long that takes."""
    start = time.monotonic()
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(words[0], words, environment)
    output = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            # A terminal that nobody holds any more is an error on Linux.
            break
        if not piece:
            break
        output += piece
    os.waitpid(child, 0)
    os.close(terminal)
    return output, time.monotonic() - start


def main():
    vq = os.path.realpath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        vault = os.path.join(folder, "Vault")
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "TERM": "xterm", "VQ_CONFIG": "/dev/null"}
        words = [vq, "--vault", vault, "--limit", "1", "where does the kettle whistle"]
        notes, first, seconds = 1500, b"", 0.0
        # Machines differ: a vault that this one is done with at once needs no line.
        while seconds < LONG:
            notes *= 2
            if notes > 200_000:
                sys.exit("first-run: no vault is large enough for this machine")
            subprocess.run([os.path.join(ROOT, "Scripts", "make-vault.sh"), str(notes), vault], check=True,
                           stdout=subprocess.DEVNULL)
            with open(os.path.join(vault, "Kettle.md"), "w", encoding="utf-8") as file:
                file.write("The kettle whistles where the harbour ends.\n")
            index = os.path.join(folder, str(notes))
            first, seconds = on_terminal(words, environment | {"VQ_INDEX": index})
        progress, cleared, answer = first.rpartition(CLEARED)
        if LINE not in progress or b" s left" not in progress:
            fail("the first run does not say how far it is", first[:2000])
        if not cleared or LINE in answer:
            fail("the line is still there when the answer comes", first[-2000:])
        if b"Kettle.md" not in answer:
            fail("the first run does not answer", answer)
        second, _ = on_terminal(words, environment | {"VQ_INDEX": index})
        if second != answer:
            fail("the second run prints something else", second)
        piped = subprocess.run(words, env=environment | {"VQ_INDEX": index + "p"}, capture_output=True)
        if piped.stderr or b"Kettle.md" not in piped.stdout:
            fail("into a pipe it prints more than the answer", piped.stderr + piped.stdout)
    print(f"first-run: says how far it is with {notes} notes, and then no more", file=sys.stderr)


main()
