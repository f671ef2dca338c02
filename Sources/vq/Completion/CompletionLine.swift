/// `vq --complete WORD…` and `vq --complete-line BREAKS LINE`, which the functions of `vq init` call.
enum CompletionLine {
  /// Prints the candidates if the line asks for them.
  static func answers(_ arguments: [String]) -> Bool {
    switch arguments.first {
    case "--complete":
      for word in Completer(Array(arguments.dropFirst(arguments[1...].first == "--" ? 2 : 1)))
        .candidates()
      { StandardOutput.line(word) }
    case "--complete-line":
      guard arguments.count == 3 else { return false }
      complete(arguments[2], breaks: arguments[1])
    default: return false
    }
    StandardOutput.flush()
    return true
  }

  /// Completes a line of bash up to the cursor. bash replaces only what is after the last sign that breaks words, and
  /// wants signs of its own quoted.
  ///
  /// - Parameter breaks: The signs, which a user can change.
  private static func complete(_ line: String, breaks: String) {
    let begun = ShellWords.begun(line, breaks: breaks)
    let typed = begun.words.last ?? ""
    let all = Completer(Array(begun.words.dropFirst())).candidates()
    // bash types what all have in common, even if that is less than what is typed.
    let begins = all.filter { $0.hasPrefix(typed) }
    for candidate in begins.isEmpty ? all : begins {
      let rest = String(candidate.dropFirst(begun.kept))
      StandardOutput.line(
        begun.quote.map { ShellWords.inside(rest, $0) } ?? ShellWords.escaped(rest))
    }
  }
}
