import Characters

/// How a value is written so that it stays one cell of a table. A value can be as long as a note, so it is not copied.
struct CellText {
  let output: Output

  /// Writes the value with tabs, ends of lines and backslashes as `\t`, `\n`, `\r` and `\\`.
  func writeTabbed(_ value: String) {
    output.write(value) { byte in
      switch byte {
      case 0x09: "\\t"
      case 0x0A: "\\n"
      case 0x0D: "\\r"
      case 0x5C: "\\\\"
      default: nil
      }
    }
  }

  /// Writes the value in quotes if it holds a comma, a quote or the end of a line; quotes in it are doubled.
  ///
  /// - Parameter isAlone: Whether the row has no other value: then an empty one needs quotes, or the line were blank.
  func writeQuoted(_ value: String, isAlone: Bool) {
    let needsQuotes = value.utf8.contains {
      $0 == 0x22 || $0 == 0x2C || $0 == .lineFeed || $0 == .carriageReturn
    }
    guard needsQuotes || isAlone && value.isEmpty else { return output.write(value) }
    output.write("\"")
    output.write(value) { $0 == 0x22 ? "\"\"" : nil }
    output.write("\"")
  }

  /// Writes the value for a table of Markdown: `|` as `\|`, ends of lines as `<br>`.
  func writeMarkdown(_ value: String) {
    var backslashes = 0
    output.write(value) { byte in
      defer { backslashes = byte == 0x5C ? backslashes + 1 : 0 }
      switch byte {
      // A backslash before it would take the one that is added.
      case 0x7C: return String(repeating: "\\", count: backslashes + 1) + "|"
      case 0x0A: return "<br>"
      case 0x0D: return ""
      default: return nil
      }
    }
    output.write(String(repeating: "\\", count: backslashes))
  }
}
