/// `vq --complete WORD…` and `vq --complete-line LINE`, which the functions of `vq init` call.
enum CompletionLine {
  /// Prints the candidates if the line asks for them.
  static func answers(_ arguments: [String]) -> Bool {
    switch arguments.first {
    case "--complete":
      for word in Completer(Array(arguments.dropFirst(arguments[1...].first == "--" ? 2 : 1)))
        .candidates()
      { StandardOutput.line(word) }
    case "--complete-line": complete(arguments.dropFirst().joined(separator: " "))
    default: return false
    }
    StandardOutput.flush()
    return true
  }

  /// Completes a line of bash up to the cursor. bash replaces only what is behind the last sign that breaks words, and
  /// wants signs of its own quoted.
  private static func complete(_ line: String) {
    let (words, quote) = ShellWords.begun(line)
    let candidates = Completer(Array(words.dropFirst())).candidates()
    let current = words.last ?? ""
    let kept = current.lastIndex { ":=".contains($0) }.map { current[...$0].count } ?? 0
    for candidate in candidates {
      let rest = String(candidate.dropFirst(quote == nil ? kept : 0))
      StandardOutput.line(quote.map { ShellWords.inside(rest, $0) } ?? ShellWords.escaped(rest))
    }
  }
}
