#!/usr/bin/env python3
"""Asks every question of a set through vq and two plain rankers; see eval.sh."""

import json
import math
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time

DEPTH = 10
SNOWBALL = {
    "en": "english", "cisi": "english", "vaswani": "english", "de": "german", "es": "spanish",
    "ru": "russian", "ar": "arabic", "hi": "hindi", "tr": "turkish", "el": "greek",
    "ro": "romanian",
}
# Scripts without blanks: what the plain rankers get is cut into pairs of characters first.
UNSPACED = {"cmrc2018", "zh", "th"}
RUN = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")


class QuestionSet:
    def __init__(self, folder):
        self.name = os.path.basename(folder)
        self.language = self.name.split(".")[-1]
        self.docs = [json.loads(line) for line in lines(folder, "docs.jsonl")]
        self.gains = {}
        for line in lines(folder, "qrels.tsv"):
            query, doc, gain = line.split("\t")
            if gain.isdigit() and int(gain) > 0:
                self.gains.setdefault(query, {})[doc] = int(gain)
        queries = [json.loads(line) for line in lines(folder, "queries.jsonl")]
        self.queries = [query for query in queries if query["id"] in self.gains]


def lines(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if line.strip()]


def pairs(text):
    """Cuts each run of a script without blanks into overlapping pairs of characters."""
    def cut(match):
        run = match.group()
        if len(run) == 1:
            return " " + run + " "
        return " " + " ".join(run[i:i + 2] for i in range(len(run) - 1)) + " "
    return RUN.sub(cut, text)


def write_vault(questions, folder):
    """One note an article; where sections are judged, one heading a section."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    notes = {}
    for doc in questions.docs:
        if doc["note"] not in notes:
            title = "title: %s\n" % json.dumps(doc["title"]) if doc["title"] else ""
            notes[doc["note"]] = ["---\n%s---\n" % title if title else ""]
        heading = "## %s\n\n" % doc["section"] if doc["section"] else ""
        notes[doc["note"]].append(heading + doc["text"].strip() + "\n\n")
    for name, parts in notes.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write("".join(parts))


def ids_of(questions, answers):
    """The documents of a set that the answers of vq are, best first."""
    by_place = {(doc["note"], doc["section"]): doc["id"] for doc in questions.docs}
    ids = []
    for answer in answers:
        section = answer["headings"][-1] if answer["headings"] else None
        found = by_place.get((answer["path"], section)) or by_place.get((answer["path"], None))
        if found and found not in ids:
            ids.append(found)
    return ids


def ask_vq(vq, questions, folder):
    """The ids of the answers to each question, and the milliseconds a question."""
    vault, index = os.path.join(folder, "vault"), os.path.join(folder, "index")
    write_vault(questions, vault)
    shutil.rmtree(index, ignore_errors=True)
    environment = dict(os.environ, VQ_INDEX=index, NO_COLOR="1")
    done = subprocess.run([vq, "index", "--vault", vault], env=environment, check=False,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit("eval: cannot index %s: %s" % (vault, done.stderr.decode()[-500:]))
    text = "".join(" ".join(query["text"].split()) + "\n" for query in questions.queries)
    start = time.perf_counter()
    done = subprocess.run(
        [vq, "ask", "--batch", "--jsonl", "--no-refresh", "--vault", vault,
         "--limit", str(DEPTH), "--per-note", "0"],
        env=environment, input=text.encode(), capture_output=True, check=False)
    took = time.perf_counter() - start
    results = [json.loads(line) for line in done.stdout.decode().splitlines()]
    if len(results) != len(questions.queries):
        sys.exit("eval: %d questions, %d answers: %s"
                 % (len(questions.queries), len(results), done.stderr.decode()[-500:]))
    answers = [ids_of(questions, result["answers"]) for result in results]
    return answers, 1000 * took / max(1, len(answers))


def ask_fts5(questions, _):
    """What FTS5 gives out of the box: porter stems, words joined by OR, bm25()."""
    prepare = pairs if questions.language in UNSPACED else str
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE docs USING fts5(title, text, tokenize='porter unicode61')")
    database.executemany(
        "INSERT INTO docs(rowid, title, text) VALUES (?, ?, ?)",
        [(i, prepare(doc["title"]), prepare(doc["text"])) for i, doc in enumerate(questions.docs)])
    start = time.perf_counter()
    answers = []
    for query in questions.queries:
        words = prepare(query["text"]).replace('"', " ").split()
        match = " OR ".join('"%s"' % word for word in words)
        rows = database.execute(
            "SELECT rowid FROM docs WHERE docs MATCH ? ORDER BY bm25(docs), rowid LIMIT ?",
            (match, DEPTH)).fetchall() if words else []
        answers.append([questions.docs[row]["id"] for row, in rows])
    return answers, 1000 * (time.perf_counter() - start) / max(1, len(answers))


def ask_bm25s(questions, _):
    """bm25s in its Lucene variant, with the stemmer and stop words of the set's language."""
    try:
        import bm25s
        import Stemmer
    except ImportError:
        return None, 0
    prepare = pairs if questions.language in UNSPACED else str
    language = SNOWBALL.get(questions.language)
    known = language in Stemmer.algorithms() if language else False
    options = {
        "stemmer": Stemmer.Stemmer(language) if known else None,
        "stopwords": "en" if language == "english" else None,
        "show_progress": False,
    }
    docs = bm25s.tokenize(
        [prepare(doc["title"] + "\n" + doc["text"]) for doc in questions.docs], **options)
    model = bm25s.BM25(method="lucene")
    model.index(docs, show_progress=False)
    start = time.perf_counter()
    asked = bm25s.tokenize([prepare(query["text"]) for query in questions.queries], **options)
    rows, _ = model.retrieve(asked, k=DEPTH, show_progress=False)
    took = 1000 * (time.perf_counter() - start) / max(1, len(questions.queries))
    return [[questions.docs[row]["id"] for row in found] for found in rows], took


