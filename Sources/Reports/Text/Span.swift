/// A piece of a line: text of one look.
struct Span: Equatable {
  var text: String
  var roles: Palette.Roles = []
  /// Where a link leads; nil for other text.
  var address: String?
  /// Whether blanks in it end no row: a path that is broken can be neither selected nor opened.
  var isWhole = false

  init(_ text: String, _ roles: Palette.Roles = [], address: String? = nil) {
    self.text = text
    self.roles = roles
    self.address = address
  }

  /// Blanks.
  init(blanks: Int) { text = String(repeating: " ", count: blanks) }
}
