/// Words as a shell reads and writes them. Nothing is replaced: no variables, no commands, no wildcards.
enum ShellWords {
  /// Splits a line at blanks that are not in quotes; nil for a quote that is never closed.
  static func split(_ line: String) -> [String]? {
    let read = read(line)
    if read.quote != nil || read.isEscape { return nil }
    return read.words + (read.word.map { [$0] } ?? [])
  }

  /// Splits a line that is still being typed; the last word may be empty, or in a quote that is still open.
  static func begun(_ line: String) -> (words: [String], quote: Character?) {
    let read = read(line)
    return (read.words + [read.word ?? ""], read.quote)
  }

  private static func read(
    _ line: String
  ) -> (words: [String], word: String?, quote: Character?, isEscape: Bool) {
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
    return (words, word, quote, isEscape)
  }

  /// Returns a word as it stands between quotes that are open already.
  static func inside(_ word: String, _ quote: Character) -> String {
    quote == "'"
      ? word.replacing("'", with: #"'\''"#)
      : word.reduce(into: "") { $0 += ("\"\\$`".contains($1) ? "\\" : "") + String($1) }
  }

  /// Returns a word with a backslash before each sign that a shell reads.
  static func escaped(_ word: String) -> String {
    word.reduce(into: "") { text, character in
      let isPlain =
        character.isLetter || character.isNumber || "_-+./:=@%,^".contains(character)
        || !character.isASCII
      text += (isPlain ? "" : "\\") + String(character)
    }
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
