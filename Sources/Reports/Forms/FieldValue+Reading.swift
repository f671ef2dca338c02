import JSON

// The index stores values of properties as JSON; a template needs their text.
extension FieldValue {
  /// Deepest nesting that is read; front matter nests less deep.
  private static let mostLevels = 512

  /// Reads JSON; nil if the text is not JSON.
  init?(json: String) {
    do throws(JSONFailure) {
      self.init(try JSONValue(reading: Array(json.utf8), depth: Self.mostLevels))
    } catch { return nil }
  }

  /// A number that is not an integer keeps the digits it is written with.
  private init(_ value: JSONValue) {
    self =
      switch value {
      case .null: .null
      case .boolean(let value): .boolean(value)
      case .number(let digits): Int(digits).map(FieldValue.integer) ?? .text(digits)
      case .text(let text): .text(text)
      case .list(let values): .list(values.map { FieldValue($0) })
      case .object(let members): .object(members.map { ($0.name, FieldValue($0.value)) })
      case .encoded(let json): .encoded(json)
      }
  }
}
