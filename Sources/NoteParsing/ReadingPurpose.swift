/// What of a long note is wanted; a short one is always read in full, which costs nothing.
package enum ReadingPurpose: Sendable {
  case everything
  /// What the index keeps: no places in the text behind its first part, no lists of headings, labels, footnotes,
  /// blocks and items.
  ///
  /// - Parameter prose: Bytes of text, no code and no formulas, whose places are kept also where they stand behind it.
  case index(prose: Int)
  /// The texts of some sections, by their numbers, and on which lines all sections are; nothing else.
  case text(of: Set<Int>)
  /// Everything but the texts of sections.
  case places
  /// The links and what they are defined by, and where the lines are; nothing else.
  case links
  /// The headings, and where the lines are; nothing else.
  case headings

  var keepsLists: Bool {
    switch self {
    case .everything, .places: true
    case .index, .text, .links, .headings: false
    }
  }
  var keepsFindings: Bool {
    switch self {
    case .text, .headings: false
    case .everything, .index, .places, .links: true
    }
  }
  var isLinks: Bool { if case .links = self { true } else { false } }
  var isHeadings: Bool { if case .headings = self { true } else { false } }
  /// Bytes of prose whose places are kept; nil for those of all texts.
  var prose: Int? { if case .index(let prose) = self { prose } else { nil } }
  /// The sections whose texts are kept; nil for all.
  var sections: Set<Int>? {
    switch self {
    case .everything, .index: nil
    case .text(let sections): sections
    case .places, .links, .headings: []
    }
  }
}
