package import JSON

/// What tells a request from others that are under way: a text, or a whole number as it was written.
package struct RequestID: Sendable, Hashable {
  package let json: JSONValue

  /// Takes a text or a whole number; nil for any other value.
  package init?(_ value: JSONValue) {
    switch value {
    case .text: json = value
    case .number(let digits) where !digits.utf8.contains { $0 == 0x2E || $0 | 0x20 == 0x65 }:
      json = value
    default: return nil
    }
  }
}
