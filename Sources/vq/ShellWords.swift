import Characters
import Reports

/// Words as a shell reads and writes them. Nothing is replaced: no variables, no commands, no wildcards.
enum ShellWords {
  /// What was read of a line.
  private struct Line {
    var words: [String] = []
    /// The word that the line ends in; nil after a blank.
    var word: String?
    /// The quote that is still open.
    var quote: Character?
    var isEscape = false
    /// Characters of `word` before the last sign that breaks words.
    var broken = 0
    /// Characters of `word` before the quote that is still open.
    var quoted = 0

    mutating func append(_ text: String) { word = (word ?? "") + text }
  }

  /// A line that is still being typed.
  struct Begun {
    /// The last one may be empty.
    var words: [String]
    /// The quote that is open around the end of the last word.
    var quote: Character?
    /// Characters of the last word that stand before what bash replaces.
    var kept: Int
  }

  /// Splits a line at blanks that are not in quotes; nil for a quote that is never closed.
  static func split(_ line: String) -> [String]? {
    let read = read(line)
    if read.quote != nil || read.isEscape { return nil }
    return read.words + (read.word.map { [$0] } ?? [])
  }

  /// Splits a line that is still being typed.
  ///
  /// - Parameter breaks: The signs that break words for bash, as in `COMP_WORDBREAKS`.
  static func begun(_ line: String, breaks: String) -> Begun {
    let read = read(line, breaks: breaks)
    return Begun(
      words: read.words + [read.word ?? ""], quote: read.quote,
      kept: read.quote == nil ? read.broken : read.quoted)
  }

  private static func read(_ text: String, breaks: String = "") -> Line {
    var line = Line()
    for character in text {
      if line.isEscape {
        // Between double quotes a backslash stays, except before these.
        if line.quote == "\"", !"\"\\$`".contains(character) { line.append("\\") }
        line.append(String(character))
        line.isEscape = false
      } else if character == "\\", line.quote != "'" {
        line.isEscape = true
      } else if character == line.quote {
        line.quote = nil
      } else if line.quote == nil, character == "'" || character == "\"" {
        line.quote = character
        line.append("")
        line.quoted = line.word?.count ?? 0
      } else if line.quote == nil, character.isWhitespace {
        if let word = line.word { line.words.append(word) }
        (line.word, line.broken) = (nil, 0)
      } else {
        line.append(String(character))
        if line.quote == nil, breaks.contains(character) {
          // bash takes these two for the beginning of a word, not for what parts two.
          line.broken = (line.word?.count ?? 0) - ("@$".contains(character) ? 1 : 0)
        }
      }
    }
    return line
  }

  /// Returns a word as it stands between quotes that are open already.
  static func inside(_ word: String, _ quote: Character) -> String {
    if quote == "'" { return word.replacing("'", with: #"'\''"#) }
    return word.reduce(into: "") { text, character in
      switch character {
      // A backslash before it would stay, and without quotes of the other kind it names an earlier line.
      case "!": text += #""'!'""#
      case "\"", "\\", "$", "`": text += "\\" + String(character)
      default: text.append(character)
      }
    }
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

  /// Returns a line that a shell splits into these words. Nothing in it moves the cursor or is not seen.
  static func line(_ words: [String]) -> String {
    words.map(quoted).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      byte.isOfWord || "+,-./:=@_".utf8.contains(byte)
    }
    if isPlain, !word.isEmpty, !word.unicodeScalars.contains(where: PlainText.isHidden) {
      return word
    }
    if word.unicodeScalars.contains(where: PlainText.isHidden) { return writtenOut(word) }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: #"'\''"#) + "'"
  }

  /// Returns a word in the quotes that know `\e` and `\u202E`.
  private static func writtenOut(_ word: String) -> String {
    var text = "$'"
    for scalar in word.unicodeScalars {
      switch scalar {
      case "'", "\\": text += "\\" + String(scalar)
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\u{1B}": text += "\\e"
      default:
        guard PlainText.isHidden(scalar) else {
          text.unicodeScalars.append(scalar)
          continue
        }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.isASCII ? 2 : scalar.value < 0x10000 ? 4 : 8
        text += width == 2 ? "\\x" : width == 4 ? "\\u" : "\\U"
        text += String(repeating: "0", count: width - digits.count) + digits
      }
    }
    return text + "'"
  }
}
