/// How text looks on a terminal; without colours it stays as it is.
package struct Style {
  let isColored: Bool
  /// Whether paths become links that a terminal can open.
  package let hasHyperlinks: Bool

  package init(isColored: Bool, hasHyperlinks: Bool) {
    self.isColored = isColored
    self.hasHyperlinks = hasHyperlinks
  }

  func bold(_ text: String) -> String { wrap(text, "1") }
  func dim(_ text: String) -> String { wrap(text, "2") }
  func path(_ text: String) -> String { wrap(text, "36") }
  func match(_ text: String) -> String { wrap(text, "1;33") }
  func passageMark(_ text: String) -> String { wrap(text, "1;32") }
  func code(_ text: String) -> String { wrap(text, "35") }
  func warning(_ text: String) -> String { wrap(text, "33") }

  /// Returns `text` as a link, where the terminal knows such links and the address can stand in one.
  func link(_ text: String, to address: @autoclosure () -> String) -> String {
    guard hasHyperlinks else { return text }
    let address = address()
    guard Self.isPlain(address) else { return text }
    return "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
  }

  /// Returns a piece of a line as it looks.
  func text(of span: Span) -> String {
    let text =
      span.isMatch
      ? match(span.text)
      : span.isCode ? code(span.text) : span.isHead ? bold(span.text) : span.text
    return span.address.map { link(text, to: $0) } ?? text
  }

  /// Whether an address can stand in an escape sequence: letters, digits and signs of ASCII.
  static func isPlain(_ address: String) -> Bool {
    address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  private func wrap(_ text: String, _ code: String) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
