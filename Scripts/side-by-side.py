#!/usr/bin/env python3
"""Asks several MCP servers the same questions about copies of one vault, and prints a table.

    side-by-side.py SERVERS.json QUESTIONS.jsonl [--edits N] [--warm]

It needs Python's `mcp` (2.3 or newer) and `psutil`. QUESTIONS.jsonl has lines as those in Tests/vqTests/Questions; thirty
are drawn with a seed. SERVERS.json is a list of servers, each with a copy of the vault of its own, since a server may write
and the notes are edited:

    {"name": "vq", "command": "vq", "args": ["mcp", "--vault", "COPY"], "env": {"VQ_INDEX": "INDEX"},
     "vault": "COPY", "index": "INDEX", "tool": "ask", "arguments": {"questions": ["{question}"]}}

`index` is a folder that is emptied to see how a server starts without one; `prepare` is a list of commands that make the
index, if a server does not do that itself. With --warm no index is deleted. All servers run at the same time and are
asked in turn, so that what else the machine does slows all of them.

Each question is asked as it is, as its words alone, and as its words joined by OR; times and sizes are those of the form in
which the server names the right note most often, as an agent would learn to ask. An answer is right if it names the note.
"""

import argparse
import asyncio
import contextlib
import json
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import threading
import time

import psutil
from mcp import Client, StdioServerParameters

SEED, COUNT, PASSES, STARTS = 1, 30, 2, 3
PATIENCE, COLD_PATIENCE = 30, 900
STOP_WORDS = set(
    "a about after all also an and any are as at be been before but by can did do does for from had has have how i if in into "
    "is it its me my no not of on one or our so than that the their them then there they this to up use was we were what "
    "when where which who why will with without would you your".split())


def words(question):
    found = re.findall(r"[\w'-]+", question)
    return [word for word in found if word.lower() not in STOP_WORDS] or found


FORMS = {
    "as it is": lambda question: question,
    "words": lambda question: " ".join(words(question)),
    "OR": lambda question: " OR ".join(word.strip("-'") for word in words(question)),
}


class Memory:
    """The most memory that the processes of each server have had, in bytes."""

    def __init__(self):
        self.peaks = {}
        self.roots = {}
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self):
        while True:
            for name, root in list(self.roots.items()):
                total = 0
                with contextlib.suppress(psutil.Error):
                    for process in [root, *root.children(recursive=True)]:
                        with contextlib.suppress(psutil.Error):
                            total += process.memory_info().rss
                self.peaks[name] = max(self.peaks.get(name, 0), total)
            time.sleep(0.02)

    def follow(self, name, pid):
        self.roots[name] = psutil.Process(pid)

    def forget(self, name):
        self.roots.pop(name, None)


