import Characters

// The index stores values of properties as JSON; a template needs their text.
extension FieldValue {
  /// Reads JSON; nil for what is none.
  init?(json: String) {
    var reader = JSONReader(bytes: Array(json.utf8))
    guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
    self = value
  }
}

private struct JSONReader {
  let bytes: [UInt8]
  private var index = 0
  /// Deeper than any front matter that is read.
  private static let mostLevels = 512

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  mutating func value(depth: Int) -> FieldValue? {
    guard index < bytes.count, depth < Self.mostLevels else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "\""): return string().map(FieldValue.text)
    case UInt8(ascii: "["):
      var values: [FieldValue] = []
      let isClosed = elements(until: UInt8(ascii: "]")) { reader in
        guard let value = reader.value(depth: depth + 1) else { return false }
        values.append(value)
        return true
      }
      return isClosed ? .list(values) : nil
    case UInt8(ascii: "{"):
      var members: [Field] = []
      let isClosed = elements(until: UInt8(ascii: "}")) { reader in
        guard let name = reader.string(), reader.take(UInt8(ascii: ":")),
          let value = reader.value(depth: depth + 1)
        else { return false }
        members.append((name, value))
        return true
      }
      return isClosed ? .object(members) : nil
    default: return word()
    }
  }

  private mutating func elements(
    until end: UInt8, _ element: (inout JSONReader) -> Bool
  ) -> Bool {
    index += 1
    if take(end) { return true }
    repeat {
      if !element(&self) { return false }
    } while take(UInt8(ascii: ","))
    return take(end)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  /// A number keeps the digits it is written with.
  private mutating func word() -> FieldValue? {
    let start = index
    while index < bytes.count, !",]}".utf8.contains(bytes[index]) { index += 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    switch word {
    case "": return nil
    case "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default: return Int(word).map(FieldValue.integer) ?? .text(word)
    }
  }

  private mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    var text: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte != UInt8(ascii: "\\") {
        text.append(byte)
        continue
      }
      guard index < bytes.count else { return nil }
      let letter = bytes[index]
      index += 1
      switch letter {
      case UInt8(ascii: "n"): text.append(.lineFeed)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(.carriageReturn)
      case UInt8(ascii: "u"):
        // The index writes only control characters so.
        guard index + 4 <= bytes.count,
          let code = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { return nil }
        text += String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8
        index += 4
      default: text.append(letter)
      }
    }
    return nil
  }
}
