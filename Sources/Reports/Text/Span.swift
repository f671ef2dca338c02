/// A piece of a line: text of one look.
struct Span: Equatable {
  var text: String
  var isMatch: Bool
  var isCode = false
  /// Whether it names the columns of a table.
  var isHead = false
  /// Where a link leads; nil for other text.
  var address: String?

  init(text: String, isMatch: Bool, isCode: Bool = false, address: String? = nil) {
    self.text = text
    self.isMatch = isMatch
    self.isCode = isCode
    self.address = address
  }

  func isLike(_ other: Span) -> Bool {
    isMatch == other.isMatch && isCode == other.isCode && isHead == other.isHead
      && address == other.address
  }
}
