import Characters

/// Finds what was typed as an operator and is none: a slip, a property without brackets, more than can be asked at once.
///
/// Other words with a colon are text: `std::vector`, `http://…`, `note: buy milk`.
enum UnknownOperators {
  /// Returns what to say of some pieces of a question.
  static func repairs(
    of pieces: [QuestionPieces.Piece], isProperty: (String) -> Bool
  ) -> [QueryRepair] {
    pieces.compactMap { piece in
      guard case .word = piece.role else { return nil }
      let message = named(piece.text, isProperty)
      return message.map { QueryRepair(column: piece.column, message: $0 + "; reading it as text") }
    }
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
      return "'\(name):' asks for more than one question can"
    }
    for known in names where isSlip(name, of: known) {
      return "there is no operator '\(name):', nearest is '\(known):'"
    }
    if isProperty(name) {
      return "there is no operator '\(name):', a property is asked for as [\(name):\(value)]"
    }
    return nil
  }

  private static let names =
    QuestionPieces.Operator.allCases.map(\.rawValue) + SearchOperator.names

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