def measure(questions, answers):
    """Means of nDCG@10, MRR@10 and hit@1 over all questions."""
    sums = [0.0, 0.0, 0.0]
    for query, ids in zip(questions.queries, answers):
        gains = questions.gains[query["id"]]
        found = sum((2 ** gains.get(doc, 0) - 1) / math.log2(rank + 2)
                    for rank, doc in enumerate(ids[:DEPTH]))
        best = sum((2 ** gain - 1) / math.log2(rank + 2)
                   for rank, gain in enumerate(sorted(gains.values(), reverse=True)[:DEPTH]))
        first = next((rank for rank, doc in enumerate(ids[:DEPTH]) if doc in gains), None)
        sums[0] += found / best
        if first is not None:
            sums[1] += 1 / (first + 1)
            sums[2] += first == 0
    return [value / len(questions.queries) for value in sums]


def main():
    vq, root, scratch = sys.argv[1:4]
    names = sys.argv[4:] or sorted(
        name for name in os.listdir(root) if os.path.isdir(os.path.join(root, name)))
    print("%-10s %6s | %-22s | %-22s | %-22s | ms a question"
          % ("", "", "vq", "FTS5, porter, OR", "bm25s, Lucene, Snowball"))
    print("%-10s %6s |" % ("set", "asked") + " nDCG@10 MRR@10 hit@1   |" * 3)
    totals, counted = {}, 0
    for name in names:
        questions = QuestionSet(os.path.join(root, name))
        cells, times = [], []
        for title, asker in (("vq", None), ("fts5", ask_fts5), ("bm25s", ask_bm25s)):
            folder = os.path.join(scratch, name)
            answers, took = (asker(questions, folder) if asker
                             else ask_vq(vq, questions, folder))
            if answers is None:
                cells.append("   -       -     -    ")
                continue
            values = measure(questions, answers)
            totals.setdefault(title, []).append(values[0])
            cells.append("  %.3f   %.3f  %.3f " % tuple(values))
            times.append("%.2f" % took)
        counted += 1
        print("%-10s %6d |%s | %s"
              % (name, len(questions.queries), " |".join(cells), " ".join(times)), flush=True)
    means = ["%s %.4f" % (title, sum(values) / len(values)) for title, values in totals.items()]
    print("mean nDCG@10 of %d sets: %s" % (counted, ", ".join(means)))
    own, bm25 = totals["vq"], totals.get("bm25s", [])
    if len(own) == len(bm25):
        shares = [100 * (one / other - 1) for one, other in zip(own, bm25)]
        print("over bm25s: %+.2f %% on average over the sets, %+.2f %% of the means"
              % (sum(shares) / len(shares), 100 * (sum(own) / sum(bm25) - 1)))


if __name__ == "__main__":
    main()
