/// A value of JSON as a tree.
package enum JSONValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// Its digits as they were written.
  case number(String)
  case text(String)
  case list([JSONValue])
  /// Members in the order in which they were written.
  case object([Member])
  /// JSON that is passed on as it is.
  case encoded(String)

  /// A named value of an object.
  package struct Member: Sendable, Hashable {
    package var name: String
    package var value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// Makes an object of members, in their order.
  package init(_ members: [(String, JSONValue)]) {
    self = .object(members.map { Member($0, $1) })
  }

  package init(_ number: Int) { self = .number(String(number)) }

  // MARK: What it holds

  /// Returns the first member of a name; nil where there is none, or this is not an object.
  package subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  package var text: String? { if case .text(let text) = self { text } else { nil } }

  package var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }

  package var list: [JSONValue]? { if case .list(let values) = self { values } else { nil } }

  package var members: [Member]? { if case .object(let members) = self { members } else { nil } }

  /// A whole number, also one that is written as `2.0`; nil for any other value.
  package var integer: Int? {
    guard case .number(let digits) = self else { return nil }
    return Int(digits) ?? Double(digits).flatMap { Int(exactly: $0) }
  }

  /// What kind of value it is, for a person.
  package var kind: String {
    switch self {
    case .null: "null"
    case .boolean: "true or false"
    case .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .object, .encoded: "an object"
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral text: String) { self = .text(text) }
  package init(integerLiteral number: Int) { self.init(number) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(arrayLiteral values: JSONValue...) { self = .list(values) }
  package init(dictionaryLiteral members: (String, JSONValue)...) { self.init(members) }
}
