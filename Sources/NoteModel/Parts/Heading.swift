/// A heading at the root of a note.
package struct Heading: Sendable, Hashable {
  /// 1 to 6.
  package var level: Int
  /// The raw Markdown of the line, without hashes; what Obsidian calls `heading`.
  package var text: String
  /// The whole line, or lines for a setext heading, without the line break.
  package var range: SourceRange

  package init(level: Int, text: String, range: SourceRange) {
    self.level = level
    self.text = text
    self.range = range
  }
}

/// A line that is nothing but one bold span: an implicit heading of a section, never a link target.
package struct Label: Sendable, Hashable {
  /// The text inside the bold span, without a closing colon.
  package var text: String
  /// The whole line, without the line break.
  package var range: SourceRange

  package init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}

extension Heading: Packable {
  package static var hasSecondTexts: Bool { false }

  package var packed: PackedEntries.Entry {
    PackedEntries.Entry(range: range, flags: UInt8(truncatingIfNeeded: level), first: text)
  }

  package init(_ entry: PackedEntries.Entry) {
    self.init(level: Int(entry.flags), text: entry.first, range: entry.range)
  }
}

extension Label: Packable {
  package static var hasSecondTexts: Bool { false }

  package var packed: PackedEntries.Entry { PackedEntries.Entry(range: range, first: text) }

  package init(_ entry: PackedEntries.Entry) { self.init(text: entry.first, range: entry.range) }
}

extension PackedList<Heading> {
  /// Returns a heading's level without making the heading.
  package func level(at index: Int) -> Int { Int(entries.flags(at: index)) }
}
