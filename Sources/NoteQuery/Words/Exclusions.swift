import Characters
internal import NoteText

/// Tells the words that a question leaves out from the options of a command that was pasted.
///
/// `kill -STOP` and `python -m compileall` are asked for as they are. So a word with a hyphen is left out where nothing
/// else of a command is there, and it is a plain word at the end or the beginning of the question. Beside a filter, or
/// with quotes behind the hyphen, it is always left out, and so is the word behind a `NOT` in capitals.
struct Exclusions {
  /// Fewest letters of a word that is left out; options are shorter.
  private static let shortestWord = 3

  /// What was read as an exclusion and is none, in the order of the question.
  private(set) var refused: [QuestionPieces.Piece] = []

  /// What makes a command of the question where a note has it: `-delete`, or `falcon NOT radio`.
  private(set) var pasted: [String] = []

  /// Settles which pieces of a question are left out.
  ///
  /// - Parameter isText: Whether nothing is left out, as in a pasted page.
  mutating func settle(
    _ pieces: inout [QuestionPieces.Piece], besideFilters: Bool, isText: Bool
  ) {
    guard pieces.contains(where: { $0.isExcluded || $0.text == "NOT" }) else { return }
    if !isText { readNot(&pieces) }
    if besideFilters, !isText { return }
    let hyphened = pieces.indices.filter { Self.isHyphened(pieces[$0]) }
    guard !hyphened.isEmpty else { return }
    let isCommand = isText || pieces.contains(where: Self.isOfCommand)
    let first = pieces.firstIndex { !$0.isExcluded } ?? pieces.count
    let last = pieces.lastIndex { !$0.isExcluded } ?? -1
    for place in hyphened {
      let isAtEnd = place < first || place > last
      if !isCommand, isAtEnd, Self.isPlainWord(pieces[place].text) {
        pasted.append(pieces[place].typed)
        continue
      }
      if isAtEnd, !isText { refused.append(pieces[place]) }
      pieces[place].isExcluded = false
      pieces[place].text = pieces[place].typed
    }
  }

  /// A word with a hyphen before it, and no quotes between.
  private static func isHyphened(_ piece: QuestionPieces.Piece) -> Bool {
    guard piece.isExcluded, piece.typed.hasPrefix("-") else { return false }
    guard case .word = piece.role else { return false }
    return true
  }

  /// `falcon NOT radio`, as the search of Obsidian's neighbours has it; `it does NOT work` stresses a word.
  private mutating func readNot(_ pieces: inout [QuestionPieces.Piece]) {
    let functionWords = StopWords()
    var place = pieces.count - 2
    while place >= 0 {
      defer { place -= 1 }
      guard pieces[place].text == "NOT", Self.isWord(pieces[place]), !pieces[place].isExcluded,
        pieces.count > 2
      else { continue }
      let hasAnd = place > 1 && pieces[place - 1].text == "AND" && Self.isWord(pieces[place - 1])
      let first = hasAnd ? place - 1 : place
      let before = first > 0 ? pieces[first - 1] : nil
      if let before {
        let isStressed = Self.isWord(before) && functionWords.contains(before.text.lowercased())
        guard !isStressed, Self.isWord(before) || before.isPhrase else { continue }
      }
      let next = pieces[place + 1]
      let isCapitals =
        Self.isWord(next) && !next.text.utf8.contains { $0.isSmallLetter || !$0.isASCII }
      guard !isCapitals, Self.isWord(next) || next.isPhrase, !next.isExcluded,
        !functionWords.contains(next.text.lowercased())
      else { continue }
      pieces[place + 1].isExcluded = true
      pasted.append(
        ([before].compactMap { $0?.typed } + ["NOT", next.typed]).joined(separator: " "))
      pieces.removeSubrange(first...place)
      place = first
    }
  }

  private static func isWord(_ piece: QuestionPieces.Piece) -> Bool {
    if case .word = piece.role { true } else { false }
  }

  /// Whether a piece hardly stands anywhere but in a command: an option, a path, a file, an assignment.
  private static func isOfCommand(_ piece: QuestionPieces.Piece) -> Bool {
    guard isWord(piece) else { return false }
    if isHyphened(piece) { return !isPlainWord(piece.text) }
    let bytes = Array(piece.text.utf8)
    if bytes.starts(with: "--".utf8), bytes.count > 2 { return true }
    if bytes.contains(where: { "=|<>$/\\~`*{}".utf8.contains($0) }) || bytes == Array(".".utf8) {
      return true
    }
    return isFile(bytes)
  }

  /// `backup.tgz`, `main.py`: letters, a full stop, and an ending with a letter.
  private static func isFile(_ bytes: [UInt8]) -> Bool {
    guard let stop = bytes.lastIndex(of: UInt8(ascii: ".")), stop > 0 else { return false }
    let ending = bytes[(stop + 1)...]
    return (1...5).contains(ending.count) && ending.allSatisfy(\.isOfWord)
      && ending.contains { $0.isLetter }
  }

  /// `radio`, `hot-dog`, `München`, `2024`, `C++`: not `it`, `STOP`, `O2`, `p8080:80` or `9`.
  private static func isPlainWord(_ text: String) -> Bool {
    var bytes = Substring(text).utf8
    while let last = bytes.last, ".,;:!?".utf8.contains(last) { bytes.removeLast() }
    if bytes.count <= 3, let first = bytes.first, first.isLetter {
      let sign = bytes.dropFirst()
      if sign.elementsEqual("++".utf8) || sign.elementsEqual("#".utf8) { return true }
    }
    let digits = bytes.count { $0.isDigit }
    if digits == bytes.count { return isYear(bytes) }
    guard bytes.allSatisfy({ $0.isOfWord || "-'".utf8.contains($0) }) else { return false }
    let letters = Substring(bytes).unicodeScalars.count - digits
    if bytes.contains(where: { !$0.isASCII }) { return digits == 0 || letters > shortestWord }
    // `covid19` is a word, `Xmx512m` an option.
    if digits > 0, let last = bytes.last, !last.isDigit { return false }
    let hasSmall = bytes.contains { $0.isSmallLetter }
    return hasSmall && letters >= shortestWord + (digits > 0 ? 1 : 0)
  }

  private static func isYear(_ bytes: Substring.UTF8View) -> Bool {
    bytes.count == 4 && (bytes.starts(with: "19".utf8) || bytes.starts(with: "20".utf8))
  }
}

extension QueryRepair {
  static func notExcluded(_ piece: QuestionPieces.Piece) -> QueryRepair {
    let word = piece.typed.dropFirst()
    return QueryRepair(
      column: piece.column,
      message: "reading '\(piece.typed)' as text; -\"\(word)\" leaves out what has it")
  }
}
