/// A piece of a line: text of one look.
struct Span: Equatable {
  var text: String
  /// What it is, from the outside in.
  var roles: [Palette.Role] = []
  /// Where a link leads; nil for other text.
  var address: String?
  /// Whether blanks in it end no row: a path that is broken can be neither selected nor opened.
  var isWhole = false

  init(_ text: String, _ roles: [Palette.Role] = [], address: String? = nil) {
    self.text = text
    self.roles = roles
    self.address = address
  }

  /// Blanks.
  init(blanks: Int) { text = String(repeating: " ", count: blanks) }

  func isLike(_ other: Span) -> Bool {
    roles == other.roles && address == other.address && isWhole == other.isWhole
  }
}

extension [Span] {
  /// Columns that they take on a terminal.
  var width: Int { reduce(0) { $0 + PlainText.width($1.text) } }

  /// Adds a piece to the end, together with one of its look.
  mutating func add(_ span: Span) {
    if span.text.isEmpty { return }
    if let last = last, last.isLike(span) {
      self[count - 1].text += span.text
    } else {
      append(span)
    }
  }
}
