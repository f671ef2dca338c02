/// A named value of a report. The names are a promise to scripts: new ones may come, none may change or go.
typealias Field = (name: String, value: FieldValue)

/// What a field holds; a list or an object where one value is not enough.
enum FieldValue: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  /// JSON as the index stores it.
  case encoded(String)
  case list([FieldValue])
  case object([Field])

  /// Returns null or what `make` makes of a value.
  static func optional<Value>(_ value: Value?, _ make: (Value) -> FieldValue) -> FieldValue {
    value.map(make) ?? .null
  }

  /// Returns a list of texts.
  static func texts(_ texts: [String]) -> FieldValue { .list(texts.map(FieldValue.text)) }

  /// Returns a score or a time: three digits after the point are more than it means.
  static func measure(_ value: Double) -> FieldValue { .number((value * 1000).rounded() / 1000) }
}
