/// Words as a shell reads and writes them. Nothing is replaced: no variables, no commands, no wildcards.
enum ShellWords {
  /// Splits a line at blanks that are not in quotes; nil for a quote that is never closed.
  static func split(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscape = false
    for character in line {
      if isEscape {
        // Between double quotes a backslash stays, except before these.
        if quote == "\"", !"\"\\$`".contains(character) { word = (word ?? "") + "\\" }
        word = (word ?? "") + String(character)
        isEscape = false
      } else if character == "\\", quote != "'" {
        isEscape = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if quote != nil || isEscape { return nil }
    return words + (word.map { [$0] } ?? [])
  }

  /// Returns a line that a shell splits into these words.
  static func line(_ words: [String]) -> String {
    words.map(quoted).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x2B && byte <= 0x3A
        || byte == 0x5F || byte == 0x3D
    }
    if isPlain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: #"'\''"#) + "'"
  }
}
