/// What of a long note is wanted; a short one is always read in full, which costs nothing.
package enum ReadingPurpose: Sendable {
  case everything
  /// What the index keeps: no places in the text behind its first part, no lists of headings, labels, footnotes,
  /// blocks and items.
  ///
  /// - Parameter prose: Bytes of text, no code and no formulas, whose places are kept also where they stand behind it.
  case index(prose: Int)
  /// The texts of some sections, by their numbers, and where all sections are; nothing else.
  case text(of: Set<Int>)

  /// The links and what they are defined by, and where the lines are; nothing else.
  case links

  var isEverything: Bool { if case .everything = self { true } else { false } }
  var prose: Int? { if case .index(let prose) = self { prose } else { nil } }
  var isLinks: Bool { if case .links = self { true } else { false } }
  var sections: Set<Int>? {
    switch self {
    case .text(let sections): sections
    case .links: []
    case .everything, .index: nil
    }
  }
}
