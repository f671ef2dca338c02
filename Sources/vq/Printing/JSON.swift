/// A JSON value whose members keep the order they were written in.
///
/// Foundation's encoder would cost more start-up time than a question takes.
enum JSON {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([JSON])
  case object([(String, JSON)])

  /// Returns the value on one line.
  var text: String {
    var text = ""
    append(to: &text)
    return text
  }

  /// Returns null or what `make` makes of a value.
  static func optional<Value>(_ value: Value?, _ make: (Value) -> JSON) -> JSON {
    value.map(make) ?? .null
  }

  /// Returns a score or a time: three digits behind the point are more than it means.
  static func measure(_ value: Double) -> JSON { .number((value * 1000).rounded() / 1000) }

  private func append(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value.isFinite ? "\(value)" : "null"
    case .text(let value): Self.append(value, to: &text)
    case .list(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        value.append(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        Self.append(member.0, to: &text)
        text += ":"
        member.1.append(to: &text)
      }
      text += "}"
    }
  }

  private static func append(_ value: String, to text: inout String) {
    text += "\""
    defer { text += "\"" }
    // Most values need no escape, and text is copied faster than scalars.
    if value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
      text += value
      return
    }
    let isForProgram = !StandardOutput.isTerminal
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\0"..<" ", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}":
        append(escaped: scalar, to: &text)
      case let scalar where isForProgram || !PlainText.misleads(scalar):
        text.unicodeScalars.append(scalar)
      default: append(escaped: scalar, to: &text)
      }
    }
  }

  /// Appends a scalar in JSON's form for what cannot be read: one or two UTF-16 units.
  private static func append(escaped scalar: Unicode.Scalar, to text: inout String) {
    for unit in UTF16.encode(scalar)! {
      let digits = String(unit, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
