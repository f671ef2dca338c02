/// A section made ready to show: its final score, the passage that answers, the words that were found.
package struct RankedAnswer: Sendable, Hashable {
  package var section: RankedSection
  /// The piece of the text that answers best; nil where the text is empty.
  package var passage: Passage?
  /// Every place in the section's plain text where a term stands, ascending.
  package var matches: [TermMatch]

  package init(section: RankedSection, passage: Passage?, matches: [TermMatch]) {
    self.section = section
    self.passage = passage
    self.matches = matches
  }
}

/// A place in a text where a term stands: half-open byte offsets that cover whole words.
package struct TermMatch: Sendable, Hashable {
  /// How near the word in the text comes to the term, best first.
  package enum Form: UInt8, Sendable {
    /// As typed: same ending, same accents.
    case typed
    /// The same for the index: another ending, other accents.
    case folded
    /// Another word with the same beginning, as `temporarily` for `temporary`.
    case kin
    /// Another word with a part in common, as German `Bahnstrecke` for `Eisenbahn`.
    case part

    /// Whether it is the term, not only like it.
    package var isTerm: Bool { self == .typed || self == .folded }
  }

  /// Index into `Query.terms`.
  package var term: Int
  package var start: Int
  package var end: Int
  /// Position of its first token, counted from 0.
  package var position: Int
  package var form: Form

  package init(term: Int, start: Int, end: Int, position: Int, form: Form = .folded) {
    self.term = term
    self.start = start
    self.end = end
    self.position = position
    self.form = form
  }
}

/// The part of a section that answers best.
package struct Passage: Sendable, Hashable {
  /// 1-based lines of the file.
  package var line: Int
  package var endLine: Int
  /// Byte offsets into the section's plain text, without blanks at the ends.
  package var start: Int
  package var end: Int
  /// The matches inside it, as offsets into the section's plain text.
  package var matches: [TermMatch]

  package init(line: Int, endLine: Int, start: Int, end: Int, matches: [TermMatch]) {
    self.line = line
    self.endLine = endLine
    self.start = start
    self.end = end
    self.matches = matches
  }
}
