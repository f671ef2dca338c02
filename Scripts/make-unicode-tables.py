#!/usr/bin/env python3
"""Writes Sources/CUnicodeTables/tables.c: what each character is to the tokenizer, and what it folds to.

Run it again only to move to a newer Unicode; the data is that of Python's `unicodedata`. The tables are
constant C arrays, so that a program that cuts three words pays nothing for them at start-up.
"""

import os
import unicodedata

SEPARATOR, LETTER, DIGIT, BIGRAM, SINGLE, MARK, IGNORED, APOSTROPHE = range(8)
BLOCK_BITS = 7
TATWEEL = 0x0640  # lengthens an Arabic word on paper
LIMIT = 0x30000  # Above this are tags, variation selectors and private use.

# Scripts written without blanks between words. Hangul is among them because Korean glues particles
# to its nouns: two syllables find the noun in all its forms.
BIGRAM_RANGES = [
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x19E0, 0x19FF), (0x1100, 0x11FF),
    (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3021, 0x3029), (0x3031, 0x303C), (0x3041, 0x30FF),
    (0x3105, 0x318F), (0x31A0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97F),
    (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
]

# Marks that a reader may leave out: accents, Hebrew points, Arabic vowels, Indic nukta. Vowel signs
# of Indic scripts are not here: without them the words fall together.
OPTIONAL_MARKS = [
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06ED), (0x0711, 0x0711), (0x0730, 0x074A), (0x08D3, 0x08FF),
    (0x093C, 0x093C), (0x09BC, 0x09BC), (0x0A3C, 0x0A3C), (0x0ABC, 0x0ABC), (0x0B3C, 0x0B3C),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0x302A, 0x302F), (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
]

# Letters that Unicode does not decompose and people type without their stroke, and the Arabic
# letters that are written in two ways.
EXTRA = {
    "ı": "i", "đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th",
    "ð": "d", "ŋ": "n", "ƀ": "b", "ɨ": "i", "ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه",
    "ँ": "ं", "ʼ": "'",
}
EMOJI = [(0x2600, 0x27BF), (0x2B50, 0x2B55), (0x1F000, 0x1FAFF)]
APOSTROPHES = {0x27, 0x2019, 0x02BC, 0xFF07}


def within(cp, ranges):
    return any(low <= cp <= high for low, high in ranges)


def is_optional_mark(cp):
    return within(cp, OPTIONAL_MARKS) and unicodedata.category(chr(cp))[0] == "M"


def folded(cp):
    """The characters that `cp` is indexed as."""
    if 0xAC00 <= cp <= 0xD7A3 or 0x3041 <= cp <= 0x30FF:
        return chr(cp)  # a decomposed form is put together again by the tokenizer
    if chr(cp) in "Йй":
        return "й"  # a letter of its own, by which the stemmer knows endings; put together again too
    out = []
    for character in unicodedata.normalize("NFKD", chr(cp)):
        for small in unicodedata.normalize("NFKD", character.casefold()):
            small = EXTRA.get(small, small)
            digit = unicodedata.decimal(small[0], None)
            if digit is not None:
                small = str(digit)
            out.extend(c for c in small if not is_optional_mark(ord(c)))
    return "".join(out)


def base_class(cp):
    """The class of a character that folds to itself."""
    character = chr(cp)
    category = unicodedata.category(character)
    if category == "Nd":
        return DIGIT
    if within(cp, BIGRAM_RANGES) and category in ("Lo", "Lm", "Nl", "So", "No", "Mc", "Mn"):
        if category in ("Mc", "Mn"):
            return MARK
        return BIGRAM if category[0] == "L" or category == "Nl" else SEPARATOR
    if category == "Lm" and cp < 0x300:
        return SEPARATOR  # accents and stress marks that stand alone
    if category[0] == "L" or category == "Nl":
        return LETTER
    if category[0] == "M":
        return MARK
    return SEPARATOR


