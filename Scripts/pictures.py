"""Draws what a program shows on a terminal as SVG; Scripts/pictures.sh says how it is called."""

import fcntl
import html
import os
import pty
import re
import shutil
import struct
import sys
import tempfile
import termios
import unicodedata

COLUMNS = 80
# Pixels of a cell, and the room around all of them.
WIDTH, HEIGHT, MARGIN, SIZE = 8.4, 18, 14, 14
FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace"

# The name of the picture, and what is typed.
VIEWS = [
    ("ask", ["how do I log in to the router", "--limit", "3"]),
    ("show", ["show", "Router and Wi-Fi"]),
    ("backlinks", ["backlinks", "Falcon"]),
    ("links", ["links", "Falcon"]),
    ("rename", ["rename", "Falcon", "Kestrel", "--dry-run"]),
]

# What programs find in $COLORFGBG, the ground, the text, and the sixteen colours.
THEMES = {
    "dark": ("15;0", "#1d1f26", "#d5d8df", [
        "#3b4048", "#ef6b73", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d5d8df",
        "#6b7280", "#ef6b73", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#ffffff"]),
    "light": ("0;15", "#fdfdfb", "#24292e", [
        "#24292e", "#c4262e", "#22863a", "#9a6700", "#0552b5", "#8250df", "#1b7c83", "#6e7781",
        "#767d86", "#c4262e", "#22863a", "#9a6700", "#0552b5", "#8250df", "#1b7c83", "#24292e"]),
}


def shown(program, vault, words, ground):
    """Returns what a program writes to a terminal of its own."""
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 100, COLUMNS, 0, 0))
        os.chdir(vault)
        os.environ.update(
            TERM="xterm-256color", COLORFGBG=ground, VQ_INDEX=vault + ".index", PAGER="cat")
        for name in ("NO_COLOR", "VQ_COLORS", "VQ_VAULT", "VQ_LINK"):
            os.environ.pop(name, None)
        os.execv(program, ["vq", *words])
    written = b""
    while True:
        try:
            piece = os.read(terminal, 1 << 16)
        except OSError:
            break
        if not piece:
            break
        written += piece
    os.waitpid(pid, 0)
    return written.decode().replace("\r\n", "\n")


def width(sign):
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


class Line:
    """The runs of one row: where each begins, its text and its look."""

    def __init__(self):
        self.runs, self.column = [], 0

    def add(self, text, look):
        for sign in text:
            wide = width(sign)
            last = self.runs[-1] if self.runs else None
            if last and last[2] == look and not last[3] and wide < 2 and sign.isascii() == last[1][-1].isascii():
                last[1] += sign
            else:
                self.runs.append([self.column, sign, look, wide == 2])
            self.column += wide


def rows(text):
    """Returns the rows of a text; a look is a tuple of the numbers that hold."""
    look, lines = (), []
    for row in text.rstrip("\n").split("\n"):
        line = Line()
        for part in re.split(r"(\x1b\[[0-9;]*[mK]|\x1b\]8;;[^\x1b]*\x1b\\)", row):
            if part.startswith("\x1b["):
                if part.endswith("m"):
                    numbers = [int(number or 0) for number in part[2:-1].split(";")]
                    look = () if numbers == [0] else look + tuple(numbers)
            elif part and not part.startswith("\x1b]"):
                line.add(part, look)
        lines.append(line)
    return lines


def style(look, theme):
    """Returns the attributes of a run, and the colour of its ground if it has one."""
    _, ground, text, colors = theme
    fill, back, attributes = text, None, []
    for number in look:
        if 30 <= number <= 37:
            fill = colors[number - 30]
        elif 90 <= number <= 97:
            fill = colors[number - 82]
        elif 40 <= number <= 47:
            back = colors[number - 40]
        elif number == 7:
            fill, back = ground, text
        elif number == 1:
            attributes.append('font-weight="bold"')
        elif number == 2:
            attributes.append('opacity="0.6"')
        elif number == 3:
            attributes.append('font-style="italic"')
        elif number in (4, 9):
            attributes.append(f'text-decoration="{"underline" if number == 4 else "line-through"}"')
    if fill != text:
        attributes.append(f'fill="{fill}"')
    return " ".join(sorted(set(attributes))), back


def picture(title, lines, theme):
    _, ground, text, _ = theme
    across, down = COLUMNS * WIDTH + 2 * MARGIN, len(lines) * HEIGHT + 2 * MARGIN
    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across:g}" height="{down:g}" '
        f'viewBox="0 0 {across:g} {down:g}" font-family="{FONT}" font-size="{SIZE}" fill="{text}">',
        f"<title>{html.escape(title)}</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{ground}"/>',
    ]
    for number, line in enumerate(lines):
        top = MARGIN + number * HEIGHT
        for column, run, look, _ in line.runs:
            attributes, back = style(look, theme)
            if run.isspace() and not back:
                continue
            left = MARGIN + column * WIDTH
            length = sum(width(sign) for sign in run) * WIDTH
            if back:
                svg.append(
                    f'<rect x="{left:g}" y="{top:g}" width="{length:g}" height="{HEIGHT}" fill="{back}"/>')
            svg.append(
                f'<text x="{left:g}" y="{top + SIZE:g}" textLength="{length:g}" xml:space="preserve"'
                f'{" " + attributes if attributes else ""}>{html.escape(run)}</text>')
    return "\n".join(svg + ["</svg>", ""])


def main():
    program, vault, folder, mode = sys.argv[1:5]
    scratch = tempfile.mkdtemp()
    differing = []
    try:
        copy = os.path.join(scratch, "Vault")
        shutil.copytree(vault, copy)
        # The first question reads the vault, and says so if that takes long.
        shown(program, copy, ["index"], "15;0")
        for name, words in VIEWS:
            for kind, theme in THEMES.items():
                typed = " ".join(f'"{word}"' if word == "Router and Wi-Fi" else word for word in words)
                lines = [Line()] + rows(shown(program, copy, words, theme[0]))
                lines[0].add("$ ", (2,))
                lines[0].add("vq " + typed, (1,))
                made = picture(f"vq {typed}", lines, theme)
                path = os.path.join(folder, f"vq {name} {kind}.svg")
                if mode != "--check":
                    with open(path, "w", encoding="utf-8") as file:
                        file.write(made)
                elif not os.path.exists(path) or open(path, encoding="utf-8").read() != made:
                    differing.append(path)
    finally:
        shutil.rmtree(scratch)
    for path in differing:
        print(f"pictures: {path} is not what vq shows; run Scripts/pictures.sh VQ", file=sys.stderr)
    sys.exit(1 if differing else 0)


main()
