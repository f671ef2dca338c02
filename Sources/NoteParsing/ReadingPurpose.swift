/// What of a long note is wanted; a short one is read in full, which costs nothing, but for `text`.
package enum ReadingPurpose: Sendable {
  case everything
  /// What the index keeps: no places in the text after its first part, no lists of headings, labels, footnotes,
  /// blocks and items.
  ///
  /// - Parameter prose: Bytes of text, no code and no formulas, whose places are kept also where they stand after it.
  case index(prose: Int)
  /// The texts of some sections, by their numbers, on which lines all sections are, and the properties; nothing else, of
  /// a short note neither: questions read dozens of them.
  case text(of: Set<Int>)
  /// The headings and texts of all sections; nothing else.
  case texts
  /// Everything but the texts of sections.
  case places
  /// The links and what they are defined by, and where the lines are; nothing else.
  case links
  /// The headings, and where the lines are; nothing else.
  case headings
  /// What fragments of links can name, the embeds, and where the lines are; nothing else.
  case fragments

  var keepsLists: Bool {
    switch self {
    case .everything, .places: true
    case .index, .text, .texts, .links, .headings, .fragments: false
    }
  }
  var keepsFindings: Bool {
    switch self {
    case .text, .texts, .headings: false
    case .everything, .index, .places, .links, .fragments: true
    }
  }
  var isText: Bool { if case .text = self { true } else { false } }
  var isFragments: Bool { if case .fragments = self { true } else { false } }
  var isLinks: Bool { if case .links = self { true } else { false } }
  var isHeadings: Bool { if case .headings = self { true } else { false } }
  /// Whether the places in the file of sections' texts are kept.
  var mapsText: Bool {
    switch self {
    case .everything, .text, .places: true
    case .index, .texts, .links, .headings, .fragments: false
    }
  }
  /// Bytes of prose whose places are kept; nil for those of all texts.
  var prose: Int? { if case .index(let prose) = self { prose } else { nil } }
  /// The sections whose texts are kept; nil for all.
  var sections: Set<Int>? {
    switch self {
    case .everything, .index, .texts: nil
    case .text(let sections): sections
    case .places, .links, .headings, .fragments: []
    }
  }
}
