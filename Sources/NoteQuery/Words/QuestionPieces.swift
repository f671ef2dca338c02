import Characters

/// Cuts a question at its blanks, quotes and filters.
///
/// A `-` excludes and a quote opens a phrase only after a blank or at the very start, so that `well-known` and
/// `5"` stay text. Brackets and `OR` are told apart from text only where filters are wanted.
struct QuestionPieces {
  /// A word with its punctuation, what stands between two quotes, or a part of a filter.
  struct Piece {
    enum Role {
      case word
      case phrase
      /// `tag:` and its like, with a value.
      case condition(Operator)
      /// The text between two brackets.
      case property
      /// An operator of a search, or a pattern, with what it looks for.
      case search(SearchTree)
      /// An opening bracket; behind an operator everything inside is a value of it.
      case open(Operator?)
      case close
      case or
    }

    var text: String
    var role = Role.word
    var isExcluded = false
    /// 1-based byte column of its first byte.
    var column = 1
    /// Whether it is a phrase, or the value of a condition, whose quote is never closed.
    var isUnclosed = false
    /// Everything that was typed for it.
    var typed = ""
    /// The date that it spells, in one word or several.
    var date: AskedDate?
    /// How the search in it was read where it could not be read as typed.
    var repairs: [QueryRepair] = []

    var isPhrase: Bool { if case .phrase = role { true } else { false } }

    /// 1-based byte column of a quote that is never closed.
    var unclosedQuote: Int? { isPhrase && isUnclosed ? column : nil }

    /// The text without blanks at its ends.
    var trimmedText: String {
      String(Substring(text.utf8.trimmed(\.isBlankOrControl)))
    }
  }

  /// What a question's own operators are, which the index answers; see `SearchOperator` for the others.
  enum Operator: String, CaseIterable {
    case tag, path, file, heading
    /// The same as `heading`; in a search it is something else.
    case section
  }

  /// Brackets deeper than this are text: people do not type them.
  private static let deepest = 32

  private let bytes: [UInt8]
  private let readsFilters: Bool
  /// Whether the vault has a tag; what begins with `#` and is none is text.
  private let isTag: (String) -> Bool
  private var index = 0
  private(set) var depth = 0
  /// Columns of brackets that are open.
  private(set) var openColumns: [Int] = []
  /// How many more searches of the text it may have: each reads many notes.
  private var searchesLeft: Int

  /// Most searches of the text in one question.
  private static let mostSearches = 8

  init(
    _ text: String, readsFilters: Bool = false, readsSearches: Bool = true,
    isTag: @escaping (String) -> Bool = { _ in false }
  ) {
    bytes = Array(text.utf8)
    self.readsFilters = readsFilters
    self.isTag = isTag
    searchesLeft = readsSearches ? Self.mostSearches : 0
  }

  /// All pieces of a text that has no filters.
  static func all(of text: String) -> [Piece] {
    var pieces = QuestionPieces(text)
    var all: [Piece] = []
    while let piece = pieces.next() { all.append(piece) }
    return all
  }

  /// Returns the next piece, nil at the end.
  mutating func next() -> Piece? {
    while index < bytes.count {
      let blank = blankLength(at: index)
      if blank > 0 {
        index += blank
        continue
      }
      let start = index
      if readsFilters, var piece = filterPiece() {
        piece.column = start + 1
        piece.typed = text(start..<index)
        return piece
      }
      let isExcluded = opensExclusion(at: index)
      if isExcluded { index += 1 }
      if let quote = Self.quotes.first(where: { starts(with: $0, at: index) }) {
        var piece = phrase(quote, isExcluded)
        piece.typed = text(start..<index)
        return piece
      }
      return Piece(
        text: word(), isExcluded: isExcluded, column: start + 1, typed: text(start..<index))
    }
    return nil
  }

  /// Reads on to the next blank, or to a bracket that closes a group.
  private mutating func word() -> String {
    let start = index
    var opened = 0
    while index < bytes.count, blankLength(at: index) == 0 {
      if bytes[index] == UInt8(ascii: "(") { opened += 1 }
      if bytes[index] == UInt8(ascii: ")") {
        if opened == 0, depth > 0, index > start { break }
        opened -= opened > 0 ? 1 : 0
      }
      index += 1
    }
    return text(start..<index)
  }