def classify(cp):
    """(class, what it folds to)"""
    character = chr(cp)
    category = unicodedata.category(character)
    if cp in APOSTROPHES:
        return APOSTROPHE, character
    if cp == 0x200B or category in ("Cn", "Cs", "Co", "Cc"):
        return SEPARATOR, character
    if category == "Cf" or cp in (TATWEEL, 0x05F3, 0x05F4) or is_optional_mark(cp):
        return IGNORED, character
    fold = folded(cp)
    kept = "".join(
        c for c in fold if ord(c) != TATWEEL and base_class(ord(c)) in (LETTER, DIGIT, BIGRAM, MARK))
    if category in ("So", "No", "Sm", "Sc", "Sk", "Po", "Ps", "Pe", "Pd"):
        subscript = 0x2080 <= cp <= 0x2089
        if category == "No" and "\u2044" in fold:
            return SINGLE, character
        if subscript:
            return DIGIT, kept
        if category in ("So", "No") and kept and kept != character:
            if any(base_class(ord(c)) == BIGRAM for c in kept):
                return (BIGRAM, kept) if len(kept) == 1 else (SEPARATOR, character)
            return SINGLE, kept
        if category == "No" or (category == "So" and within(cp, EMOJI)):
            return SINGLE, character
        return SEPARATOR, character
    if not kept:
        return SEPARATOR, character
    if len(kept) > 1 and base_class(cp) == BIGRAM:
        return BIGRAM, character  # Thai am is one vowel; squared words are rare
    classes = [base_class(ord(c)) for c in kept]
    first = classes[0]
    if first == MARK and category[0] != "M":
        first = LETTER
    if cp in (0x3099, 0x309A, 0xFF9E, 0xFF9F):
        return MARK, {0xFF9E: "\u3099", 0xFF9F: "\u309A"}.get(cp, character)
    return first, kept


def ascii_folds():
    table = [0] * 128 + [0xFF] * 128
    for cp in range(128):
        if chr(cp).isalnum():
            table[cp] = ord(chr(cp).lower())
    table[ord("'")] = 1
    table[ord(".")] = 2
    table[ord("%")] = 3
    return table


def main():
    records, record_ids, pool = [], {}, bytearray()
    pool_offsets = {}
    codes = []
    for cp in range(LIMIT):
        if 0xD800 <= cp <= 0xDFFF:
            kind, fold = SEPARATOR, None
        else:
            kind, fold = classify(cp)
        if fold is None or kind in (SEPARATOR, IGNORED, APOSTROPHE) or fold == chr(cp):
            record = (kind, 0, 0)
        elif len(fold) == 1:
            record = (kind, 0, ord(fold) - cp)
        else:
            data = fold.encode()
            if data not in pool_offsets:
                pool_offsets[data] = len(pool)
                pool.extend(data)
            record = (kind, len(data), pool_offsets[data])
        if record not in record_ids:
            record_ids[record] = len(records)
            records.append(record)
        codes.append(record_ids[record])

    size = 1 << BLOCK_BITS
    blocks, block_ids, index = [], {}, []
    for start in range(0, LIMIT, size):
        block = tuple(codes[start:start + size])
        if block not in block_ids:
            block_ids[block] = len(blocks)
            blocks.append(block)
        index.append(block_ids[block])

    def rows(values, per_line=24):
        values = [str(value) for value in values]
        lines = [values[i:i + per_line] for i in range(0, len(values), per_line)]
        return ",\n".join("  " + ", ".join(line) for line in lines)

    flat = [code for block in blocks for code in block]
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(here, "..", "Sources", "CUnicodeTables", "tables.c")
    with open(path, "w", encoding="ascii") as out:
        out.write(
            "// Written by Scripts/make-unicode-tables.py from Unicode %s; do not edit.\n"
            "#include \"tables.h\"\n\n" % unicodedata.unidata_version)
        out.write("const uint8_t vq_ascii_folds[256] = {\n%s};\n\n" % rows(ascii_folds()))
        out.write("const uint16_t vq_unicode_index[%d] = {\n%s};\n\n" % (len(index), rows(index)))
        out.write("const uint16_t vq_unicode_blocks[%d] = {\n%s};\n\n" % (len(flat), rows(flat)))
        cells = ["{%d, %d, %d}" % (value, kind, length) for kind, length, value in records]
        out.write("const vq_unicode_record vq_unicode_records[%d] = {\n%s};\n\n"
                  % (len(cells), rows(cells, 8)))
        out.write("const uint8_t vq_unicode_pool[%d] = {\n%s};\n" % (len(pool), rows(pool)))
    total = 2 * len(index) + 2 * len(flat) + 8 * len(records) + len(pool)
    print("%d blocks, %d records, %d bytes" % (len(blocks), len(records), total))


if __name__ == "__main__":
    main()
