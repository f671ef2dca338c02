extension FieldValue {
  /// Returns the name of a vault in the place of its folder, in a field that says which vault is meant.
  func named(_ names: [String: String], in field: String) -> FieldValue {
    guard field == "vault", case .text(let root) = self, let name = names[root] else { return self }
    return .text(name)
  }

  /// Returns the value as an agent gets it: without what a person does not see, but places as they can be typed.
  func safe() -> FieldValue {
    switch self {
    case .null, .boolean, .integer, .number: self
    case .text(let text): .text(VisibleText.of(text))
    case .encoded(let json): (FieldValue(json: json) ?? .text(json)).safe()
    case .list(let values): .list(values.map { $0.safe() })
    case .object(let members):
      .object(
        members.map { ($0.name, Self.isPlace($0.name) ? $0.value.typed() : $0.value.safe()) })
    }
  }

  /// Whether a field names files, or is a link to one.
  private static func isPlace(_ name: String) -> Bool {
    isWhole(name) || ["others", "nearest", "link", "target", "fragment"].contains(name)
  }

  /// Returns places as they can be typed.
  private func typed() -> FieldValue {
    switch self {
    case .text(let text): .text(VisibleText.place(text))
    case .list(let values): .list(values.map { $0.typed() })
    default: safe()
    }
  }
}
