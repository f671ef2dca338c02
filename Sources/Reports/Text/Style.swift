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

  /// Whether there are colours.
  package var isColored: Bool { palette != nil }

  func bold(_ text: String) -> String { self.text(text, [.bold]) }
  func dim(_ text: String) -> String { self.text(text, [.dim]) }
  func path(_ text: String) -> String { self.text(text, [.path]) }
  func passageMark(_ text: String) -> String { self.text(text, [.passage]) }
  func warning(_ text: String) -> String { self.text(text, [.warning]) }

  /// Returns text in the colours of some roles.
  func text(_ text: String, _ roles: Palette.Roles) -> String {
    guard let palette, !text.isEmpty else { return text }
    var bytes: [UInt8] = []
    guard palette.appendStart(roles, to: &bytes) else { return text }
    return String(decoding: bytes, as: UTF8.self) + text + Self.end
  }

  private static let end = "\u{1B}[0m"

  /// Appends a row as it looks.
  func append(_ row: StyledText, to bytes: inout [UInt8]) {
    row.forEachStretch { text, roles, address in
      let link = hasHyperlinks ? address.flatMap { Self.isPlain($0) ? $0 : nil } : nil
      if let link { Self.appendLink(link, to: &bytes) }
      let isColored = palette?.appendStart(roles, to: &bytes) ?? false
      bytes.append(contentsOf: text)
      if isColored { bytes += Self.end.utf8 }
      if link != nil { Self.appendLink("", to: &bytes) }
    }
  }

  /// Appends what begins a link, or ends one where the address is empty.
  private static func appendLink(_ address: String, to bytes: inout [UInt8]) {
    bytes += "\u{1B}]8;;".utf8
    bytes += address.utf8
    bytes += "\u{1B}\\".utf8
  }

  /// Returns `text` as a link, where the terminal knows such links and the address can stand in one.
  func link(_ text: String, to address: @autoclosure () -> String) -> String {
    guard hasHyperlinks else { return text }
    let address = address()
    guard Self.isPlain(address) else { return text }
    return "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
  }

  /// Whether an address can stand in an escape sequence: letters, digits and signs of ASCII.
  static func isPlain(_ address: String) -> Bool {
    address.utf8.allSatisfy { $0.isPrintable && !$0.isBlank }
  }
}
