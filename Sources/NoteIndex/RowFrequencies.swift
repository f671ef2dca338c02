import NoteQuery
import NoteText
import SQLite

extension QueryRows {
  /// Rows that are counted of all terms before those behind them: lengths of a vast vault are not all in memory,
  /// and fewer pages take turns there than twice these rows have.
  private static let stretch = RowCounts.stretch
  /// Bytes that are kept of what was counted, at most.
  private static let mostKept = 4 << 20
  /// Of so many rows one holds a term of which that is worth it.
  private static let leastShare = 8

  /// Counts the rows of each term, and finds those of phrases meanwhile.
  mutating func frequencies(
    terms: Int, _ allowed: FilterRows?, _ index: NoteIndex
  ) throws(SQLiteError) -> [TermFrequency] {
    for form in sections { form.pending?.start() }
    defer { for form in sections { form.pending?.wait() } }
    try orderNames(index)
    var frequencies = Array(repeating: TermFrequency(), count: terms)
    // Also what only notes have that are gone is no slip of the finger.
    for form in sections + notes + names { frequencies[form.term].isFound = true }
    var ofNotes: [[FormRows]] = Array(repeating: [], count: terms)
    for form in notes + names { ofNotes[form.term].append(form) }
    let named = Set(names.map(\.term))
    let limit = index.sectionLengths.limit
    var room = Self.mostKept / Self.stretch
    for start in stride(from: 0, to: limit, by: Self.stretch) {
      let rows = start..<min(limit, start + Self.stretch)
      for form in sections where form.pending == nil {
        try count(form, in: rows, &frequencies, &room, allowed, index)
      }
      for (term, forms) in ofNotes.enumerated() where !forms.isEmpty {
        // A note that has a term in its title and among its aliases counts once.
        let seen = named.contains(term) ? RowSet(limit: rows.count) : nil
        frequencies[term].notes += try Self.notes(rows, forms, seen, allowed, index)
      }
    }
    for place in sections.indices {
      guard let pending = sections[place].pending else { continue }
      sections[place].pending = nil
      sections[place].cursors = [try pending.finish()]
      for start in stride(from: 0, to: limit, by: Self.stretch) {
        let rows = start..<min(limit, start + Self.stretch)
        try count(sections[place], in: rows, &frequencies, &room, allowed, index)
      }
    }
    return frequencies
  }

  /// Counts some rows of a form of a term, and keeps how often it stands in them where there are many.
  private func count(
    _ form: FormRows, in rows: Range<Int>, _ frequencies: inout [TermFrequency],
    _ room: inout Int, _ allowed: FilterRows?, _ index: NoteIndex
  ) throws(SQLiteError) {
    let lengths = index.sectionLengths.readable
    let (languages, counts) = (form.languages, form.counts)
    var count = 0
    counts.begin()
    for cursor in form.cursors {
      try cursor.forEachRow(before: rows.upperBound) { row, places in
        let own = lengths[row]
        guard own.note != 0, languages.holds(own.language),
          allowed?.contains(row, of: Int(own.note)) ?? true
        else { return }
        count += 1
        counts.add(places, row - rows.lowerBound)
      }
    }
    let isKept = count > rows.count / Self.leastShare && room > 0
    counts.finish(keeping: isKept)
    if isKept { room -= 1 }
    frequencies[form.term].sections += count
  }

  /// Counts the notes of some rows that one of the forms of a term names.
  private static func notes(
    _ rows: Range<Int>, _ forms: [FormRows], _ seen: RowSet?, _ allowed: FilterRows?,
    _ index: NoteIndex
  ) throws(SQLiteError) -> Int {
    let lengths = index.sectionLengths.readable
    var seen = seen
    var count = 0
    for form in forms {
      for cursor in form.cursors {
        try cursor.forEachRow(before: rows.upperBound) { row, _ in
          let own = lengths[row]
          let place = row - rows.lowerBound
          guard own.note != 0, form.languages.holds(own.language), seen?.contains(place) != true
          else { return }
          seen?.insert(place)
          let isKept =
            allowed == nil || index.shownSection(of: Int(own.note), from: row, allowed) != nil
          if isKept { count += 1 }
        }
      }
    }
    return count
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
