import VaultKit

/// What the user typed, for suggestions that repeat it.
enum TypedLine {
  /// The line after `vq` without the vault; a question if there is nothing else.
  static var withoutVault: String {
    var words: [String] = []
    var isValue = false
    for word in CommandLine.arguments.dropFirst() {
      if isValue {
        isValue = false
      } else if word == "--vault" {
        isValue = true
      } else if !word.hasPrefix("--vault="), !(words.isEmpty && VaultNames.isName(word)) {
        words.append(word)
      }
    }
    return words.isEmpty ? "what does 404 mean" : ShellWords.line(words)
  }

  /// The line with the nearest note in the place of one that does not exist; nil if none is near, and for a command
  /// that writes.
  static func corrected(_ error: VaultError) -> String? {
    guard case .noSuchNote(let nearest) = error.kind, let first = nearest.first,
      !CommandLine.arguments.contains("rename")
    else { return nil }
    // It would be taken for an option.
    let name = first.hasPrefix("-") ? "./" + first : first
    let words = CommandLine.arguments.dropFirst().map { word in
      word == error.place || word.hasPrefix(error.place + "#")
        ? name + word.dropFirst(error.place.count) : word
    }
    return words.contains { $0.hasPrefix(name) } ? "vq " + ShellWords.line(words) : nil
  }
}
