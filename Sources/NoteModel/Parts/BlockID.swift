import Characters

/// A block or list item that a `^id` names.
package struct BlockID: Sendable, Hashable {
  /// Without the caret, as written.
  package var id: String
  /// The named block; for a list item its own text.
  package var range: SourceRange

  package init(id: String, range: SourceRange) {
    self.id = id
    self.range = range
  }

  /// Whether a byte may be part of an id: a letter, a digit or a hyphen.
  @inlinable package static func allows(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte == UInt8(ascii: "-")
  }
}

/// A footnote's text, or a mention of it.
package struct Footnote: Sendable, Hashable {
  package var id: String
  package var range: SourceRange

  package init(id: String, range: SourceRange) {
    self.id = id
    self.range = range
  }
}

extension BlockID: Packable {
  package static var hasSecondTexts: Bool { false }

  package var packed: PackedEntries.Entry { PackedEntries.Entry(range: range, first: id) }

  package init(_ entry: PackedEntries.Entry) { self.init(id: entry.first, range: entry.range) }
}

extension Footnote: Packable {
  package static var hasSecondTexts: Bool { false }

  package var packed: PackedEntries.Entry { PackedEntries.Entry(range: range, first: id) }

  package init(_ entry: PackedEntries.Entry) { self.init(id: entry.first, range: entry.range) }
}
