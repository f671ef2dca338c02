import Characters

/// Something typed with signs that no word has: `=>`, `$HOME`, `int?`, `v1.2`.
///
/// The index knows words alone, so the text itself has to tell whether it stands there as typed.
package struct QueryLiteral: Sendable, Hashable {
  /// As typed, without the punctuation of a sentence around it.
  package var text: String
  /// The word of the question it belongs to; nil for several.
  package var wordIndex: Int?
  /// Whether its signs mean something that its words do not: in `$HOME` they do, in `v1.2` hardly.
  package var isSign: Bool
  /// Whether it is code of several words, such as a command with its options.
  package var isOfSeveralWords = false

  /// Whether it is written as code is, so that it is more than its words: `TCP/IP`, `int[]`, `package.json`.
  ///
  /// A hyphen between two words is not enough, nor the sign between two numbers, whose order counts already.
  package var isCode: Bool {
    let bytes = Array(text.utf8)
    let end = bytes.count - bytes.reversed().prefix { ".,:;!?".utf8.contains($0) }.count
    return bytes[..<end].indices.contains { place in
      let byte = bytes[place]
      if "/_()[]!;".utf8.contains(byte) { return true }
      guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") else { return false }
      let isBetweenDigits =
        place > 0 && bytes[place - 1].isDigit && place + 1 < end
        && bytes[place + 1].isDigit
      return !isBetweenDigits
    }
  }

  /// Whether it is an option of a command: `-K`, `--delete`, `-9`.
  package var isOption: Bool { Self.isOption(text) }

  private static func isOption(_ text: some StringProtocol) -> Bool {
    let bytes = text.utf8.drop { $0 == UInt8(ascii: "-") }
    return bytes.startIndex > text.utf8.startIndex
      && bytes.first.map { $0.isLetter || $0.isDigit } == true
  }

  /// The part of a question that is a command with options: from the word before the first option to the last word with a
  /// sign; nil where there is none.
  init?(commandIn text: String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let option = words.firstIndex(where: { Self.isOption($0) }), option > 0,
      let last = words.lastIndex(where: { $0.utf8.dropLast().contains { !$0.isOfWord } })
    else { return nil }
    self.init(text: words[option - 1...max(option, last)].joined(separator: " "), isSign: false)
    isOfSeveralWords = true
  }

  package init(text: String, wordIndex: Int? = nil, isSign: Bool) {
    self.text = text
    self.wordIndex = wordIndex
    self.isSign = isSign
  }

  /// Longest literal in bytes; what is longer was pasted.
  static let longest = 80

  /// Reads what stands in brackets and is no condition: `[x]`, `[!note]`; nil for several words.
  init?(bracketed text: String, wordIndex: Int) {
    guard text.utf8.count <= Self.longest, !text.contains(where: \.isWhitespace) else { return nil }
    self.init(text: text, wordIndex: wordIndex, isSign: false)
  }

  /// Reads a word of a question with the tokens that were made of it; nil for a plain word.
  init?(_ piece: String, tokens: [String], wordIndex: Int, isAlone: Bool) {
    var bytes = Substring(piece).utf8
    // `int?` is a type, but the question mark after a sentence is none.
    if !isAlone, !tokens.isEmpty {
      while let last = bytes.last, ".,;:!?)]}\"'".utf8.contains(last) { bytes.removeLast() }
    }
    while !tokens.isEmpty, let first = bytes.first, "([{\"'".utf8.contains(first) {
      bytes.removeFirst()
    }
    guard bytes.count > 1, bytes.count <= Self.longest else { return nil }
    let hasSign = bytes.contains { Self.signs.contains($0) }
    let hasMark = bytes.contains { ".,:;/-_()[]!".utf8.contains($0) } || Self.hasQuote(bytes)
    // C++ and .NET are words.
    let isWord = tokens.contains { $0.utf8.contains { Self.signs.contains($0) || $0 == 0x2E } }
    guard !isWord, hasSign || hasMark else { return nil }
    self.init(text: String(Substring(bytes)), wordIndex: wordIndex, isSign: hasSign)
  }

  /// Whether a straight apostrophe stands anywhere but between two letters: `doesn't` and `l'homme` are plain words.
  private static func hasQuote(_ bytes: Substring.UTF8View) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { !byte.isASCII || byte.isLetter }
    var before: UInt8 = 0
    var isOpen = false
    for byte in bytes {
      if isOpen, !isLetter(byte) { return true }
      isOpen = byte == UInt8(ascii: "'")
      if isOpen, !isLetter(before) { return true }
      before = byte
    }
    return isOpen
  }

  /// Whether nothing but the punctuation at its end makes it more than a word: `kubernetes?`.
  package var isWordAndPunctuation: Bool {
    var bytes = Substring(text).utf8
    while let last = bytes.last, "?!.".utf8.contains(last) { bytes.removeLast() }
    return !bytes.isEmpty && !bytes.contains { Self.signs.contains($0) }
  }

  private static let signs = Array("$#@<>=?&|^~%*+\\{}`".utf8)
}