  private mutating func phrase(_ quote: [UInt8], _ isExcluded: Bool) -> Piece {
    let column = index + 1
    index += quote.count
    let start = index
    while index < bytes.count {
      if let close = Self.quotes.first(where: { starts(with: $0, at: index) }),
        !isInsideHebrew(index, close.count)
      {
        let piece = Piece(
          text: text(start..<index), role: .phrase, isExcluded: isExcluded, column: column)
        index += close.count
        return piece
      }
      index += 1
    }
    let rest = text(start..<index)
    // A curly quote is pasted or put there by a keyboard; alone it means nothing.
    guard quote.count == 1 else {
      index = start
      return Piece(text: "", isExcluded: isExcluded, column: column)
    }
    return Piece(
      text: rest, role: .phrase, isExcluded: isExcluded, column: column, isUnclosed: true)
  }

  /// Whether a quote stands between two Hebrew letters, as a part of the word: `צה"ל`.
  private func isInsideHebrew(_ index: Int, _ length: Int) -> Bool {
    guard index > 1, index + length + 1 < bytes.count else { return false }
    func isLetter(_ place: Int) -> Bool { bytes[place] == 0xD7 && bytes[place + 1] &- 0x90 < 0x1B }
    return isLetter(index - 2) && isLetter(index + length)
  }

  /// Straight and curly quotes; they close each other, as keyboards mix them.
  private static let quotes = ["\"", "\u{201C}", "\u{201D}", "\u{201E}"].map { Array($0.utf8) }

  private func opensExclusion(at index: Int) -> Bool {
    guard bytes[index] == UInt8(ascii: "-"), index + 1 < bytes.count else { return false }
    let next = bytes[index + 1]
    return next == UInt8(ascii: "\"") || !next.isASCII || next.isDigit
      || next.isLetter
  }

  private func starts(with prefix: [UInt8], at index: Int) -> Bool {
    guard bytes.count - index >= prefix.count else { return false }
    for offset in prefix.indices where bytes[index + offset] != prefix[offset] { return false }
    return true
  }

  private func blankLength(at index: Int) -> Int { Blanks.length(bytes, at: index) }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

extension QuestionPieces {
  // MARK: Filters

  /// Reads the part of a filter that stands here; nil, and nothing read, where it is a word or a phrase.
  private mutating func filterPiece() -> Piece? {
    let start = index
    if bytes[index] == UInt8(ascii: ")") {
      index += 1
      guard depth > 0 else { return Piece(text: "") }
      depth -= 1
      openColumns.removeLast()
      return Piece(text: "", role: .close)
    }
    if starts(with: Array("OR".utf8), at: index), isEnd(index + 2) {
      index += 2
      return Piece(text: "OR", role: .or)
    }
    let isExcluded = bytes[index] == UInt8(ascii: "-")
    if isExcluded { index += 1 }
    if var piece = openPiece(nil) ?? searchPiece() ?? propertyPiece() ?? conditionPiece()
      ?? tagPiece()
    {
      piece.isExcluded = piece.isExcluded != isExcluded
      return piece
    }
    index = start
    return nil
  }

  /// Whether a word may end here.
  private func isEnd(_ index: Int) -> Bool {
    index >= bytes.count || blankLength(at: index) > 0 || bytes[index] == UInt8(ascii: "(")
      || bytes[index] == UInt8(ascii: ")")
  }

  private mutating func openPiece(_ name: Operator?) -> Piece? {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "("), depth < Self.deepest else {
      return nil
    }
    depth += 1
    index += 1
    openColumns.append(index)
    return Piece(text: "", role: .open(name))
  }

