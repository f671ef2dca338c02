"""Writes a made-up vault; Scripts/make-vault.sh says how it is called.

Words follow Zipf's law, sizes are log-normal with a mean of about 2.4 KB, and a note has about ten links,
most of them to notes that are there. Each note draws from a generator of its own, seeded by the vault's seed
and its number, so that note 17 is the same in a vault of a hundred and of a hundred thousand notes, apart
from what its links lead to.
"""

import argparse
import bisect
import itertools
import os
import random
import sys

VOCABULARY = 30_000
TAGS = 400
# Of the notes' sizes in bytes: exp(mu + sigma² / 2) is the mean.
MEAN_BYTES, SIGMA = 2400, 0.9
LINKS = 10
MISSING_LINKS = 0.08
WORDS_FOR_A_LINK = 35

STARTS = "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl sp st t th tr v w".split()
VOWELS = "a e i o u a e i o ai ea ee io ou".split()
ENDS = ["", "", "", "l", "m", "n", "r", "s", "t", "nd", "ng", "rt", "st", "x", "ck"]
COMMON = """the of and to in a is that for it was on are as with at by an be this from or which you
not have but can they one all will use when how what if there more we so each other into time than
about then them some would make only its my note see link like out up first new work day way""".split()


def make_words(rng):
    """Returns the vocabulary, the most frequent word first: short words are frequent."""
    words = dict.fromkeys(COMMON)
    while len(words) < VOCABULARY:
        syllables = 1 + min(3, int(len(words) / VOCABULARY * 3) + rng.randrange(2))
        word = "".join(
            rng.choice(STARTS) + rng.choice(VOWELS) + rng.choice(ENDS) for _ in range(syllables)
        )
        if rng.random() < 0.01:
            word += str(rng.randrange(1000))
        words.setdefault(word)
    return list(words)


def zipf(count, exponent=1.0, shift=2.7):
    """Returns the cumulative weights of Zipf's law in Mandelbrot's form."""
    return list(itertools.accumulate(1 / (rank + shift) ** exponent for rank in range(count)))


