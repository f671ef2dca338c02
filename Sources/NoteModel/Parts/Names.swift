/// Another name of a note, from its front matter.
package struct Alias: Sendable, Hashable {
  package var text: String
  /// The scalar that holds the alias.
  package var range: SourceRange

  package init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// One line of `keywords` or `questions`: something the note answers.
package struct Question: Sendable, Hashable {
  package var text: String
  /// The scalar that holds the question.
  package var range: SourceRange

  package init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// A tag of a note, without its `#`.
package struct Tag: Sendable, Hashable {
  /// Where a tag was written.
  package enum Origin: Sendable, Hashable {
    case frontMatter
    case body
  }

  package var name: String
  package var origin: Origin
  /// In the body from `#` to the tag's last character; in the front matter the scalar that holds it.
  package var range: SourceRange

  package init(name: String, origin: Origin, range: SourceRange) {
    self.name = name
    self.origin = origin
    self.range = range
  }
}

extension Tag: Packable {
  package static var hasSecondTexts: Bool { false }

  package var packed: PackedEntries.Entry {
    PackedEntries.Entry(range: range, flags: origin == .body ? 1 : 0, first: name)
  }

  package init(_ entry: PackedEntries.Entry) {
    self.init(
      name: entry.first, origin: entry.flags == 0 ? .frontMatter : .body, range: entry.range)
  }
}

extension PackedList<Tag> {
  /// Appends a tag whose name is given as UTF-8.
  package mutating func append(
    _ origin: Tag.Origin, _ range: SourceRange, name: UnsafeBufferPointer<UInt8>
  ) {
    entries.append(range, flags: origin == .body ? 1 : 0, first: name)
  }
}
