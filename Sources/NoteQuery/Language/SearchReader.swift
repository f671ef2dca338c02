// The grammar is the specification's section 7.1. A question (`QuestionReader`) has its own: there, words rank and only
// conditions decide. What a condition of a question asks of the text, from its operator on, is read here: `readPart`.

import Characters

/// Reads a search in Obsidian's language.
///
/// What cannot be read as typed is repaired, and a repair says so.
package struct SearchReader {
  /// The most bytes, brackets inside each other, and terms.
  package static let longest = 1 << 16
  package static let deepest = 100
  package static let mostTerms = 1_000

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0
  private var terms = 0
  private var repairs: [QueryRepair] = []

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a query; the tree is nil where nothing is left of it. Throws `SearchError`.
  package static func read(
    _ text: String
  ) throws(SearchError) -> (tree: SearchTree?, repairs: [QueryRepair]) {
    if text.utf8.count > longest { throw .tooLong }
    var reader = SearchReader(Array(text.utf8))
    let tree = try reader.alternatives(Surroundings())
    return (tree, reader.repairs.sorted { $0.column < $1.column })
  }

  /// Reads one part of a question: an operator with what it stands before, a pattern, or a property.
  ///
  /// Returns nil for other text, and for what says nothing. Throws `SearchError`.
  ///
  /// - Parameter isGroup: Whether a `)` closes what the part stands in.
  static func readPart(
    of bytes: [UInt8], at start: Int, isGroup: Bool
  ) throws(SearchError) -> (tree: SearchTree, end: Int, repairs: [QueryRepair])? {
    var reader = SearchReader(bytes)
    reader.index = start
    let around = Surroundings(isGroup: isGroup)
    let tree: SearchTree?
    switch bytes[start] {
    case UInt8(ascii: "/"):
      tree = try reader.pattern().map { text throws(SearchError) in
        try reader.text(.pattern, text, start)
      }
    case UInt8(ascii: "["): tree = try reader.property(around)
    default: tree = try reader.scope(around)
    }
    guard let tree else { return nil }
    return (tree, reader.index, reader.repairs)
  }

  /// Where a part of the query stands.
  private struct Surroundings {
    /// Inside round brackets, which a `)` closes.
    var isGroup = false
    /// Inside `[name:…]`, where a `]` closes and no operator is one.
    var isValue = false
  }

  // MARK: OR, AND, NOT

  private mutating func alternatives(
    _ around: Surroundings
  ) throws(SearchError) -> SearchTree? {
    var branches: [[SearchTree]] = [[]]
    var lastOR: Int?
    while skipBlanks(), !isEnd(around) {
      if bytes[index] == UInt8(ascii: ")") {
        repair(index, "')' closes nothing; leaving it out")
        index += 1
      } else if isOR {
        if branches[branches.count - 1].isEmpty {
          repair(index, "'OR' has nothing before it; leaving it out")
        } else {
          branches.append([])
          lastOR = index
        }
        index += 2
      } else if let part = try negation(around) {
        branches[branches.count - 1].append(part)
      }
    }
    if branches[branches.count - 1].isEmpty, let lastOR {
      repair(lastOR, "'OR' has nothing behind it; leaving it out")
    }
    let parts = branches.filter { !$0.isEmpty }.map { $0.count == 1 ? $0[0] : .all($0) }
    return parts.isEmpty ? nil : parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func negation(_ around: Surroundings) throws(SearchError) -> SearchTree? {
    var isNegated = false
    while bytes[index] == UInt8(ascii: "-") {
      if isBare(index + 1, around) {
        repair(index, "'-' stands alone; reading it as text")
        index += 1
        let text = try self.text(.word, "-", index - 1)
        return isNegated ? .not(text) : text
      }
      isNegated.toggle()
      index += 1
    }
    let part = try primary(around)
    return isNegated ? part.map { .not($0) } : part
  }

  private mutating func primary(_ around: Surroundings) throws(SearchError) -> SearchTree? {
    switch bytes[index] {
    case UInt8(ascii: "("): return try group(around)
    case UInt8(ascii: "["): if let property = try property(around) { return property }
    default: break
    }
    let start = index
    if !around.isValue, let scope = try scope(around) { return scope }
    // An operator before empty brackets.
    if index > start { return nil }
    return try term(around)
  }

  /// Reads what an operator may stand before, beside brackets: a phrase, a pattern or a word.
  private mutating func term(_ around: Surroundings) throws(SearchError) -> SearchTree {
    let start = index
    switch bytes[index] {
    case UInt8(ascii: "\""): return try text(.phrase, phrase(), start)
    case UInt8(ascii: "/"): if let pattern = pattern() { return try text(.pattern, pattern, start) }
    default: break
    }
    let word = self.word(around)
    if around.isValue {
      if let value = Self.value(word) { return try counted(.value(value)) }
    } else {
      remark(onNameIn: word, start)
    }
    return try text(.word, word, start)
  }

  private mutating func group(_ around: Surroundings) throws(SearchError) -> SearchTree? {
    let start = index
    if depth == Self.deepest { throw .tooDeep(column: start + 1) }
    depth += 1
    defer { depth -= 1 }
    index += 1
    let count = repairs.count
    var inside = around
    inside.isGroup = true
    let inner = try alternatives(inside)
    if index < bytes.count, bytes[index] == UInt8(ascii: ")") {
      index += 1
    } else {
      repair(start, "'(' is never closed; closing it at the end")
    }
    if inner == nil, repairs.count == count {
      repair(start, "there is nothing between the brackets; leaving them out")
    }
    return inner
  }

  // MARK: Operators

  private mutating func scope(_ around: Surroundings) throws(SearchError) -> SearchTree? {
    let start = index
    var end = index
    while end < bytes.count, bytes[end].isLetter || bytes[end] == UInt8(ascii: "-") { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: ":"),
      let name = SearchOperator(named: string(start..<end))
    else { return nil }
    index = end + 1
    guard !isBare(index, around) else {
      repair(start, "'\(string(start..<index))' has no value; reading it as text")
      return try text(.word, string(start..<index), start)
    }
    return try operand(of: name, around).map { .scope(name, $0) }
  }

  private mutating func operand(
    of name: SearchOperator, _ around: Surroundings
  ) throws(SearchError) -> SearchTree? {
    if name == .matchCase || name == .ignoreCase { return try negation(around) }
    var isNegated = false
    while bytes[index] == UInt8(ascii: "-"), !isBare(index + 1, around) {
      isNegated.toggle()
      index += 1
    }
    let isGroup = bytes[index] == UInt8(ascii: "(")
    let operand = isGroup ? try group(around) : try term(around)
    return isNegated ? operand.map { .not($0) } : operand
  }

  /// Says of a word such as `lines:x` that it is no operator.
  private mutating func remark(onNameIn word: String, _ start: Int) {
    let bytes = Array(word.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0, colon + 1 < bytes.count,
      bytes[..<colon].allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "-") }),
      // Addresses and names of types.
      !"/:\\".utf8.contains(bytes[colon + 1])
    else { return }
    let name = String(decoding: bytes[..<colon], as: UTF8.self)
    let value = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
    repair(start, OperatorName.remark(inSearch: name, value))
  }

  // MARK: Properties

  private mutating func property(_ around: Surroundings) throws(SearchError) -> SearchTree? {
    let start = index
    guard !around.isValue, index + 1 < bytes.count, !isBlank(index + 1),
      !"[]".utf8.contains(bytes[index + 1])
    else { return nil }
    index += 1
    let name = propertyName()
    guard !name.isEmpty else {
      index = start
      return nil
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: ":") { index += 1 }
    if depth == Self.deepest { throw .tooDeep(column: start + 1) }
    depth += 1
    defer { depth -= 1 }
    let value = try alternatives(Surroundings(isValue: true))
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
      index += 1
    } else {
      repair(start, "'[' is never closed; closing it at the end")
    }
    return try counted(.property(name, value))
  }

  private mutating func propertyName() -> String {
    if bytes[index] == UInt8(ascii: "\"") { return phrase() }
    let start = index
    while index < bytes.count, !":]<>=".utf8.contains(bytes[index]) { index += 1 }
    return String(Substring(string(start..<index).utf8.trimmed(\.isBlankOrControl)))
  }

  private static func value(_ word: String) -> SearchValue? {
    switch word {
    case "null", "EMPTY": return .isNull
    case "TRUE": return .isBoolean(true)
    case "FALSE": return .isBoolean(false)
    default: break
    }
    guard case .compares(let comparison, let operand)? = PropertyCondition.comparison(word) else {
      return nil
    }
    return .compares(comparison, operand)
  }

  // MARK: Words

  /// Reads to the next blank, or to what closes a bracket. Brackets that open in a word close in it: `print(x)`.
  private mutating func word(_ around: Surroundings) -> String {
    let start = index
    var opened = 0
    while index < bytes.count, !isBlank(index) {
      if around.isValue, bytes[index] == UInt8(ascii: "]") { break }
      if bytes[index] == UInt8(ascii: "(") { opened += 1 }
      if bytes[index] == UInt8(ascii: ")") {
        if opened == 0 { break }
        opened -= 1
      }
      index += 1
    }
    return string(start..<index)
  }

  private mutating func phrase() -> String {
    let start = index
    index += 1
    var text: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\"), index < bytes.count, "\"\\".utf8.contains(bytes[index]) {
        text.append(bytes[index])
        index += 1
      } else {
        text.append(byte)
      }
    }
    let rest = String(decoding: text, as: UTF8.self)
    repair(start, "quote is never closed; reading it as \"\(rest)\"")
    return rest
  }

  /// Reads `/…/`; nil, and nothing read, where it is never closed or empty.
  private mutating func pattern() -> String? {
    var end = index + 1
    var isInClass = false
    while end < bytes.count, isInClass || bytes[end] != UInt8(ascii: "/") {
      switch bytes[end] {
      case UInt8(ascii: "\\"): end += 1
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      default: break
      }
      end += 1
    }
    guard end < bytes.count else {
      repair(index, "'/' is never closed; reading it as text")
      return nil
    }
    if end == index + 1 { return nil }
    let pattern = string(index + 1..<end)
    index = end + 1
    return pattern
  }

  // MARK: Places

  /// Whether what is being read ends here.
  private func isEnd(_ around: Surroundings) -> Bool {
    index >= bytes.count || isClosing(index, around)
  }

  private func isClosing(_ index: Int, _ around: Surroundings) -> Bool {
    around.isGroup && bytes[index] == UInt8(ascii: ")")
      || around.isValue && bytes[index] == UInt8(ascii: "]")
  }

  /// Whether nothing stands here that a `-` or an operator could be before.
  private func isBare(_ index: Int, _ around: Surroundings) -> Bool {
    index >= bytes.count || isBlank(index) || isClosing(index, around)
      || bytes[index] == UInt8(ascii: ")")
  }

  private var isOR: Bool {
    guard bytes.count - index >= 2, bytes[index] == UInt8(ascii: "O"),
      bytes[index + 1] == UInt8(ascii: "R")
    else { return false }
    return index + 2 == bytes.count || isBlank(index + 2) || "()]".utf8.contains(bytes[index + 2])
  }

  private func isBlank(_ index: Int) -> Bool { Blanks.length(bytes, at: index) > 0 }

  /// Skips blanks; always true.
  private mutating func skipBlanks() -> Bool {
    while index < bytes.count {
      let blank = Blanks.length(bytes, at: index)
      if blank == 0 { break }
      index += blank
    }
    return true
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private mutating func text(
    _ form: SearchText.Form, _ text: String, _ start: Int
  ) throws(SearchError) -> SearchTree {
    try counted(.text(SearchText(form, text, column: start + 1)))
  }

  private mutating func counted(_ tree: SearchTree) throws(SearchError) -> SearchTree {
    terms += 1
    if terms > Self.mostTerms { throw .tooManyTerms }
    return tree
  }

  /// How many repairs of a query are told.
  private static let mostRepairs = 20

  private mutating func repair(_ place: Int, _ message: String) {
    if repairs.count < Self.mostRepairs {
      repairs.append(QueryRepair(column: place + 1, message: message))
    }
  }
}
