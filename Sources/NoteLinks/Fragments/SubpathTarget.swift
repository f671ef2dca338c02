package import NoteModel

/// The part of a note that a link's fragment leads to.
package struct SubpathTarget: Sendable, Hashable {
  /// What a fragment can name.
  package enum Kind: Sendable, Hashable {
    case heading
    case block
    case footnote
  }

  package var kind: Kind
  /// A heading with everything below it, up to the next one of its level; or the block or footnote.
  package var range: SourceRange
  /// 1-based line that it begins on.
  package var line: Int
  /// 1-based line that it ends on, blank lines at its end left out.
  package var endLine: Int

  package init(kind: Kind, range: SourceRange, line: Int, endLine: Int) {
    self.kind = kind
    self.range = range
    self.line = line
    self.endLine = endLine
  }
}
