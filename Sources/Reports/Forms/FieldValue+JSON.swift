import JSON

/// Values as JSON, their members in the order they were written in.
///
/// Foundation's encoder would cost more start-up time than a question takes.
extension FieldValue {
  /// Returns the value on one line.
  func text(isForTerminal: Bool) -> String {
    var bytes: [UInt8] = []
    append(to: &bytes, isForTerminal: isForTerminal)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value, on one line.
  func append(to bytes: inout [UInt8], isForTerminal: Bool) {
    switch self {
    case .null: bytes += "null".utf8
    case .boolean(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .number(let value): bytes += (value.isFinite ? "\(value)" : "null").utf8
    case .text(let value): Self.append(value, to: &bytes, isForTerminal: isForTerminal)
    case .encoded(let value): bytes += value.utf8
    case .list(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.append(to: &bytes, isForTerminal: isForTerminal)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.append(member.name, to: &bytes, isForTerminal: isForTerminal)
        bytes.append(UInt8(ascii: ":"))
        member.value.append(to: &bytes, isForTerminal: isForTerminal)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func append(_ value: String, to bytes: inout [UInt8], isForTerminal: Bool) {
    JSONText.append(value, to: &bytes) { isForTerminal && PlainText.misleads($0) }
  }

  /// Appends what stands between the quotes of a text.
  ///
  /// On a terminal, what would show something else than what is there is written as an escape too.
  static func append(contentOf value: String, to bytes: inout [UInt8], isForTerminal: Bool) {
    JSONText.append(contentOf: value, to: &bytes) { isForTerminal && PlainText.misleads($0) }
  }
}
