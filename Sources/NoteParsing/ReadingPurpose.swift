/// What of a long note is wanted; a short one is always read in full, which costs nothing.
package enum ReadingPurpose: Sendable {
  case everything
  /// What the index keeps: no places in the text behind its first part, no lists of headings, labels, footnotes,
  /// blocks and items.
  case index
  /// The texts of some sections, by their numbers, and where all sections are; nothing else.
  case text(of: Set<Int>)

  var isEverything: Bool { if case .everything = self { true } else { false } }
  var isIndex: Bool { if case .index = self { true } else { false } }
  var sections: Set<Int>? { if case .text(let sections) = self { sections } else { nil } }
}
