/// What `vq init` prints for each shell.
enum ShellSetup {
  static let bash = #"""
    _vq() {
      local found
      COMPREPLY=()
      while IFS= read -r found; do
        COMPREPLY+=("$found")
      done < <(command vq --complete-line "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2> /dev/null)
    }
    complete -o bashdefault -o default -F _vq vq
    vqo() { command vq open "$@"; }
    _vqo() {
      COMP_LINE="vq open${COMP_LINE#vqo}"
      ((COMP_POINT += 4))
      _vq
    }
    complete -o bashdefault -o default -F _vqo vqo
    _vq_pick() {
      local note
      note=$(command vq pick --path) || return
      printf -v note %q "$note"
      READLINE_LINE=${READLINE_LINE:0:READLINE_POINT}$note${READLINE_LINE:READLINE_POINT}
      ((READLINE_POINT += ${#note}))
    }
    if [[ $- == *i* ]] && command -v fzf > /dev/null; then bind -x '"\ev": _vq_pick'; fi
    """#

  static let zsh = #"""
    _vq() {
      local -a found
      found=("${(@f)$(command vq --complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2> /dev/null)}")
      if [[ -z ${found[1]} ]]; then
        _files
        return
      fi
      compadd -U -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' -a found
      # What was typed stays where the names have less in common.
      if (( ${#compstate[unambiguous]} < ${#${(Q)PREFIX}} )); then compstate[insert]=; fi
    }
    _vqo() {
      words=(vq open "${(@)words[2,-1]}")
      ((CURRENT += 1))
      _vq
    }
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
    compdef _vq vq
    compdef _vqo vqo
    # A question may hold signs that are wildcards elsewhere: vq what is this?
    alias vq='noglob vq'
    # With this word before it, the name is not taken for the alias of an earlier set-up.
    function vqo { command vq open "$@"; }
    alias vqo='noglob vqo'
    _vq_pick() {
      local note
      note=$(command vq pick --path) && LBUFFER+=${(q)note}
      zle reset-prompt
    }
    if [[ -o interactive ]] && (( $+commands[fzf] )); then
      zle -N _vq_pick
      bindkey '\ev' _vq_pick
    fi
    """#

  static let fish = #"""
    function __vq_complete
        set -l words (commandline -opc)
        command vq --complete -- $argv $words[2..] (commandline -ct | string unescape) 2> /dev/null
    end
    complete -c vq -f -a '(__vq_complete)'
    complete -c vq -l vault -l follow -x -a '(__fish_complete_directories)'
    complete -c vq -n '__fish_seen_subcommand_from inspect' -F
    function vqo --description 'Open a note or an answer'
        command vq open $argv
    end
    complete -c vqo -f -a '(__vq_complete open)'
    function __vq_pick
        set -l note (command vq pick --path)
        and commandline -i (string escape -- $note)
        commandline -f repaint
    end
    if status is-interactive; and command -q fzf
        bind \ev __vq_pick
    end
    """#
}
