#!/usr/bin/env bash
# Types into bash, zsh and fish, in a real terminal, what `vq init` sets up, `vq pick` and the prompt of `vq`, and looks at
# the screen. $1 is the program. A shell that is not here is left out, and so is fzf; without tmux nothing is tried.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:?usage: Scripts/shells.sh VQ}")
command -v tmux > /dev/null || { echo "shells: no tmux, nothing tried" >&2; exit 0; }

folder=$(mktemp -d)
server="vq-shells-$$"

# Ends the shells, which may still write their histories while the folder goes.
clean() {
  local try
  tmux -L "$server" kill-server 2> /dev/null || true
  for try in $(seq 1 50); do
    rm -rf "$folder" 2> /dev/null && return
    sleep 0.1
  done
  echo "shells: $folder could not be removed" >&2
}
trap clean EXIT
mkdir "$folder/bin"
ln -s "$program" "$folder/bin/vq"
cp -R Vault "$folder/Vault"
# Names with signs that shells read, and one that begins as another does in another letter case.
for name in 'Foo@bar one' 'Tea: green two' 'excl!now' 'odd * and ?' "it's" 'Zebra one' 'zebu two'; do
  echo "This is <$name>." > "$folder/Vault/$name.md"
done
# A section whose best line is far down, behind lines that take several rows of a preview.
{
  for line in $(seq 1 40); do
    printf 'Line %s is long enough to take more than one row of the window beside the list, as most are.\n\n' "$line"
  done
  printf 'The **deepest** kettle whistles.\n\nThe end.\n'
} > "$folder/Vault/Deep.md"
# Two vaults with names, and an alias of both.
mkdir "$folder/Small"
echo 'A small kettle.' > "$folder/Small/Pot.md"
cat > "$folder/config.toml" << END
[vault.main]
path = "$folder/Vault"
[vault.small]
path = "$folder/Small"
[alias]
both = "@main @small"
soups = "tags recipe/soup"
END
# A name full of what shells, fzf and terminals obey. What it would make is looked for at the end.
# shellcheck disable=SC2016
hostile='pick $(touch made1) `touch made2`; touch made3 {} {q} {1} \'"'"' "x'$'\t''y'$'\n''z'$'\033'']0;title'$'\007'
echo 'The hostile kettle boils.' > "$folder/Vault/$hostile.md"
printf '#!/bin/sh\nprintf "<%%s>" "$@"; echo\n' > "$folder/bin/showargs"
chmod +x "$folder/bin/showargs"
for name in vim xdg-open; do cp "$folder/bin/showargs" "$folder/bin/$name"; done
# The same programs without fzf.
mkdir "$folder/few"
ln -s "$program" "$folder/few/vq"
ln -s "$(command -v sh)" "$folder/few/sh"
VQ_INDEX=$folder/index "$program" --vault "$folder/Vault" index > /dev/null
mkdir "$folder/Long"
seq -f 'line %.0f' 30000 > "$folder/Long/Long.md"

screen() { tmux -L "$server" capture-pane -p -J -t "$1"; }

# Waits until the screen of a shell shows a text.
expect() {
  local try
  for try in $(seq 1 150); do
    if screen "$1" | grep -qF -- "$2"; then return; fi
    sleep 0.1
  done
  echo "shells: $1: the screen never showed '$2', but:" >&2
  screen "$1" >&2
  exit 1
}

keys() {
  local shell=$1
  shift
  tmux -L "$server" send-keys -t "$shell" "$@"
}

# Empties the line. Ctrl-C would get lost while a completion runs.
empty() { keys "$1" C-e C-u; }

# Types a line that Tab completes, runs it and looks for a text.
completes() {
  keys "$1" "$2" Tab
  sleep 0.5
  keys "$1" Enter
  expect "$1" "$3"
}

