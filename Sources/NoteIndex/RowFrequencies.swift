import NoteQuery
import NoteText
import SQLite

extension QueryRows {
  /// Counts the rows of each term.
  func frequencies(
    terms: Int, _ allowed: FilterRows?, _ index: NoteIndex
  ) throws(SQLiteError) -> [TermFrequency] {
    var frequencies = Array(repeating: TermFrequency(), count: terms)
    let lengths = index.sectionLengths.readable
    for form in sections {
      var kept = 0
      for cursor in form.cursors {
        try cursor.forEachRow(before: lengths.count) { row, _ in
          let own = lengths[row]
          guard own.note != 0, form.languages.holds(own.language) else { return }
          if allowed?.contains(row, of: Int(own.note)) ?? true { kept += 1 }
        }
      }
      frequencies[form.term].sections += kept
      // Also what only notes have that are gone is no slip of the finger.
      frequencies[form.term].isFound = true
    }
    try countNotes(&frequencies, allowed, index)
    return frequencies
  }

  private func countNotes(
    _ frequencies: inout [TermFrequency], _ allowed: FilterRows?, _ index: NoteIndex
  ) throws(SQLiteError) {
    let lengths = index.sectionLengths.readable
    for term in frequencies.indices {
      let named = names.filter { $0.term == term }
      // A note that has a term in its title and among its aliases counts once.
      var seen = named.isEmpty ? nil : RowSet(limit: lengths.count)
      for form in notes.filter({ $0.term == term }) + named {
        frequencies[term].isFound = true
        for cursor in form.cursors {
          try cursor.forEachRow(before: lengths.count) { row, _ in
            let own = lengths[row]
            guard own.note != 0, form.languages.holds(own.language), seen?.contains(row) != true
            else { return }
            seen?.insert(row)
            let isKept =
              allowed == nil || index.shownSection(of: Int(own.note), from: row, allowed) != nil
            if isKept { frequencies[term].notes += 1 }
          }
        }
      }
    }
  }
}

extension LanguageSet {
  /// Whether it holds a language as `SectionLengths` tell it.
  @inline(__always)
  func holds(_ language: UInt8) -> Bool { rawValue >> UInt32(language) & 1 != 0 }
}

extension NoteIndex {
  /// The section that stands for a note: the first one with text, unless a filter lets only others through.
  ///
  /// - Parameter row: The number of its first section.
  func shownSection(of note: Int, from row: Int, _ allowed: FilterRows?) -> Int32? {
    let shown = noteLengths[note].firstSection
    guard let allowed, !allowed.contains(Int(shown), of: note) else { return shown }
    guard case .sections(let sections) = allowed else { return nil }
    var section = row
    while Int(sectionLengths[section].note) == note {
      if sections.contains(section) { return Int32(truncatingIfNeeded: section) }
      section += 1
    }
    return nil
  }
}