  private mutating func propertyPiece() -> Piece? {
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "["),
      bytes[index + 1] != UInt8(ascii: "[")
    else { return nil }
    let limit = min(bytes.count, index + 2 + PropertyCondition.longest)
    var end = index + 1
    while end < limit, bytes[end] != UInt8(ascii: "]"), bytes[end] != UInt8(ascii: "[") { end += 1 }
    guard end < limit, bytes[end] == UInt8(ascii: "]"), isEnd(end + 1) else { return nil }
    let content = text(index + 1..<end)
    index = end + 1
    return Piece(text: content, role: .property)
  }

  private mutating func conditionPiece() -> Piece? {
    let start = index
    guard let name = Operator.allCases.first(where: { isName($0, at: start) }) else { return nil }
    index += name.rawValue.utf8.count + 1
    let isExcluded = index + 1 < bytes.count && bytes[index] == UInt8(ascii: "-")
    if isExcluded { index += 1 }
    guard index < bytes.count, blankLength(at: index) == 0 else { return nil }
    if var piece = openPiece(name) {
      piece.isExcluded = isExcluded
      return piece
    }
    if bytes[index] == UInt8(ascii: ")") { return nil }
    var piece: Piece
    if let quote = Self.quotes.first(where: { starts(with: $0, at: index) }) {
      piece = phrase(quote, isExcluded)
    } else {
      // `file:///home` is an address.
      if starts(with: Array("//".utf8), at: index) { return nil }
      piece = Piece(text: word(), isExcluded: isExcluded)
      // A surplus bracket means nothing.
      while piece.text.hasSuffix(")"), !piece.text.contains("(") { piece.text.removeLast() }
    }
    piece.role = .condition(name)
    return piece.trimmedText.isEmpty || piece.text == "#" ? nil : piece
  }

  /// Reads what only the text of the notes can tell: `line:(a b)`, `/a|b/`, `[status:/a|b/]`.
  private mutating func searchPiece() -> Piece? {
    guard index < bytes.count, searchesLeft > 0,
      let (tree, end, repairs) = try? SearchReader.readPart(
        of: bytes, at: index, isGroup: depth > 0)
    else { return nil }
    switch tree {
    case .scope(let name, _):
      // A question's own operators mean what they always did; `content://…` is an address.
      guard ![.file, .path, .tag].contains(name), !isName(.section, at: index) else { return nil }
      let colon = bytes[index...].firstIndex(of: UInt8(ascii: ":")) ?? end
      if starts(with: Array("//".utf8), at: colon + 1) { return nil }
    case .text(let text):
      guard text.form == .pattern, isEnd(end), isMeant(text, index..<end) else { return nil }
    case .property(_, .text(let text)?):
      guard text.form == .pattern, repairs.isEmpty, isEnd(end) else { return nil }
    case .property, .value, .not, .all, .any: return nil
    }
    searchesLeft -= 1
    let typed = text(index..<end)
    index = end
    var piece = Piece(text: typed, role: .search(tree))
    piece.repairs = repairs
    return piece
  }

  /// Whether slashes are those of a pattern: a folder has no sign of one.
  private func isMeant(_ pattern: SearchText, _ range: Range<Int>) -> Bool {
    pattern.text.utf8.contains { "\\[](){}*+?^$|".utf8.contains($0) } || range.count == bytes.count
  }

  /// `#book`, where there is such a tag.
  private mutating func tagPiece() -> Piece? {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "#") else { return nil }
    var end = index + 1
    while end < bytes.count, Self.isOfTag(bytes[end]), blankLength(at: end) == 0 { end += 1 }
    var rest = end
    while rest < bytes.count, ".,;:!?".utf8.contains(bytes[rest]) { rest += 1 }
    let name = text(index + 1..<end)
    guard isEnd(rest), Self.isTagName(name), isTag(name) else { return nil }
    index = rest
    return Piece(text: name, role: .condition(.tag))
  }

  private static func isOfTag(_ byte: UInt8) -> Bool {
    byte.isOfWord || "_-/".utf8.contains(byte)
  }

  /// Whether a tag may be called so: it is no number.
  static func isTagName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy(isOfTag) && name.utf8.contains { !$0.isDigit }
  }

  /// Whether the name and its colon stand at `index`, in any letter case.
  private func isName(_ name: Operator, at index: Int) -> Bool {
    let letters = Array(name.rawValue.utf8)
    guard index + letters.count < bytes.count, bytes[index + letters.count] == UInt8(ascii: ":")
    else { return false }
    return letters.indices.allSatisfy { bytes[index + $0] | 0x20 == letters[$0] }
  }
}