try_shell() {
  local shell=$1 command=$2 setup=$3
  command -v "$shell" > /dev/null || { echo "shells: no $shell" >&2; return 0; }
  # Each shell has a server of its own: one that has run a while has been seen to end when the next session begins.
  tmux -L "$server" kill-server 2> /dev/null || true
  server="vq-shells-$$-$shell"
  tmux -L "$server" -f /dev/null new-session -d -s "$shell" -x 120 -y 40 -c "$folder" \
    "env -i PATH='$folder/bin:/usr/bin:/bin' HOME='$folder' TERM=xterm LC_ALL=C.UTF-8 VQ_INDEX='$folder/index' VQ_CONFIG='$folder/config.toml' \
      VQ_VAULT='$folder/Vault' EDITOR=vim SHELL='$(command -v "$shell")' PS1='> ' $command"
  # A start file can be read twice.
  keys "$shell" "$setup" Enter "$setup" Enter "clear; echo re''ady" Enter
  expect "$shell" ready
  keys "$shell" "vq outline Rout" Tab
  expect "$shell" 'vq outline Router\ and\ Wi-Fi'
  keys "$shell" Enter
  expect "$shell" 'Fixed addresses'
  keys "$shell" "vq show 'Falcon#Go" Tab
  expect "$shell" "Falcon#Goals"
  empty "$shell"
  keys "$shell" "vq --brief tag:recipe/s" Tab
  expect "$shell" 'tag:recipe/soup'
  empty "$shell"
  keys "$shell" "vqo Vim" Tab
  expect "$shell" 'vqo Vim\ keys'
  keys "$shell" Enter
  expect "$shell" "<+1><$folder/Vault/Computer/Vim keys.md>"
  completes "$shell" 'vq show Foo@b' '<Foo@bar one>'
  completes "$shell" 'vq show Tea:' '<Tea: green two>'
  completes "$shell" 'vq show "excl' '<excl!now>'
  completes "$shell" "vq show 'odd" '<odd * and ?>'
  completes "$shell" 'vq show it' "<it's>"
  completes "$shell" 'cd /; vq --vault=$HOME/Vault show Foo@b' '<Foo@bar one>'
  keys "$shell" 'clear' Enter "vq show 'zeb" Tab
  sleep 0.5
  # What was typed is still there.
  keys "$shell" 'r' Tab
  expect "$shell" 'Zebra'
  empty "$shell"
  if [[ $shell == zsh ]]; then
    keys "$shell" "vq --brief --limit 1 miso?" Enter
    expect "$shell" 'Kitchen/Miso soup.md:'
  fi
  keys "$shell" "vq --brief '[du" Tab
  expect "$shell" "'[due"
  empty "$shell"
  echo "shells: $shell completes"
  try_pager "$shell"
  if command -v fzf > /dev/null; then try_pick "$shell"; fi
  try_prompt "$shell"
  keys "$shell" "exit" Enter
}

# The number of the process of fzf in a shell's terminal.
# A long note goes to the pager while it is printed; who leaves that has read enough.
try_pager() {
  local shell=$1
  keys "$shell" "clear; PAGER='head -n 2' vq --vault \$HOME/Long show Long && echo pa''ged" Enter
  expect "$shell" paged
  if screen "$shell" | grep -qF 'line 9000'; then
    echo "shells: $shell: the pager was not asked" >&2
    exit 1
  fi
  keys "$shell" "clear; PAGER=nopager vq --vault \$HOME/Long show Long && echo prin''ted" Enter
  expect "$shell" printed
  expect "$shell" 'line 30000'
  keys "$shell" "clear; PAGER=/bin/false vq --vault \$HOME/Long show Long && echo all''printed" Enter
  expect "$shell" allprinted
  expect "$shell" 'line 30000'
  keys "$shell" clear Enter
  echo "shells: $shell pages"
}

finder() {
  local terminal
  terminal=$(tmux -L "$server" list-panes -t "$1" -F '#{pane_tty}')
  ps -o pid= -o comm= -t "${terminal#/dev/}" | awk '$2 == "fzf" { print $1; exit }'
}

# Leaves the list. What is typed before it is gone would be lost.
leave() {
  local try terminal
  keys "$1" C-g
  terminal=$(tmux -L "$server" list-panes -t "$1" -F '#{pane_tty}')
  for try in $(seq 1 150); do
    [[ -n $(ps -o comm= -t "${terminal#/dev/}" | grep -xE 'fzf|vq' || true) ]] || return 0
    sleep 0.1
  done
  echo "shells: $1: the list did not end" >&2
  exit 1
}

