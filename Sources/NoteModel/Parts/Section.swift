/// The part of a note from one heading or label to the next: the unit that is searched and shown.
///
/// The sections of a note follow each other without a gap from the end of the front matter to the end
/// of the file.
package struct Section: Sendable, Hashable {
  /// What opens a section.
  package enum Kind: Sendable, Hashable {
    /// The text before the first heading or label.
    case lead
    case heading
    case label
  }

  package var kind: Kind
  /// 0 for the lead, 1 to 6 below a heading, 7 below a label.
  package var level: Int
  /// The headings from the top down as plain text, its own last; empty for the lead.
  package var headingPath: [String]
  /// All bytes of the section, its heading line included.
  package var range: SourceRange
  /// 1-based line of the heading or label; in a lead the first line that is not blank.
  package var line: Int
  /// 1-based last line that is not blank.
  package var endLine: Int
  /// What a reader sees of it, without the heading line.
  package var text: SectionText

  package init(
    kind: Kind, level: Int, headingPath: [String], range: SourceRange, line: Int, endLine: Int,
    text: SectionText
  ) {
    self.kind = kind
    self.level = level
    self.headingPath = headingPath
    self.range = range
    self.line = line
    self.endLine = endLine
    self.text = text
  }
}
