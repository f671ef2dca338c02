import Characters
import NoteText

/// Reads a question that has filters: conditions, brackets and `OR`.
///
/// A blank joins more tightly than `OR`, as in Obsidian. Words decide the order and not what is found, so a
/// word beside a condition is optional; in a branch of an `OR` one of the branch's words has to be there.
/// The tree is built on a stack, not by recursion.
struct FilterReader {
  private enum Node {
    case filter(QueryFilter)
    case words([QueryTerm])
    case excluded(QueryTerm)
  }

  /// What stands between two brackets, or the whole question.
  private struct Frame {
    var branches: [[Node]] = [[]]
    /// The operator before the bracket: each word inside is a value of it.
    var scope: QuestionPieces.Operator?
    var isExcluded = false

    mutating func append(_ node: Node) { branches[branches.count - 1].append(node) }
  }

  private let reader: QuestionReader
  private var frames = [Frame()]
  /// Open brackets with a `-` before them: words inside are no words to look for.
  private var exclusions = 0

  init(_ reader: QuestionReader) {
    self.reader = reader
  }

  /// Returns the pieces of a question that has filters; nil for one that is plain text.
  ///
  /// `exclusions` says what of them is left out.
  static func pieces(
    of text: String, _ exclusions: inout Exclusions, _ reader: QuestionReader
  ) -> [QuestionPieces.Piece]? {
    guard text.utf8.count <= QuestionReader.longestFiltered, !text.utf8.contains(.lineFeed),
      text.utf8.contains(where: { ":[(#/".utf8.contains($0) }) || text.contains("OR")
    else { return nil }
    var lexer = QuestionPieces(
      text, readsFilters: true, readsSearches: reader.readsSearches, isTag: reader.isTag)
    var pieces: [QuestionPieces.Piece] = []
    var hasCondition = false
    var hasGroup = false
    while let piece = lexer.next() {
      switch piece.role {
      case .condition, .open(.some), .property, .search: hasCondition = true
      case .or: hasGroup = true
      case .open: hasGroup = hasGroup || piece.isExcluded
      case .word, .phrase, .close: break
      }
      pieces.append(piece)
    }
    for column in lexer.openColumns.reversed() {
      pieces.append(QuestionPieces.Piece(text: "", role: .close, column: column, isUnclosed: true))
    }
    var settled = Exclusions()
    settled.settle(&pieces, besideFilters: hasCondition, isText: false)
    guard hasCondition || hasGroup && pieces.contains(where: \.isExcluded) else { return nil }
    exclusions = settled
    return pieces
  }

