"""Part of torture.py: what every command says after edits.

A vault of few words and few names, in which every edit meets others, is edited over and over. After each round
every command must print the same bytes over the index that was brought up to date as over a new one.
"""

import itertools
import json
import os
import re
import shutil
import subprocess
import time

NAMES = [
    "n.md", "N.md", "m.md", "a/n.md", "a/m.md", "a/b/n.md", "b/n.md", "b/é.md", "Falcon.md", "a/Radio.md",
    "b/Falcon.md", "Daily/2026-01-02.md", "Daily/2026-01-03.md", "i.png", "x.canvas",
]
STEMS = ["falcon", "radio", "wainscot", "wainscott", "wainscat", "receive", "recieve", "gardens", "garden", "paralysis",
         "route", "routes", "tasks", "taste", "mutex", "données", "Bücher", "404", "中文字", "e-mail", "C++"]
LINKS = ["[[n]]", "[[N|the falcon]]", "[[Falcon]]", "[[Falcon#radio|own words]]", "[[a/n]]", "[[Nick]]", "[[i.png]]",
         "![[m#radio]]", "[t](n.md)", "[[é]]", "[[nobody]]", "[[Falcn]]", "[[#radio]]"]
QUESTIONS = [
    "falcon", "wainscott", "wainscoot", "recieve", "recieve falcon", "gardns", "paralyses", "routr", "task radio",
    "what is a falcon", "\"falcon radio\"", "falcon -radio", "tag:radio", "tag:raido", "path:a falcon",
    "section:wainscot", "[status:done]", "donnees", "Bucher", "radio garden receive route", "zzz", "中文",
    "how does the radio receive", "::", "C++",
]


class Truth:
    def __init__(self, torture, place, fresh, finding):
        self.torture, self.place, self.fresh, self.finding = torture, place, fresh, finding
        self.random, self.counts = torture.random, torture.counts
        self.clock = itertools.count(1_600_000_000)

    def run(self, end):
        for _ in range(self.random.choice((3, 12, 40))):
            self.write()
        self.place.run("index")
        while True:
            for _ in range(self.random.choice((1, 2, 6, 30))):
                self.edit()
            self.compare()
            if time.monotonic() > end:
                return

    # What happens to the vault

    def word(self):
        return self.random.choice(STEMS)

    def note(self):
        rng = self.random
        text = ""
        if rng.random() < 0.5:
            text += f"---\ntags: [{self.word()}, t/{self.word()}]\n"
            text += rng.choice(("", f"aliases: [Nick, {self.word()}]\n"))
            text += rng.choice(("", f"questions: |\n  what is {self.word()}?\n  {self.word()} {self.word()}\n"))
            text += rng.choice(("", "status: done\n", f"status: {self.word()}\nrating: {rng.randrange(5)}\n"))
            text += rng.choice(("", f"see: \"{rng.choice(LINKS)}\"\n", "see: [a, : b\n"))
            text += "---\n"
        for _ in range(rng.randrange(9)):
            words = " ".join(self.word() for _ in range(rng.randrange(1, 6)))
            text += rng.choice((
                f"# {words}\n", f"## {words}\n", f"**{words}:**\n- {self.word()}\n- {self.word()}\n",
                f"{rng.choice(LINKS)} {words} #{self.word()}\n\n", f"{words}.\n", f"{words}.\n\n"))
        return text

    def path(self, name):
        return os.path.join(self.place.vault, name)

    def names(self):
        numbered = [f"Notes/{self.word()} {number}.md" for number in range(40)]
        return NAMES + numbered[:20]

    def write(self):
        name = self.random.choice(self.names())
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if name.endswith(".canvas"):
            text = json.dumps({"nodes": [
                {"id": "1", "type": "text", "text": self.note(), "x": 0, "y": 0, "width": 1, "height": 1},
                {"id": "2", "type": "file", "file": "Falcon.md", "x": 0, "y": 0, "width": 1, "height": 1}]})
        else:
            text = self.note()
        with open(path, "w") as file:
            file.write(text)
        day = next(self.clock)
        os.utime(path, (day, day))

    def edit(self):
        rng = self.random
        files = [
            os.path.join(folder, name) for folder, _, names in os.walk(self.place.vault) for name in sorted(names)]
        kind = rng.random()
        self.counts["edits"] += 1
        if not files or kind < 0.45:
            return self.write()
        path = rng.choice(sorted(files))
        if kind < 0.7:
            os.remove(path)
        elif kind < 0.8:
            other = self.path(rng.choice(self.names()))
            os.makedirs(os.path.dirname(other), exist_ok=True)
            os.rename(path, other)
        elif path.endswith(".md"):
            with open(path, "a") as file:
                file.write(f"\n{self.word()} {self.word()}\n")
            day = next(self.clock)
            os.utime(path, (day, day))

    # What is said of it

    def compare(self):
        self.place.run("index")
        shutil.rmtree(self.fresh.index)
        os.makedirs(self.fresh.index)
        self.fresh.run("index")
        known = self.random.sample(NAMES, 4)
        for name in known:
            note = name.removesuffix(".md")
            for command in ("related", "mentions", "backlinks", "links", "outline", "show", "resolve"):
                self.expect_same(command, "--json", note)
        for words in (["tags"], ["tags", "radio"], ["properties"], ["properties", "status"], ["unresolved"],
                      ["orphans"], ["deadends"], ["check"], ["check", "--all"], ["status"]):
            self.expect_same(*words, "--json")
        questions = "\n".join(QUESTIONS) + "\n"
        for options in (["--explain"], ["--explain", "--limit", "40", "--per-note", "0"], ["--as-you-type"]):
            said = [
                subprocess.run(
                    [place.vq, "ask", "--batch", "--jsonl", *options], env=place.environment, text=True,
                    input=questions, capture_output=True) for place in (self.place, self.fresh)]
            lines = [list(zip(QUESTIONS, run.stdout.splitlines())) for run in said]
            if len(lines[0]) != len(QUESTIONS):
                raise self.finding(f"vq ask {options}: {len(lines[0])} lines: {said[0].stderr[-500:]}")
            for one, other in zip(*lines):
                self.same(["ask", *options, one[0]], one[1], other[1])
            self.same(["ask", *options, "standard error"], said[0].stderr, said[1].stderr)

    def expect_same(self, *words):
        codes = (0, 1, 2)
        self.same(words, *("".join(map(str, place.run(*words, codes=codes))) for place in (self.place, self.fresh)))

    def same(self, words, one, other):
        self.counts["comparisons"] += 1
        one, other = (self.without_place(text) for text in (one, other))
        if one != other:
            raise self.finding(
                f"vq {' '.join(words)}: an index that was brought up to date says\n{one}\na new one says\n{other}")

    def without_place(self, text):
        """What a command says, less what was done to the index and where and how large it is."""
        # How far that comes depends on how busy the machine is.
        text = re.sub(r"looked through the text of [^\n\"]*", "", text)
        text = re.sub(r'"refresh":\{[^{}]*\}', "", text)
        text = re.sub(r'"(indexBytes|refreshed)":\d+', "", text)
        return text.replace(self.place.index, "").replace(self.fresh.index, "")
