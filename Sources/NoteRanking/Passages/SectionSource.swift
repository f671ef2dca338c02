package import NoteModel
package import NoteText

/// A section as the index stores it, read to be looked at closely.
package struct SectionSource: Sendable {
  /// The heading path, from the top down.
  package var headings: [String]
  package var text: SectionText
  package var language: Language
  /// The properties of its note; nil where it has none.
  package var frontMatter: FrontMatterText?

  package init(
    headings: [String], text: SectionText, language: Language = .english,
    frontMatter: FrontMatterText? = nil
  ) {
    self.headings = headings
    self.text = text
    self.language = language
    self.frontMatter = frontMatter
  }

  /// Whether its text or one of its headings has something.
  func contains(where isThere: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    if text.bytes.withUnsafeBytes(isThere) { return true }
    return headings.contains { heading in
      var heading = heading
      return heading.withUTF8 { isThere(UnsafeRawBufferPointer($0)) }
    }
  }
}