class Vault:
    def __init__(self, notes, seed, links=LINKS):
        self.notes, self.seed, self.links = notes, seed, links
        rng = random.Random(f"{seed}/words")
        self.words = make_words(rng)
        self.weights = zipf(len(self.words))
        # Drawing words one by one is what would take the time: notes cut pieces from this text.
        self.stream = rng.choices(self.words, cum_weights=self.weights, k=1 << 19)
        self.tags = [
            rng.choice(self.words[200:4000]) + ("/" + rng.choice(self.words[200:4000])) * (i % 4 == 0)
            for i in range(TAGS)
        ]
        self.tag_weights = zipf(TAGS)
        self.folders = self.make_folders(rng)
        self.names = self.make_names()
        # A few notes are linked to by many others.
        self.fame = zipf(notes, 0.6)

    def make_folders(self, rng):
        folders = [""]
        for _ in range(max(4, self.notes // 90)):
            parent = rng.choice(folders[-200:])
            if parent.count("/") > 4:
                parent = ""
            folders.append(parent + self.phrase(rng, 1, 2) + "/")
        return list(dict.fromkeys(folders))

    def make_names(self):
        """Returns a path for every note; a few names are used in two folders."""
        paths = {}
        for number in range(self.notes):
            rng = random.Random(f"{self.seed}/name/{number}")
            folder = self.folders[rng.randrange(len(self.folders))]
            name = self.phrase(rng, 1, 4)
            if rng.random() < 0.05:
                name = f"{2015 + number % 11}-{1 + number % 12:02}-{1 + number % 28:02}"
            path = f"{folder}{name}.md"
            if path.lower() in paths:
                path = f"{folder}{name} {number}.md"
            paths[path.lower()] = path
        return list(paths.values())

    def phrase(self, rng, least, most):
        at = rng.randrange(len(self.stream) - most)
        return " ".join(self.stream[at : at + rng.randint(least, most)]).capitalize()

    def link(self, rng):
        if rng.random() < MISSING_LINKS:
            return f"[[{self.phrase(rng, 2, 4)} {rng.randrange(1000)}]]"
        path = self.names[bisect.bisect(self.fame, rng.random() * self.fame[-1])]
        target = path[:-3] if rng.random() < 0.2 else path[path.rfind("/") + 1 : -3]
        kind = rng.random()
        if kind < 0.7:
            return f"[[{target}]]"
        if kind < 0.85:
            return f"[[{target}|{self.phrase(rng, 1, 2)}]]"
        if kind < 0.9:
            return f"[[{target}#{self.phrase(rng, 1, 2)}]]"
        return f"[{self.phrase(rng, 1, 2)}]({target.replace(' ', '%20')}.md)"

    def front_matter(self, rng):
        lines = ["---"]
        if rng.random() < 0.4:
            lines.append(f"aliases: [{self.phrase(rng, 1, 3)}, {self.phrase(rng, 2, 3)}]")
        if rng.random() < 0.7:
            tags = rng.choices(self.tags, cum_weights=self.tag_weights, k=rng.randint(1, 3))
            lines.append("tags:")
            lines += [f"  - {tag}" for tag in tags]
        if rng.random() < 0.15:
            lines += ["questions: |-", f"  how does {self.phrase(rng, 2, 4).lower()} work"]
        lines.append(f"created: {2015 + rng.randrange(11)}-0{1 + rng.randrange(9)}-1{rng.randrange(9)}")
        return lines + ["---", ""]

    def text(self, rng, count, links):
        """Returns that many words as sentences, with links between them."""
        at = rng.randrange(len(self.stream) - count - 1)
        words = self.stream[at : at + count]
        for place in range(0, count, 13):
            words[place] = words[place].capitalize()
            if place:
                words[place - 1] += "."
        for _ in range(links):
            words.insert(rng.randrange(len(words) + 1), self.link(rng))
        if rng.random() < 0.08:
            words.append("#" + rng.choices(self.tags, cum_weights=self.tag_weights)[0])
        return " ".join(words)

    def note(self, number):
        rng = random.Random(f"{self.seed}/note/{number}")
        size = min(200_000, rng.lognormvariate(0, SIGMA) * MEAN_BYTES / 2.718281828 ** (SIGMA**2 / 2))
        lines = self.front_matter(rng) if rng.random() < 0.6 else []
        if rng.random() < 0.5:
            lines += ["# " + self.phrase(rng, 1, 4), ""]
        # A byte budget: six bytes a word with its blank, of which links take their own.
        links = self.links * rng.lognormvariate(-0.3, 0.8)
        words_left = max(8, int(size / 6.6))
        while words_left > 0:
            count = min(words_left, rng.randint(12, 90))
            share = min(1.0, count / words_left)
            now = round(links * share + rng.random() - 0.5)
            links -= now
            words_left -= count + 4 * max(0, now)
            kind = rng.random()
            if kind < 0.3:
                lines += ["#" * rng.randint(2, 4) + " " + self.phrase(rng, 1, 5), ""]
            if 0.3 <= kind < 0.5:
                piece = max(4, count // 5)
                lines += ["- " + self.text(rng, piece, 0) for _ in range(count // piece)]
                lines += ["- " + self.link(rng) for _ in range(now)]
            elif 0.5 <= kind < 0.55:
                lines += ["```", self.text(rng, count, 0), "```"]
            else:
                lines.append(self.text(rng, count, max(0, now)))
            lines.append("")
        return "\n".join(lines)

    def write(self, folder):
        for name in self.folders:
            os.makedirs(os.path.join(folder, name), exist_ok=True)
        total = 0
        for number, name in enumerate(self.names):
            content = self.note(number).encode()
            total += len(content)
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        return total


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make-vault.sh", description="Writes a made-up vault.")
    parser.add_argument("notes", type=int)
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--links", type=float, default=LINKS, help="links of a note, on average")
    arguments = parser.parse_args()
    if arguments.notes < 1:
        parser.error("a vault has at least one note")
    if os.path.isdir(arguments.folder) and os.listdir(arguments.folder):
        sys.exit(f"make-vault: {arguments.folder}: there is something in it already")
    vault = Vault(arguments.notes, arguments.seed, arguments.links)
    size = vault.write(arguments.folder)
    print(f"{arguments.notes} notes, {size / 1e6:.1f} MB, seed {arguments.seed}: {arguments.folder}")
