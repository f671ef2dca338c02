import Characters

/// Finds what was typed as an operator and is none of a question: those of a search, a slip, a property without brackets.
///
/// Other words with a colon are text: `std::vector`, `http://…`, `note: buy milk`.
enum UnknownOperators {
  /// Returns what to say of some pieces of a question.
  static func repairs(
    of pieces: [QuestionPieces.Piece], isProperty: (String) -> Bool
  ) -> [QueryRepair] {
    pieces.compactMap { piece in
      guard case .word = piece.role else { return nil }
      let message =
        pattern(piece.text, isAlone: pieces.count == 1)
        ?? named(piece.text, isProperty)
      return message.map { QueryRepair(column: piece.column, message: $0 + "; reading it as text") }
    }
  }

  /// `/…/`, which Obsidian reads as a regular expression. A folder with its slashes has no sign of one.
  private static func pattern(_ text: String, isAlone: Bool) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.count > 2, bytes.first == UInt8(ascii: "/"), bytes.last == UInt8(ascii: "/") else {
      return nil
    }
    let inner = bytes[1..<(bytes.count - 1)]
    let hasSlash = inner.contains(UInt8(ascii: "/"))
    let hasSign = inner.contains { "\\[](){}*+?^$|".utf8.contains($0) }
    guard hasSign || isAlone && !hasSlash else { return nil }
    return "'\(text)' is a pattern for 'vq search', not for a question"
  }

  private static func named(_ text: String, _ isProperty: (String) -> Bool) -> String? {
    let bytes = Array(text.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 1, colon + 1 < bytes.count,
      bytes[..<colon].allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "-") }),
      !"/:\\".utf8.contains(bytes[colon + 1])
    else { return nil }
    let name = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
    let value = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
    if SearchOperator(named: name) != nil {
      return "'\(name):' is an operator of 'vq search', not of a question"
    }
    for known in QuestionPieces.Operator.allCases where isSlip(name, of: known.rawValue) {
      return "there is no operator '\(name):', nearest is '\(known.rawValue):'"
    }
    if isProperty(name) {
      return "there is no operator '\(name):', a property is asked for as [\(name):\(value)]"
    }
    return nil
  }

  /// Whether one letter was left out, added, changed, or changed places with the next.
  private static func isSlip(_ typed: String, of name: String) -> Bool {
    let (typed, name) = (Array(typed.utf8), Array(name.utf8))
    guard typed != name, abs(typed.count - name.count) <= 1 else { return false }
    let common = zip(typed, name).prefix { $0 == $1 }.count
    let (first, second) = (typed.dropFirst(common), name.dropFirst(common))
    if first.count > second.count { return first.dropFirst().elementsEqual(second) }
    if first.count < second.count { return first.elementsEqual(second.dropFirst()) }
    if first.dropFirst().elementsEqual(second.dropFirst()) { return true }
    return first.count > 1 && first.dropFirst(2).elementsEqual(second.dropFirst(2))
      && Array(first.prefix(2)) == Array(second.prefix(2).reversed())
  }
}
