import NoteQuery
import NoteText
import SQLite

extension QueryPostings {
  /// Sections that are counted of all terms before those behind them: lengths of a vast vault are not all in memory,
  /// and fewer pages take turns there than twice these sections have.
  private static let stretch = PlaceCounts.stretch
  /// Bytes that are kept of what was counted, at most.
  private static let mostKept = 4 << 20
  /// Of so many sections one holds a term of which that is worth it.
  private static let leastShare = 8

  /// Counts the postings of each term, and finds those of common phrases meanwhile.
  ///
  /// - Parameter keeping: Whether it is kept how often terms stand in sections, where that is worth it.
  mutating func frequencies(
    of query: Query, _ allowed: AllowedSections?, keeping: Bool, _ index: NoteIndex
  ) throws(SQLiteError) -> [TermFrequency] {
    var frequencies = Array(repeating: TermFrequency(), count: query.terms.count)
    let lengths = index.sectionLengths.readable
    var room = keeping ? Self.mostKept / Self.stretch : 0
    let found = sections.indices.filter { sections[$0].pending == nil }
    let pending = sections.indices.filter { sections[$0].pending != nil }
    try PendingPhrase.find(sections.compactMap(\.pending)) { () throws(SQLiteError) in
      try orderNames(index)
      func isPart(_ place: Int) -> Bool { query.terms[sections[place].term].isPartOfWords }
      try count(found.filter { !isPart($0) }, &frequencies, &room, allowed, index)
      // Most words of a question are common enough for their parts to be left out.
      let parts = found.filter {
        isPart($0) && !IdleTerms.isIdlePart(sections[$0].term, of: query, frequencies)
      }
      try count(parts, &frequencies, &room, allowed, index)
      try countNotes(&frequencies, allowed, index)
    }
    for place in pending {
      sections[place].cursors = [try sections[place].pending?.finish()].compactMap { $0 }
      sections[place].pending = nil
    }
    try count(pending, &frequencies, &room, allowed, index)
    for form in sections + notes + names where !frequencies[form.term].isFound {
      let frequency = frequencies[form.term]
      // What a filter leaves out is there all the same.
      frequencies[form.term].isFound =
        if frequency.sections + frequency.notes > 0 { true } else {
          try form.holdsLivingSection(lengths)
        }
    }
    return frequencies
  }

  /// Calls `body` with all sections, stretch by stretch.
  private func forEachStretch(
    _ index: NoteIndex, _ body: (Range<Int>) throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    let limit = index.sectionLengths.limit
    for start in stride(from: 0, to: limit, by: Self.stretch) {
      try body(start..<min(limit, start + Self.stretch))
    }
  }

  /// Counts the postings of forms in sections.
  private func count(
    _ places: [Int], _ frequencies: inout [TermFrequency], _ room: inout Int,
    _ allowed: AllowedSections?, _ index: NoteIndex
  ) throws(SQLiteError) {
    if places.isEmpty { return }
    try forEachStretch(index) { (stretch) throws(SQLiteError) in
      for place in places {
        try count(sections[place], in: stretch, &frequencies, &room, allowed, index)
      }
    }
  }

  /// Counts some postings of a form of a term, and keeps how often it stands in them where there are many.
  private func count(
    _ form: FormPostings, in sections: Range<Int>, _ frequencies: inout [TermFrequency],
    _ room: inout Int, _ allowed: AllowedSections?, _ index: NoteIndex
  ) throws(SQLiteError) {
    let counts = form.counts
    guard form.cursors.contains(where: { $0.row < sections.upperBound }) else {
      return counts.skip()
    }
    let lengths = index.sectionLengths.readable
    var count = 0
    counts.begin()
    try form.forEachSection(in: sections, lengths, allowed) { section, places, _ in
      count += 1
      counts.add(places, section - sections.lowerBound)
    }
    let isKept = count > sections.count / Self.leastShare && room > 0
    counts.finish(keeping: isKept)
    if isKept { room -= 1 }
    frequencies[form.term].sections += count
  }

  private func countNotes(
    _ frequencies: inout [TermFrequency], _ allowed: AllowedSections?, _ index: NoteIndex
  ) throws(SQLiteError) {
    var forms: [[FormPostings]] = Array(repeating: [], count: frequencies.count)
    for form in notes + names { forms[form.term].append(form) }
    let named = Set(names.map(\.term))
    try forEachStretch(index) { (stretch) throws(SQLiteError) in
      for (term, forms) in forms.enumerated() where !forms.isEmpty {
        // A note that has a term in its title and among its aliases counts once.
        let seen = named.contains(term) ? NumberSet(limit: stretch.count) : nil
        frequencies[term].notes += try Self.notes(stretch, forms, seen, allowed, index)
      }
    }
  }

  /// Counts the notes of some sections that one of the forms of a term names.
  private static func notes(
    _ sections: Range<Int>, _ forms: [FormPostings], _ seen: NumberSet?,
    _ allowed: AllowedSections?,
    _ index: NoteIndex
  ) throws(SQLiteError) -> Int {
    let lengths = index.sectionLengths.readable
    var seen = seen
    var count = 0
    for form in forms {
      for cursor in form.cursors {
        try cursor.forEachPosting(before: sections.upperBound) { section, _ in
          let own = lengths[section]
          let place = section - sections.lowerBound
          guard own.note != 0, form.languages.holds(own.language), seen?.contains(place) != true
          else { return }
          seen?.insert(place)
          let isKept =
            allowed == nil || index.shownSection(of: Int(own.note), from: section, allowed) != nil
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
  /// The section that stands for a note: the first one with prose.
  package func shownSection(ofNote note: Int64) -> Int { Int(noteLengths[Int(note)].firstSection) }

  /// The section that stands for a note: the first one with text, unless a filter lets only others through.
  ///
  /// - Parameter first: The number of its first section.
  func shownSection(of note: Int, from first: Int, _ allowed: AllowedSections?) -> Int32? {
    let shown = noteLengths[note].firstSection
    guard let allowed, !allowed.contains(Int(shown), of: note) else { return shown }
    guard case .sections(let sections) = allowed else { return nil }
    var section = first
    while Int(sectionLengths[section].note) == note {
      if sections.contains(section) { return Int32(truncatingIfNeeded: section) }
      section += 1
    }
    return nil
  }
}