class Server:
    def __init__(self, settings, memory):
        self.name = settings["name"]
        self.settings = settings
        self.memory = memory
        self.client = None
        self.environment = {"PATH": os.environ["PATH"], **settings.get("env", {})}

    @contextlib.asynccontextmanager
    async def running(self, peak):
        """Starts the server; its memory counts for `peak`."""
        before = {child.pid for child in psutil.Process().children()}
        parameters = StdioServerParameters(
            command=self.settings["command"], args=self.settings["args"], env=self.environment)
        async with Client(parameters, read_timeout_seconds=COLD_PATIENCE) as self.client:
            for child in psutil.Process().children():
                if child.pid not in before:
                    self.memory.follow(peak, child.pid)
            try:
                yield self
            finally:
                self.memory.forget(peak)

    async def ask(self, question):
        """The text of the answer, and the milliseconds that it took."""
        arguments = {
            key: [question] if value == ["{question}"] else question if value == "{question}" else value
            for key, value in self.settings["arguments"].items()}
        start = time.perf_counter()
        result = await self.client.call_tool(self.settings["tool"], arguments)
        taken = 1000 * (time.perf_counter() - start)
        text = "\n".join(block.text for block in result.content if block.type == "text")
        return text or json.dumps(result.structured_content, ensure_ascii=False), taken

    async def milliseconds_until(self, start, question, path, patience):
        """How long after `start` an answer names the note; None if none does."""
        while time.perf_counter() - start < patience:
            if names(path, (await self.ask(question))[0]):
                return 1000 * (time.perf_counter() - start)
            await asyncio.sleep(0.02)
        return None

    def forget_index(self):
        folder = pathlib.Path(self.settings["index"])
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def prepare(self):
        for command in self.settings.get("prepare", []):
            child = subprocess.Popen(
                command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.memory.follow(self.name + " cold", child.pid)
            if child.wait(COLD_PATIENCE):
                raise SystemExit(f"{command}: {child.returncode}")
            self.memory.forget(self.name + " cold")


def names(path, text):
    if "\\u" in text:
        text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return path in text


def right(item, text):
    return any(names(answer["path"], text) for answer in item["answers"])


async def starts(server, probe, path, warm):
    """Milliseconds from the start to the first right answer: without an index, with its making, and with one."""
    cold = None
    if not warm and "index" in server.settings:
        server.forget_index()
        start = time.perf_counter()
        server.prepare()
        async with server.running(server.name + " cold"):
            cold = await server.milliseconds_until(start, probe, path, COLD_PATIENCE)
    taken = []
    for _ in range(STARTS):
        start = time.perf_counter()
        async with server.running(server.name + " start"):
            taken.append(await server.milliseconds_until(start, probe, path, PATIENCE))
    return cold, taken


async def questions(servers, items):
    """Of each server and form: milliseconds, sizes, and how many answers name the right note."""
    found = {(server.name, form): ([], [], []) for server in servers for form in FORMS}
    for round_ in range(PASSES):
        for item in items:
            for form, shape in FORMS.items():
                for server in servers:
                    text, taken = await server.ask(shape(item["question"]))
                    found[server.name, form][0].append(taken)
                    if not round_:
                        found[server.name, form][1].append(len(text))
                        found[server.name, form][2].append(right(item, text))
    return found


async def fresh(server, items, edits):
    """Milliseconds from a saved line to the first answer that has it; its word is new in each run."""
    rng = random.SystemRandom()
    taken = []
    for item in items[:edits]:
        path = item["answers"][0]["path"]
        word = "".join(rng.choice("bcdfghklmnprstvz") + rng.choice("aiou") for _ in range(6))
        with open(pathlib.Path(server.settings["vault"]) / path, "a", encoding="utf-8") as file:
            file.write(f"\nThe new word is {word}.\n")
        taken.append(await server.milliseconds_until(time.perf_counter(), word, path, PATIENCE))
    return taken


def shown(values):
    values = values if isinstance(values, list) else [values]
    known = [value for value in values if value is not None]
    if not known:
        return "-"
    text = f"{statistics.median(known):,.{1 if known[0] < 100 else 0}f}"
    return text if len(known) == len(values) else f"{text} ({len(values) - len(known)} of {len(values)} never)"


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("servers", type=pathlib.Path)
    parser.add_argument("questions", type=pathlib.Path)
    parser.add_argument("--edits", type=int, default=3)
    parser.add_argument("--warm", action="store_true")
    options = parser.parse_args()
    rng = random.Random(SEED)
    items = [json.loads(line) for line in options.questions.read_text().splitlines()]
    items = rng.sample(items, min(COUNT, len(items)))
    path = items[0]["answers"][0]["path"]
    probe = pathlib.PurePath(path).stem
    memory = Memory()
    servers = [Server(settings, memory) for settings in json.loads(options.servers.read_text())]
    print(f"load {os.getloadavg()}, {len(items)} questions", flush=True)
    began = {}
    for server in servers:
        began[server.name] = await starts(server, probe, path, options.warm)
        print(f"{server.name}: {began[server.name]}", flush=True)
    async with contextlib.AsyncExitStack() as stack:
        for server in servers:
            await stack.enter_async_context(server.running(server.name))
            await server.milliseconds_until(time.perf_counter(), probe, path, PATIENCE)
        found = await questions(servers, items)
        renewed = {server.name: await fresh(server, items, options.edits) for server in servers}
        await asyncio.sleep(0.1)
    print("| server | cold start, s | start, ms | form | p50, ms | p95, ms | characters | most | " + " | ".join(
        f"right: {form}" for form in FORMS) + " | edit found after, ms | memory, MB | cold, MB |")
    for server in servers:
        hits = {form: sum(found[server.name, form][2]) for form in FORMS}
        form = max(FORMS, key=lambda form: hits[form])
        times, sizes, _ = found[server.name, form]
        cold, warm = began[server.name]
        cells = [
            server.name, "-" if cold is None else f"{cold / 1000:,.2f}", shown(warm), form,
            f"{statistics.median(times):,.1f}", f"{statistics.quantiles(times, n=20)[18]:,.1f}",
            f"{statistics.median(sizes):,.0f}", f"{max(sizes):,}", *(f"{hits[each]}/{len(items)}" for each in FORMS),
            shown(renewed[server.name]), f"{memory.peaks.get(server.name, 0) / 1e6:,.0f}",
            f"{memory.peaks.get(server.name + ' cold', 0) / 1e6:,.0f}"]
        print("| " + " | ".join(cells) + " |")
    print(f"load {os.getloadavg()}")


if __name__ == "__main__":
    asyncio.run(main())
