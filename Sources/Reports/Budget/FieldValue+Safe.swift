extension FieldValue {
  /// Returns the name of a vault in the place of its folder, in a field that says which vault is meant.
  func named(_ names: [String: String], in field: String) -> FieldValue {
    guard field == "vault", case .text(let root) = self, let name = names[root] else { return self }
    return .text(name)
  }

  /// Returns the value without control characters.
  func safe() -> FieldValue {
    switch self {
    case .null, .boolean, .integer, .number: self
    case .text(let text): .text(PlainText.safe(text))
    case .encoded(let json): (FieldValue(json: json) ?? .text(json)).safe()
    case .list(let values): .list(values.map { $0.safe() })
    case .object(let members): .object(members.map { ($0.name, $0.value.safe()) })
    }
  }
}
