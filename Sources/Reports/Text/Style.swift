import Characters

/// How text looks on a terminal; without colours it stays as it is.
package struct Style {
  /// nil without colours.
  private let palette: Palette?
  /// Whether paths become links that a terminal can open.
  package let hasHyperlinks: Bool

  /// - Parameter palette: Is not asked for without colours.
  package init(
    isColored: Bool, palette: @autoclosure () -> Palette = .dark, hasHyperlinks: Bool
  ) {
    self.palette = isColored ? palette() : nil
    self.hasHyperlinks = hasHyperlinks
  }

  var isColored: Bool { palette != nil }

  func bold(_ text: String) -> String { self.text(text, [.bold]) }
  func dim(_ text: String) -> String { self.text(text, [.dim]) }
  func path(_ text: String) -> String { self.text(text, [.path]) }
  func passageMark(_ text: String) -> String { self.text(text, [.passage]) }
  func warning(_ text: String) -> String { self.text(text, [.warning]) }

  /// Returns text in the colours of some roles.
  func text(_ text: String, _ roles: [Palette.Role]) -> String {
    guard let palette, !text.isEmpty else { return text }
    let codes = roles.map(palette.code).filter { !$0.isEmpty }
    return codes.isEmpty ? text : "\u{1B}[\(codes.joined(separator: ";"))m\(text)\u{1B}[0m"
  }

  /// Returns `text` as a link, where the terminal knows such links and the address can stand in one.
  func link(_ text: String, to address: @autoclosure () -> String) -> String {
    guard hasHyperlinks else { return text }
    let address = address()
    guard Self.isPlain(address) else { return text }
    return "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
  }

  /// Returns a piece of a line as it looks.
  func text(of span: Span) -> String {
    let text = text(span.text, span.roles)
    return span.address.map { link(text, to: $0) } ?? text
  }

  /// Whether an address can stand in an escape sequence: letters, digits and signs of ASCII.
  static func isPlain(_ address: String) -> Bool {
    address.utf8.allSatisfy { $0.isPrintable && !$0.isBlank }
  }
}
