/// A section made ready to show: its final score, the passage that answers, the words that were found.
package struct RankedAnswer: Sendable, Hashable {
  package var section: RankedSection
  /// The piece of the text that answers best; nil where the text is empty.
  package var passage: Passage?
  /// The places in the section's plain text where a term stands, ascending: the first ones, where there are very many.
  package var matches: [TermMatch]

  /// Places of terms that are kept of one section, and of one passage: dozens of sections may be nothing but terms.
  static let mostMatches = 1 << 14

  package init(section: RankedSection, passage: Passage?, matches: [TermMatch]) {
    self.section = section
    self.passage = passage
    self.matches = matches
  }
}

extension [RankedAnswer] {
  /// Orders by `RankedSection.precedes`.
  mutating func sortByScore() { sort { RankedSection.precedes($0.section, $1.section) } }
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

  // A section can have a hundred thousand of these.
  private let shortTerm: Int32
  private let first: UInt32
  private let last: UInt32
  private let place: UInt32

  package let form: Form

  /// Index into `Query.terms`.
  package var term: Int { Int(shortTerm) }
  package var start: Int { Int(first) }
  package var end: Int { Int(last) }
  /// Position of its first token, counted from 0.
  package var position: Int { Int(place) }

  package init(term: Int, start: Int, end: Int, position: Int, form: Form = .folded) {
    shortTerm = Int32(clamping: term)
    first = UInt32(clamping: start)
    last = UInt32(clamping: end)
    place = UInt32(clamping: position)
    self.form = form
  }
}

/// The part of a section that answers best.
package struct Passage: Sendable, Hashable {
  /// 1-based lines of the file.
  package var line: Int
  package var endLine: Int
  /// Byte offsets into the section's plain text, without blanks at the ends; into the front matter's for a property.
  package var start: Int
  package var end: Int
  /// The matches inside it, as offsets into the same text.
  package var matches: [TermMatch]
  /// The first row of the table that the passage is a row of.
  package var head: Range<Int>?
  /// The key of the property that the passage is; nil for a part of the section.
  package var property: String?
  /// Whether the section as such answers, so that the passage is its beginning.
  package var isStart = false
  /// Whether it begins with text, rather than with links and fields.
  package var isProse = true

  /// With no more matches than are kept.
  var shortened: Passage {
    var short = self
    if matches.count > RankedAnswer.mostMatches {
      short.matches = Array(matches.prefix(RankedAnswer.mostMatches))
    }
    return short
  }

  package init(line: Int, endLine: Int, start: Int, end: Int, matches: [TermMatch]) {
    self.line = line
    self.endLine = endLine
    self.start = start
    self.end = end
    self.matches = matches
  }
}
