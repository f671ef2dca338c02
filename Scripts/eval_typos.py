"""Measures how well vq corrects slips of the finger; Scripts/eval.sh says how it is called.

One letter of words of the vault is inserted, left out, replaced or swapped with the next one, wherever it stands. A slip
is corrected where vq looks for the word itself or another form of it, or offers it where the slip stands in a note.
"""

import argparse
import collections
import json
import os
import random
import re
import subprocess
import unicodedata

LETTERS = "abcdefghijklmnopqrstuvwxyz"
COMMON = """acheive achieve|accomodate accommodate|acommodate accommodate|adress address|agressive aggressive|apparant apparent
arguement argument|assasination assassination|basicly basically|begining beginning|beleive believe|buisness business
calender calendar|catagory category|collegue colleague|comunication communication|commitee committee|concious conscious
completly completely|definately definitely|dependancy dependency|desparate desperate|developement development
dissapear disappear|embarass embarrass|enviroment environment|existance existence|familar familiar|finaly finally
foriegn foreign|fourty forty|futher further|goverment government|grammer grammar|gaurd guard|happend happened
harrass harass|immediatly immediately|independant independent|intresting interesting|knowlege knowledge|liason liaison
libary library|maintainance maintenance|managment management|millenium millennium|neccessary necessary|noticable noticeable
occassion occasion|occured occurred|occurence occurrence|paralell parallel|posession possession|prefered preferred
priviledge privilege|publically publicly|realy really|recieve receive|recomend recommend|refered referred
registraton registration|relevent relevant|religous religious|seperate separate|succesful successful|tommorow tomorrow
truely truly|unforseen unforeseen|untill until|wierd weird|writting writing|similiar similar|suprise surprise"""


def folded(word):
    text = unicodedata.normalize("NFKD", word.lower()).replace("ß", "ss").replace("œ", "oe").replace("æ", "ae")
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def words_of(vault):
    """How many notes have each word, and how often it stands anywhere."""
    notes, all_words = collections.Counter(), collections.Counter()
    for folder, folders, names in os.walk(vault):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.endswith(".md"):
                continue
            with open(os.path.join(folder, name), errors="ignore") as file:
                text = re.sub(r"```.*?```|`[^`]*`|\S*://\S*|\S*[\d_/@#.]\S+", " ", file.read(), flags=re.S)
            found = re.findall(r"(?<![\w'’-])[^\W\d_]+(?![\w'’-])", text)
            found = [word.lower() for word in found if word[1:] == word[1:].lower()]
            all_words.update(map(folded, found))
            notes.update(set(found))
    return notes, all_words


def slip(word, kind, rng):
    place = rng.randrange(len(word) - (kind == "swap"))
    letter = rng.choice(LETTERS)
    return {
        "insert": lambda: word[:place] + letter + word[place:],
        "leave out": lambda: word[:place] + word[place + 1:],
        "replace": lambda: word[:place] + letter + word[place + 1:],
        "swap": lambda: word[:place] + word[place + 1] + word[place] + word[place + 2:],
    }[kind]()


def ask(vq, vault, questions):
    run = subprocess.run(
        [vq, "ask", "--batch", "--jsonl", "--no-refresh", "--vault", vault, "--limit", "3"],
        input="\n".join(questions) + "\n", capture_output=True, text=True, check=False)
    return [json.loads(line) for line in run.stdout.splitlines()]


def judge(found, wanted, word):
    said = found.get("corrections", []) + found.get("suggestions", [])
    if any(folded(each["shown"]) == folded(word) for each in said):
        return "right"
    paths = [[(answer["path"], answer["line"]) for answer in each["answers"]] for each in (found, wanted)]
    if paths[0] and paths[0][0] in paths[1]:
        return "right"
    return "another word" if said else "found as typed" if paths[0] else "nothing"


def main():
    parser = argparse.ArgumentParser(prog="eval.sh typos")
    parser.add_argument("vq")
    parser.add_argument("vault")
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--show", action="store_true", help="Print what went wrong.")
    options = parser.parse_args()
    notes, known = words_of(options.vault)
    rng = random.Random(options.seed)
    pool = sorted(word for word, count in notes.items() if count > 1 and 5 <= len(word) <= 20)
    kinds = ("insert", "leave out", "replace", "swap")
    pairs = []
    while len(pairs) < options.count:
        word = rng.choice(pool)
        kind = kinds[len(pairs) % 4]
        typed = slip(word, kind, rng)
        # What is a word too was no slip.
        if not known[folded(typed)]:
            pairs.append((kind, typed, word))
    common = [pair.split() for line in COMMON.splitlines() for pair in line.split("|")]
    pairs += [("common", typed, word) for typed, word in common if notes[word] > 1]
    subprocess.run([options.vq, "index", "--vault", options.vault], capture_output=True, check=True)
    found = ask(options.vq, options.vault, [typed for _, typed, _ in pairs])
    wanted = ask(options.vq, options.vault, [word for _, _, word in pairs])
    counts = collections.defaultdict(collections.Counter)
    for (kind, typed, word), one, other in zip(pairs, found, wanted):
        verdict = judge(one, other, word)
        counts[kind][verdict] += 1
        counts["common" if kind == "common" else "all slips"][verdict] += kind != "common"
        if options.show and verdict != "right":
            said = [each["shown"] for each in one.get("corrections", []) + one.get("suggestions", [])]
            print(f"  {kind}: {typed} of {word} ({notes[word]} notes): {verdict} {said}")
    verdicts = ("right", "another word", "found as typed", "nothing")
    print(f"{options.vault}, seed {options.seed}: {len(pool)} words")
    for kind in kinds + ("all slips", "common"):
        total = sum(counts[kind].values()) or 1
        print(f"{kind:10}", *(f"{name} {100 * counts[kind][name] / total:5.1f} %" for name in verdicts), f"of {total}")


if __name__ == "__main__":
    main()
