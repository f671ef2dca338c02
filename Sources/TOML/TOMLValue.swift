/// A value of a TOML document.
package indirect enum TOMLValue: Sendable, Equatable {
  case text(String)
  case integer(Int)
  case boolean(Bool)
  case list([TOMLValue])
  case table([TOMLEntry])
  /// A number with a fraction, a date or a time.
  case other
}

/// A key of a table and its value.
package struct TOMLEntry: Sendable, Equatable {
  package let key: String
  package let value: TOMLValue
  /// Where the key stands, 1-based.
  package let line: Int
}

/// Where a document breaks a rule of TOML, and which.
package struct TOMLMistake: Error, Sendable, Equatable {
  /// 1-based.
  package let line: Int
  package let column: Int
  /// A sentence of toml++, which may repeat what the document says.
  package let sentence: String
}
