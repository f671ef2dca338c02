import NoteModel

/// Property values as text: for searching, and as JSON for the `property` table.
enum PropertyText {
  /// Appends every scalar of a value, one a line.
  static func appendScalars(of value: PropertyValue, to text: inout String) {
    switch value {
    case .null: return
    case .boolean: return
    case .number(_, let source): text += source + "\n"
    case .text(let string): text += string + "\n"
    case .list(let values): for value in values { appendScalars(of: value, to: &text) }
    case .map(let entries): for entry in entries { appendScalars(of: entry.value, to: &text) }
    }
  }

  /// Returns the value as JSON.
  static func json(_ value: PropertyValue) -> String {
    var text = ""
    appendJSON(value, to: &text)
    return text
  }

  private static func appendJSON(_ value: PropertyValue, to text: inout String) {
    switch value {
    case .null: text += "null"
    case .boolean(let flag): text += flag ? "true" : "false"
    case .number(let number, let source):
      // Forms that JSON lacks, such as 0x1F and .inf, stay readable as text.
      if number.isFinite { text += "\(number)" } else { appendString(source, to: &text) }
    case .text(let string): appendString(string, to: &text)
    case .list(let values):
      appendList(values, open: "[", close: "]", to: &text) { appendJSON($0, to: &$1) }
    case .map(let entries):
      appendList(entries, open: "{", close: "}", to: &text) { entry, text in
        appendString(entry.key, to: &text)
        text += ":"
        appendJSON(entry.value, to: &text)
      }
    }
  }

  private static func appendList<Element>(
    _ elements: [Element], open: String, close: String, to text: inout String,
    each: (Element, inout String) -> Void
  ) {
    text += open
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      each(element, &text)
    }
    text += close
  }

  private static func appendString(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\0"..<" ":
        text += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
