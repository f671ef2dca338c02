#!/usr/bin/env bash
# Types into bash, zsh and fish, in a real terminal, what `vq init` sets up, and looks at the screen. $1 is the program.
# A shell that is not here is left out; without tmux nothing is tried.
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
VQ_INDEX=$folder/index "$program" --vault "$folder/Vault" index > /dev/null

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
  tmux -L "$server" -f /dev/null new-session -d -s "$shell" -x 120 -y 40 -c "$folder" \
    "env -i PATH='$folder/bin:/usr/bin:/bin' HOME='$folder' TERM=xterm LC_ALL=C.UTF-8 VQ_INDEX='$folder/index' \
      VQ_VAULT='$folder/Vault' EDITOR=echo PS1='> ' $command"
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
  expect "$shell" "$folder/Vault/Computer/Vim keys.md"
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
}

try_shell bash 'bash --norc --noprofile' 'eval "$(vq init bash)"'
try_shell zsh 'zsh -f' 'eval "$(vq init zsh)"'
try_shell fish 'fish --no-config' 'vq init fish | source'