  /// Returns the 1-based column of a `[` that begins a condition on a property and is never closed.
  ///
  /// Other brackets are text: `arr[0`, `[ ]`, and a word that is no property and has no colon.
  static func unclosedProperty(in text: String, isProperty: (String) -> Bool) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count <= QuestionReader.longestFiltered, !bytes.contains(.lineFeed),
      let place = bytes.lastIndex(of: UInt8(ascii: "[")), place + 1 < bytes.count,
      !bytes[place...].contains(UInt8(ascii: "]"))
    else { return nil }
    let before = place > 0 ? bytes[place - 1] : .space
    let first = bytes[place + 1]
    guard before.isBlankOrControl || before == UInt8(ascii: "-") || before == UInt8(ascii: "("),
      !first.isASCII || first.isLetter
    else { return nil }
    let name = bytes[(place + 1)...].prefix { !$0.isBlankOrControl && $0 != UInt8(ascii: ":") }
    let hasColon = name.endIndex < bytes.count && bytes[name.endIndex] == UInt8(ascii: ":")
    return hasColon || isProperty(String(decoding: name, as: UTF8.self)) ? place + 1 : nil
  }

  mutating func read(_ pieces: [QuestionPieces.Piece], into reading: inout QuestionReader.Reading) {
    for piece in pieces { add(piece, &reading) }
    let nodes = Self.joined(frames[0])
    var filters: [QueryFilter] = []
    for node in nodes {
      switch node {
      case .filter(let filter): filters.append(filter)
      case .excluded(let term): reading.query.excluded.append(term)
      case .words: break
      }
    }
    reading.query.filter = filters.count > 1 ? .all(filters) : filters.first
    let words = pieces.filter { piece in
      if case .word = piece.role { !piece.isExcluded } else { piece.isPhrase && !piece.isExcluded }
    }
    reading.query.name = words.map(\.text).joined(separator: " ")
    reading.query.questionKey = QuestionKey.make(reading.query.name, reader.tokenizer)
  }

  private mutating func add(
    _ piece: QuestionPieces.Piece, _ reading: inout QuestionReader.Reading
  ) {
    switch piece.role {
    case .word, .phrase:
      if let scope = frames[frames.count - 1].scope {
        addCondition(scope, piece, &reading)
      } else {
        addWords(piece, &reading)
      }
    case .condition(let name): addCondition(name, piece, &reading)
    case .property: addProperty(piece, &reading)
    case .search(let tree):
      reading.query.repairs += piece.repairs
      append(
        QueryFilter.Condition(.search(tree), text: piece.typed, column: piece.column),
        piece.isExcluded)
    case .or: addBranch(piece, &reading)
    case .open(let scope):
      let inherited = scope ?? frames[frames.count - 1].scope
      frames.append(Frame(scope: inherited, isExcluded: piece.isExcluded))
      if piece.isExcluded { exclusions += 1 }
    case .close:
      if piece.isUnclosed { reading.query.repairs.append(.unclosedBracket(piece.column)) }
      guard frames.count > 1, let frame = frames.popLast() else { return }
      if frame.isExcluded { exclusions -= 1 }
      for node in Self.joined(frame) { frames[frames.count - 1].append(node) }
    }
  }

  private mutating func addWords(
    _ piece: QuestionPieces.Piece, _ reading: inout QuestionReader.Reading
  ) {
    if let column = piece.unclosedQuote {
      reading.query.repairs.append(.unclosedQuote(column, piece.trimmedText))
    }
    if piece.isExcluded || exclusions > 0 {
      guard let term = reader.excludedTerm(piece, reading.wordIndex) else { return }
      reading.wordIndex += 1
      frames[frames.count - 1].append(piece.isExcluded ? .excluded(term) : .words([term]))
      return
    }
    var closed = piece
    closed.isUnclosed = false
    let terms = reader.add(closed, to: &reading).filter { !$0.isAlternative }
    if !terms.isEmpty { frames[frames.count - 1].append(.words(terms)) }
  }

  private mutating func addBranch(
    _ piece: QuestionPieces.Piece, _ reading: inout QuestionReader.Reading
  ) {
    if frames[frames.count - 1].branches.last?.isEmpty == true { return }
    frames[frames.count - 1].branches.append([])
  }

  private mutating func addCondition(
    _ name: QuestionPieces.Operator, _ piece: QuestionPieces.Piece,
    _ reading: inout QuestionReader.Reading
  ) {
    let value = piece.trimmedText
    if piece.isUnclosed { reading.query.repairs.append(.unclosedQuote(piece.column, value)) }
    let kind: QueryFilter.Kind
    switch name {
    case .tag:
      var tag = Substring(value)
      if tag.hasPrefix("#") { tag.removeFirst() }
      while tag.hasSuffix("/") { tag.removeLast() }
      kind = .tag(String(tag))
    case .path: kind = .path(value)
    case .file: kind = .file(value)
    case .heading, .section:
      if name == .section { reading.query.repairs.append(.ambiguousSection(piece.column)) }
      var phrase = piece
      phrase.role = .phrase
      guard let term = reader.excludedTerm(phrase, reading.wordIndex) else { return }
      kind = .section(term)
    }
    let text = piece.typed.isEmpty ? value : piece.typed
    append(QueryFilter.Condition(kind, text: text, column: piece.column), piece.isExcluded)
  }

  private mutating func addProperty(
    _ piece: QuestionPieces.Piece, _ reading: inout QuestionReader.Reading
  ) {
    guard let property = PropertyCondition(piece.text) else {
      return addAsText(piece, &reading)
    }
    if let text = property.incomparable {
      reading.query.repairs.append(.incomparable(piece.column, piece.typed, text))
      return addAsText(piece, &reading)
    }
    // `[x]` and `[!note]` stand in text all the time.
    if property.tests == [.exists], !piece.isExcluded, !reader.isProperty(property.name) {
      reading.query.repairs.append(.unknownProperty(piece.column, property.name))
      reading.query.unknown.append(
        QueryFilter.Condition(
          .property(property.name, property.tests), text: piece.typed, column: piece.column))
      return addAsText(piece, &reading)
    }
    append(
      QueryFilter.Condition(
        .property(property.name, property.tests), text: piece.typed, column: piece.column),
      piece.isExcluded)
  }

  private mutating func addAsText(
    _ piece: QuestionPieces.Piece, _ reading: inout QuestionReader.Reading
  ) {
    if let literal = QueryLiteral(bracketed: piece.typed, wordIndex: reading.wordIndex) {
      reading.query.literals.append(literal)
    }
    var words = QuestionPieces(piece.text)
    while var word = words.next() {
      word.typed = ""
      addWords(word, &reading)
    }
  }

  private mutating func append(_ condition: QueryFilter.Condition, _ isExcluded: Bool) {
    let filter = QueryFilter.condition(condition)
    frames[frames.count - 1].append(.filter(isExcluded ? .not(filter) : filter))
  }

  /// What a frame adds to the one around it.
  private static func joined(_ frame: Frame) -> [Node] {
    let branches = frame.branches.filter { !$0.isEmpty }
    if frame.isExcluded {
      let filters = branches.map { branch in all(branch.map { filter(of: $0) }) }
      return filters.isEmpty ? [] : [.filter(.not(any(filters)))]
    }
    let isPlain = branches.joined().allSatisfy { if case .words = $0 { true } else { false } }
    if isPlain || branches.count < 2 { return Array(branches.joined()) }
    return [.filter(.any(branches.map { filter(ofBranch: $0) }))]
  }

  /// What a branch asks for: its conditions, and one of its words.
  private static func filter(ofBranch nodes: [Node]) -> QueryFilter {
    var words: [QueryTerm] = []
    var filters: [QueryFilter] = []
    for node in nodes {
      if case .words(let terms) = node { words += terms } else { filters.append(filter(of: node)) }
    }
    return all(filters + (words.isEmpty ? [] : [.words(words)]))
  }

  private static func filter(of node: Node) -> QueryFilter {
    switch node {
    case .filter(let filter): filter
    case .words(let terms): .words(terms)
    case .excluded(let term): .not(.words([term]))
    }
  }

  private static func all(_ filters: [QueryFilter]) -> QueryFilter {
    filters.count == 1 ? filters[0] : .all(filters)
  }

  private static func any(_ filters: [QueryFilter]) -> QueryFilter {
    filters.count == 1 ? filters[0] : .any(filters)
  }
}

extension QueryRepair {
  static func ambiguousSection(_ column: Int) -> QueryRepair {
    QueryRepair(
      column: column,
      message: "'section:' means headings in a question and the text in a search; "
        + "write 'heading:' or 'section-text:', since a later version reads it as a search does")
  }

  static func unclosedProperty(_ column: Int) -> QueryRepair {
    QueryRepair(column: column, message: "bracket is never closed; reading it as text")
  }

  static func unclosedBracket(_ column: Int) -> QueryRepair {
    QueryRepair(column: column, message: "bracket is never closed; closing it at the end")
  }

  static func unknownProperty(_ column: Int, _ name: String) -> QueryRepair {
    QueryRepair(column: column, message: "no note has a property '\(name)'; reading it as text")
  }

  static func incomparable(_ column: Int, _ typed: String, _ operand: String) -> QueryRepair {
    QueryRepair(
      column: column,
      message: "'\(operand)' compares with no number and no date; reading '\(typed)' as text")
  }
}
