import Characters

/// Finds what looks like an operator and is not one: a slip, a property without brackets, more than can be asked at once.
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
    if let known = names.first(where: { OperatorName.isSlip(name, of: $0) }) {
      return OperatorName.slip(name, known)
    }
    return isProperty(name) ? OperatorName.property(name, value) : nil
  }

  private static let names =
    QuestionPieces.Operator.allCases.map(\.rawValue) + SearchOperator.names
}
