#!/usr/bin/env bash
# Opens a note with each editor that is here, in a real terminal, and looks where the cursor is: `vq open` has to bring
# it to the line. Editors with windows of their own are stood in for by a program that says what it was given. $1 is the
# program. An editor that is not here is named; without tmux nothing is tried.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:?usage: Scripts/editors.sh VQ}")

folder=$(mktemp -d)
server="vq-editors-$$"
# Emacs and others write while the folder goes.
trap 'tmux -L "$server" kill-server 2> /dev/null || true; rm -rf "$folder" 2> /dev/null || true' EXIT
mkdir -p "$folder/home" "$folder/bin" "$folder/vault/.obsidian"
note="$folder/vault/It's a [long] note.md"
for number in $(seq 1 300); do
  [[ $number -ne 217 ]] || { echo "## Deep heading here"; continue; }
  echo "line $number of the note"
done > "$note"
export VQ_INDEX=$folder/index VQ_VAULT=$folder/vault
"$program" index > /dev/null

# Waits until the cursor stands in a row with the heading.
arrives() {
  local try row
  for try in $(seq 1 100); do
    row=$(tmux -L "$server" display-message -p -t "$1" '#{cursor_y}' 2> /dev/null || echo 0)
    if tmux -L "$server" capture-pane -p -t "$1" -S "$row" -E "$row" 2> /dev/null \
      | grep -qF "Deep heading here"; then
      return
    fi
    # Some greet a newcomer, and show the text only then.
    [[ $try -ne 60 ]] || tmux -L "$server" send-keys -t "$1" Enter
    sleep 0.1
  done
  echo "editors: $1 never came to the line, but shows:" >&2
  tmux -L "$server" capture-pane -p -t "$1" >&2 || true
  exit 1
}

real() { # NAME COMMAND
  local name=$1 command=$2
  command -v "${command%% *}" > /dev/null || { echo "editors: SKIPPED $name, it is not here" >&2; return; }
  # An editor whose terminal goes leaves files where it stands.
  tmux -L "$server" new-session -d -s "$name" -x 80 -y 24 -c "$folder/home" \
    "env HOME='$folder/home' TERM=screen-256color VQ_EDITOR='$command' '$program' open \"It's a [long] note#Deep heading here\""
  arrives "$name"
  tmux -L "$server" kill-session -t "$name" 2> /dev/null || true
  echo "editors: $name stands at the line" >&2
}

if command -v tmux > /dev/null; then
  # Without a session the server ends, and one that is ending takes the next session with it.
  tmux -L "$server" -f /dev/null new-session -d -s hold "sleep 3600"
  real vi "vi"
  real vim "vim -u NONE -N"
  real nvim "nvim -u NONE"
  real nano "nano"
  real emacs "emacs -nw -Q"
  real micro "micro"
  real kakoune "kak"
  real joe "joe"
  real helix "hx"
else
  echo "editors: SKIPPED all that need a terminal: no tmux" >&2
fi

# Says what it was given, an argument a line.
stand_in() { # NAME EXPECTED…
  local name=$1
  shift
  printf '#!/bin/sh\nprintf "%%s\\n" "$@"\n' > "$folder/bin/$name"
  chmod +x "$folder/bin/$name"
  diff <(printf '%s\n' "$@") \
    <(PATH="$folder/bin:$PATH" VQ_EDITOR=$name "$program" open "It's a [long] note#Deep heading here") \
    || { echo "editors: $name was given something else" >&2; exit 1; }
}

for name in hx helix zed zeditor subl; do stand_in "$name" "$note:217"; done
for name in code code-insiders codium vscodium cursor windsurf; do
  stand_in "$name" --goto "$note:217"
done
for name in gvim mvim emacsclient mg jed ne vis; do stand_in "$name" +217 "$note"; done
stand_in unheard-of "$note"
echo "editors: stand-ins were given the line" >&2
