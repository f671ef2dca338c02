import Characters
import JSON
import NoteModel

/// Property values as text: for searching, and as JSON for the `property` table.
enum PropertyText {
  /// Appends every scalar of a value, and every key inside of it, one a line.
  static func appendScalars(of value: PropertyValue, to text: inout [UInt8]) {
    switch value {
    case .null, .boolean: return
    case .number(_, let source): appendLine(source, to: &text)
    case .text(let string): appendLine(string, to: &text)
    case .list(let values): for value in values { appendScalars(of: value, to: &text) }
    case .map(let entries):
      for entry in entries {
        appendLine(entry.key, to: &text)
        appendScalars(of: entry.value, to: &text)
      }
    }
  }

  private static func appendLine(_ line: String, to text: inout [UInt8]) {
    text += line.utf8
    text.append(.lineFeed)
  }

  /// Appends the value as JSON.
  static func appendJSON(_ value: PropertyValue, to text: inout [UInt8]) {
    switch value {
    case .null: text += "null".utf8
    case .boolean(let flag): text += (flag ? "true" : "false").utf8
    case .number(let number, let source):
      appendNumber(number, source, to: &text)
    case .text(let string): appendString(string, to: &text)
    case .list(let values):
      appendList(values, open: "[", close: "]", to: &text) { appendJSON($0, to: &$1) }
    case .map(let entries):
      appendList(entries, open: "{", close: "}", to: &text) { entry, text in
        appendString(entry.key, to: &text)
        text.append(UInt8(ascii: ":"))
        appendJSON(entry.value, to: &text)
      }
    }
  }

  /// Appends a number as it was written, as far as JSON has that form.
  private static func appendNumber(_ number: Double, _ source: String, to text: inout [UInt8]) {
    if JSONText.isNumber(Array(source.utf8)) {
      text += source.utf8
    } else if number.isFinite {
      let digits = "\(number)"
      text += (digits.hasSuffix(".0") ? digits.dropLast(2) : digits[...]).utf8
    } else {
      // Forms that JSON lacks, such as .inf, stay readable as text.
      appendString(source, to: &text)
    }
  }

  /// Whether `forEachScalar` tells each scalar of a value as it was written.
  static func keepsScalars(of value: PropertyValue) -> Bool {
    switch value {
    case .null, .boolean: true
    case .number(_, let source): JSONText.isNumber(Array(source.utf8))
    case .text(let string): !string.utf8.contains { $0 < 0x20 && $0 != .lineFeed }
    case .list(let values): values.allSatisfy(keepsScalars)
    case .map(let entries): entries.allSatisfy { keepsScalars(of: $0.value) }
    }
  }

  private static func appendList<Element>(
    _ elements: [Element], open: Unicode.Scalar, close: Unicode.Scalar, to text: inout [UInt8],
    each: (Element, inout [UInt8]) -> Void
  ) {
    text.append(UInt8(ascii: open))
    for (index, element) in elements.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      each(element, &text)
    }
    text.append(UInt8(ascii: close))
  }

  private static func appendString(_ string: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { bytes in
      // What needs no escape goes in at once: hardly any value has one.
      var start = 0
      for index in bytes.indices where needsEscape(bytes[index]) {
        text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        appendEscape(of: bytes[index], to: &text)
        start = index + 1
      }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }
    text.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func appendEscape(of byte: UInt8, to text: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\n"): text += "\\n".utf8
    case 0..<0x20: text += ("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8
    default:
      text.append(UInt8(ascii: "\\"))
      text.append(byte)
    }
  }

  /// Calls `body` with each scalar of a value that `appendJSON` wrote; keys of maps are left out.
  ///
  /// Text comes without its quotes and escapes, anything else as it stands.
  static func forEachScalar(
    of json: UnsafeRawBufferPointer,
    _ body: (_ text: UnsafeRawBufferPointer, _ isText: Bool) -> Void
  ) {
    var index = 0
    var text: [UInt8] = []
    while index < json.count {
      switch json[index] {
      case UInt8(ascii: "\""):
        index = readString(json, from: index + 1, into: &text)
        let isKey = index < json.count && json[index] == UInt8(ascii: ":")
        if !isKey { text.withUnsafeBytes { body($0, true) } }
      case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
        UInt8(ascii: ","), UInt8(ascii: ":"):
        index += 1
      default:
        let start = index
        while index < json.count, !",]}".utf8.contains(json[index]) { index += 1 }
        body(UnsafeRawBufferPointer(rebasing: json[start..<index]), false)
      }
    }
  }

  /// Reads a string after its opening quote; returns where it ends.
  private static func readString(
    _ json: UnsafeRawBufferPointer, from start: Int, into text: inout [UInt8]
  ) -> Int {
    text.removeAll(keepingCapacity: true)
    var index = start
    while index < json.count, json[index] != UInt8(ascii: "\"") {
      var byte = json[index]
      if byte == UInt8(ascii: "\\"), index + 1 < json.count {
        index += 1
        byte = json[index]
        if byte == UInt8(ascii: "n") { byte = 0x0A }
        if byte == UInt8(ascii: "u") {
          // Only control characters are written this way; they part words.
          byte = .space
          index = min(index + 4, json.count - 1)
        }
      }
      text.append(byte)
      index += 1
    }
    return index + 1
  }
}