# Types into the list that follows typing.
try_pick() {
  local shell=$1
  keys "$shell" "clear; vq pick" Enter
  expect "$shell" '^O Obsidian'
  keys "$shell" "miso"
  expect "$shell" 'Miso soup › Ingredients'
  # The note beside the list.
  expect "$shell" 'Never let it boil'
  keys "$shell" Enter
  expect "$shell" "<+10><$folder/Vault/Kitchen/Miso soup.md>"
  keys "$shell" "clear; vq pick falcon scope" Enter
  expect "$shell" 'Falcon › Scope'
  keys "$shell" C-o
  expect "$shell" '<obsidian://open?vault=Vault&file=Projects%2FFalcon.md'
  # Text of a note is no command, whoever runs it.
  keys "$shell" "clear; vq pick --path hostile kettle" Enter
  expect "$shell" 'The hostile kettle boils.'
  keys "$shell" "x" BSpace
  expect "$shell" 'The hostile kettle boils.'
  keys "$shell" C-l
  expect "$shell" '](pick%20$(touch%20made1)'
  keys "$shell" "clear; vq pick --multi --path" Enter
  expect "$shell" '^O Obsidian'
  keys "$shell" "wi-fi router"
  expect "$shell" '> Router and Wi-Fi  Computer/Router'
  keys "$shell" Tab Tab Enter
  expect "$shell" 'Vault/Computer/Router and Wi-Fi.md'
  # The line that answers is in view, however many rows the others take, and rendered.
  keys "$shell" "clear; vq pick --path deepest kettle whistles" Enter
  expect "$shell" '> The deepest kettle whistles.'
  leave "$shell"
  # A finder that is killed leaves a terminal that can be used.
  keys "$shell" "clear; sh -c 'vq pick; stty -a | grep -q -e \" -icanon\" && echo is r\"\"aw || echo is us\"\"able'" Enter
  expect "$shell" '^O Obsidian'
  kill -KILL "$(finder "$shell")"
  expect "$shell" 'fzf was ended by signal 9'
  expect "$shell" 'is usable'
  keys "$shell" "clear; vq pick miso < /dev/null 2> /dev/null" Enter
  expect "$shell" 'Miso soup › Ingredients'
  leave "$shell"
  # What is typed is no command either.
  keys "$shell" "clear; vq pick" Enter
  expect "$shell" '^O Obsidian'
  keys "$shell" "'; touch made4; \$(touch made5) {1}"
  sleep 1
  leave "$shell"
  # Alt-V puts the path into the line.
  keys "$shell" "clear; echo re''ady" Enter
  expect "$shell" ready
  keys "$shell" "showargs " M-v
  expect "$shell" '^O Obsidian'
  keys "$shell" "it's"
  expect "$shell" "> it's  it's.md"
  keys "$shell" Enter
  sleep 0.5
  keys "$shell" Enter
  expect "$shell" "Vault/it's.md>"
  echo "shells: $shell picks"
}

# The prompt, and a list with numbers where there is no fzf.
try_prompt() {
  local shell=$1
  keys "$shell" "clear; vq" Enter
  expect "$shell" 'vq> '
  keys "$shell" "what's *miso* soup?" Enter
  expect "$shell" 'Kitchen/Miso soup.md:'
  keys "$shell" ":open 1" Enter
  expect "$shell" "><$folder/Vault/Kitchen/Miso soup.md>"
  # An earlier line, and more of it.
  keys "$shell" Up Up C-e " dashi kombu" Enter
  expect "$shell" "soup? dashi kombu"
  keys "$shell" ":otline Falcon" Enter
  expect "$shell" "nearest is ':outline'"
  keys "$shell" ":outline Falcon" Enter
  expect "$shell" 'Decisions'
  # Ctrl-C drops a line, ends what a line has started, and never the prompt.
  keys "$shell" "clear" C-c
  expect "$shell" 'vq> clear^C'
  keys "$shell" Up
  expect "$shell" 'vq> :outline Falcon'
  keys "$shell" C-e C-u "miso soup" Home C-c
  keys "$shell" ":watch" Enter
  expect "$shell" 'watching'
  keys "$shell" C-c
  sleep 0.5
  keys "$shell" "what is 404" Enter
  expect "$shell" 'HTTP status codes.md'
  # An alias is a command too.
  keys "$shell" ":sops" Enter
  expect "$shell" "nearest is ':soups'"
  keys "$shell" ":soups" Enter
  expect "$shell" 'Kitchen/Miso soup.md'
  keys "$shell" ":q" Enter "clear; echo re''ady" Enter
  expect "$shell" ready
  # Of several vaults a command has to name one.
  keys "$shell" "clear; vq both" Enter
  expect "$shell" '/Small: '
  keys "$shell" "small kettle" Enter
  expect "$shell" 'Small/Pot.md:1'
  keys "$shell" ":tags" Enter
  expect "$shell" 'for all else name one, such as @main'
  keys "$shell" ":@small outline Pot" Enter
  expect "$shell" "'Pot.md' has no headings"
  keys "$shell" "@small miso soup" Enter
  expect "$shell" "nothing in 1 note matches 'miso soup'"
  keys "$shell" ":q" Enter "clear; echo re''ady" Enter
  expect "$shell" ready
  keys "$shell" "env PATH='$folder/few' vq pick --path miso" Enter
  expect "$shell" 'a number, other words'
  keys "$shell" "router" Enter
  expect "$shell" ' 1  Router and Wi-Fi'
  keys "$shell" "1" Enter
  expect "$shell" 'Vault/Computer/Router and Wi-Fi.md'
  echo "shells: $shell asks"
}

try_shell bash 'bash --norc --noprofile' 'eval "$(vq init bash)"'
try_shell zsh 'zsh -f' 'eval "$(vq init zsh)"'
try_shell fish 'fish --no-config' 'vq init fish | source'

for made in "$folder"/made* "$folder"/Vault/made*; do
  [[ ! -e $made ]] || { echo "shells: $made was made: a name or a question ran as a command" >&2; exit 1; }
done
