"""Measures whether agents find the answer with `vq mcp`; Scripts/eval.sh says how it is called.

Each question goes to the tool `ask` as it is, in either of two other phrasings, and in all three at once. The phrasings
are in Tests/vqTests/Questions/agents-*.jsonl: a keyword form, and a reformulation with likely synonyms. They were written
from the questions alone, before any answer or note was seen. Those of covidfaq are 150 of the judged ones:
`random.Random(2026).sample(sorted(queries, key=id), 150)`, where ids are text.
"""

import argparse
import contextlib
import json
import os
import pathlib
import shutil

from eval import QuestionSet, ids_of, measure, write_vault
from mcp_wire import Server

ROOT = pathlib.Path(__file__).resolve().parent.parent
TESTS = ROOT / "Tests" / "vqTests"
DEPTH = 10
FORMS = {
    "the question": lambda question, others: [question],
    "keywords": lambda question, others: others[:1],
    "reworded": lambda question, others: others[1:],
    "all three": lambda question, others: [question, *others],
}


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def phrasings(name):
    return lines(TESTS / "Questions" / f"agents-{name}.jsonl")


@contextlib.contextmanager
def served(program, index, vault):
    shutil.rmtree(index, ignore_errors=True)
    server = Server(program, index, "--vault", str(vault))
    yield server
    server.end()


def ask(server, questions, **budget):
    found = server.tool("ask", questions=questions, **budget)
    if isinstance(found, str):
        raise SystemExit(f"eval: {questions}: {found}")
    return found["answers"]


def asked(server, questions, judge):
    """The place of the first right answer from 0 on, None if there is none; and whether the usual answer holds it."""
    answers = ask(server, questions, limit=DEPTH, max_tokens=1_000_000)
    usual = any(judge(answer) for answer in ask(server, questions))
    return answers, next((place for place, answer in enumerate(answers) if judge(answer)), None), usual


def row(name, results, more=""):
    places = [place for _, place, _ in results]
    cells = [sum(place is not None and place < limit for place in places) for limit in (1, 3, DEPTH)]
    cells.append(sum(usual for _, _, usual in results))
    print(f"| {name} | " + " | ".join(f"{cell / len(places):.3f}" for cell in cells) + f" |{more}")


def show(cases, tables, others):
    """Prints the questions whose answer stands further down, or further up, in all three phrasings."""
    far = DEPTH + 1
    for place, question in enumerate(cases):
        ranks = [table[place][1] for table in tables]
        first, last = (far if rank is None else rank + 1 for rank in (ranks[0], ranks[-1]))
        if first != last:
            places = " ".join("-" if rank is None else str(rank + 1) for rank in ranks)
            print(f"  {'lost' if last > first else 'won'}: {question} | {' | '.join(others[place])}: {places}")


def suite_answers(suite):
    """The right answer to each question of a suite, as Tests/vqTests/SuiteFile.swift reads them."""
    answers, question = {}, None
    for line in (TESTS / "Suites" / suite / "questions.yaml").read_text().splitlines():
        key, _, value = line[2:].partition(": ")
        if len(value) > 1 and value[0] == value[-1] == '"':
            value = value[1:-1]
        if key == "question":
            question = value
        elif key == "answer":
            answers[question] = value
    return answers


def fits(answer, wanted):
    headings = answer["headings"]
    return any("#".join([answer["path"], *headings[start:]]) == wanted for start in range(len(headings) + 1))


def everyday(program, scratch, shows):
    cases = phrasings("everyday")
    tables = [[] for _ in FORMS]
    for suite in dict.fromkeys(case["suite"] for case in cases):
        vault = TESTS / "Suites" / suite / "vault"
        right = suite_answers(suite)
        with served(program, scratch / "index", vault if vault.exists() else ROOT / "Vault") as server:
            for case in (case for case in cases if case["suite"] == suite):
                wanted = right[case["question"]]
                for table, form in zip(tables, FORMS.values()):
                    questions = form(case["question"], case["phrasings"])
                    table.append(asked(server, questions, lambda answer: fits(answer, wanted)))
    print(f"everyday, {len(cases)} questions\n| phrasing | first | first 3 | first 10 | in the usual answer |")
    for name, table in zip(FORMS, tables):
        row(name, table)
    if shows:
        show([case["question"] for case in cases], tables, [case["phrasings"] for case in cases])


def vaults(program, root, scratch, shows):
    """Questions about real vaults: an answer is right if it is of the right note."""
    cases = [case for case in phrasings("vaults") if (root / case["vault"]).is_dir()]
    tables, asked_ = [[] for _ in FORMS], []
    for name in dict.fromkeys(case["vault"] for case in cases):
        items = {item["id"]: item for item in lines(TESTS / "Questions" / f"{name}.jsonl")}
        with served(program, scratch / "index", root / name) as server:
            for case in (case for case in cases if case["vault"] == name):
                item = items[case["id"]]
                paths = {answer["path"] for answer in item["answers"]}
                asked_.append(item["question"])
                for table, form in zip(tables, FORMS.values()):
                    questions = form(item["question"], case["phrasings"])
                    table.append(asked(server, questions, lambda answer: answer["path"] in paths))
    print(f"vaults, {len(cases)} questions\n| phrasing | first | first 3 | first 10 | in the usual answer |")
    for name, table in zip(FORMS, tables):
        row(name, table)
    if shows:
        show(asked_, tables, [case["phrasings"] for case in cases])


def covidfaq(program, corpora, scratch, shows):
    cases = {case["id"]: case["phrasings"] for case in phrasings("covidfaq")}
    questions = QuestionSet(str(corpora / "covidfaq"))
    questions.queries = [query for query in questions.queries if query["id"] in cases]
    vault = scratch / "covidfaq"
    write_vault(questions, str(vault))
    tables = []
    with served(program, scratch / "index", vault) as server:
        for form in FORMS.values():
            tables.append([])
            for query in questions.queries:
                gains = questions.gains[query["id"]]
                tables[-1].append(asked(
                    server, form(query["text"], cases[query["id"]]),
                    lambda answer: any(doc in gains for doc in ids_of(questions, [answer]))))
    print(f"covidfaq, {len(questions.queries)} questions\n"
          "| phrasing | first | first 3 | first 10 | in the usual answer | nDCG@10 | MRR@10 |")
    for name, table in zip(FORMS, tables):
        ndcg, mrr, _ = measure(questions, [ids_of(questions, answers) for answers, _, _ in table])
        row(name, table, f" {ndcg:.3f} | {mrr:.3f} |")
    if shows:
        show([query["text"] for query in questions.queries], tables,
             [cases[query["id"]] for query in questions.queries])


def main():
    parser = argparse.ArgumentParser(prog="eval.sh agents")
    parser.add_argument("vq")
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("scratch", type=pathlib.Path)
    parser.add_argument("--show", action="store_true", help="Print the questions that three phrasings lose or win.")
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    everyday(options.vq, options.scratch, options.show)
    if root := os.environ.get("VQ_VAULTS"):
        vaults(options.vq, pathlib.Path(root), options.scratch, options.show)
    else:
        print("vaults skipped; set VQ_VAULTS")
    if (options.corpora / "covidfaq").is_dir():
        covidfaq(options.vq, options.corpora, options.scratch, options.show)
    else:
        print(f"covidfaq skipped, there is no {options.corpora}/covidfaq; set VQ_CORPORA")


if __name__ == "__main__":
    main()
