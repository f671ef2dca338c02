import VaultKit

/// The properties of a note above its text.
struct PropertyBlock {
  /// Columns of a key after which it no longer moves the values.
  private static let widestKey = 24

  private let properties: [ShownProperty]

  init(_ properties: [ShownProperty]) { self.properties = properties }

  func print(to output: Output, _ look: Look, columns: Int) {
    let keys = properties.map { PlainText.safeName($0.key) }
    let width = min(Self.widestKey, columns / 3, keys.map { PlainText.width($0) }.max() ?? 0)
    for (property, key) in zip(properties, keys) {
      let gap = max(0, width - PlainText.width(key)) + 2
      let hasText = property.values.contains { !$0.isEmpty }
      var wrapper = LineWrapper(
        columns: columns,
        first: StyledText([Span(key, [.key])] + (hasText ? [Span(blanks: gap)] : [])),
        rest: StyledText([Span(blanks: width + 2)])
      ) { output.line($0, look.style) }
      let isTags = property.key == "tags"
      for (place, value) in property.values.enumerated() {
        if place > 0 { wrapper.add(Span(isTags ? " " : ", ")) }
        for span in isTags ? [Span(PlainText.safeName(value), [.tag])] : Self.spans(value) {
          wrapper.add(span)
        }
      }
      wrapper.finish()
    }
    output.line(look.style.text(String(repeating: "─", count: columns), [.bar]))
  }

  /// A value as it looks: a link without its brackets.
  private static func spans(_ value: String) -> [Span] {
    let text = PlainText.safeName(value)
    guard text.hasPrefix("[["), text.hasSuffix("]]") else { return [Span(text)] }
    var spans: [Span] = []
    ShownLine.forEach(in: text) { line in
      spans += line.pieces.map { Span($0.text, $0.style.contains(.link) ? [.link] : []) }
    }
    return spans
  }
}
