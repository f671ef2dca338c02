package import NoteModel

/// A section as the index stores it, read to be looked at closely.
package struct SectionSource: Sendable {
  /// The heading path, from the top down.
  package var headings: [String]
  package var text: SectionText

  package init(headings: [String], text: SectionText) {
    self.headings = headings
    self.text = text
  }
}
