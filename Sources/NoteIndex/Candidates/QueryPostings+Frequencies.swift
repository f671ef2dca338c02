import FullText
import NoteQuery
import NoteText
import SQLite

extension QueryPostings {
  /// Sections that are counted of all terms before those after them: lengths of a vast vault are not all in memory,
  /// and fewer pages take turns there than twice these sections have.
  private static let stretch = PlaceCounts.stretch
  /// Most bytes of counts that are kept.
  private static let mostKept = 4 << 20
  /// Counts are kept of a term that at least one section in this many contains.
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

  /// Leaves function words out, unless the names of notes are questions of the kind that the query is.
  ///
  /// Such a word names many notes of a vast vault: bringing them all in order takes longer than to tell that they are
  /// not wanted.
  mutating func removeIdleFunctionWords(
    of query: Query, _ allowed: AllowedSections?, _ index: NoteIndex
  ) throws(SQLiteError) {
    let words = query.terms.indices.filter { query.terms[$0].isFunctionWord }
    if words.isEmpty { return }
    let total = index.totals.notes
    var asking: [Int] = []
    for word in words where query.terms[word].isQuestionWord {
      if IdleTerms.isAsked(try notePostings(of: word), of: total) { asking.append(word) }
    }
    try rewind()
    if !asking.isEmpty {
      var frequencies = Array(repeating: TermFrequency(), count: query.terms.count)
      try orderNames(index, of: asking)
      try countNotes(&frequencies, of: asking, allowed, index)
      try rewind()
      if asking.contains(where: { IdleTerms.isAsked(frequencies[$0].notes, of: total) }) { return }
    }
    remove(words)
  }

  /// The postings in which a term names a note: no fewer than there are notes, but for those that are gone.
  private func notePostings(of term: Int) throws(SQLiteError) -> Int {
    var count = 0
    for form in notes + names where form.term == term {
      for cursor in form.cursors { try cursor.forEachPosting(before: .max) { _, _ in count += 1 } }
    }
    return count
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

  /// Counts the notes that each term names.
  ///
  /// - Parameter terms: The places of the terms that are wanted; nil for all.
  private func countNotes(
    _ frequencies: inout [TermFrequency], of terms: [Int]? = nil, _ allowed: AllowedSections?,
    _ index: NoteIndex
  ) throws(SQLiteError) {
    var forms: [[FormPostings]] = Array(repeating: [], count: frequencies.count)
    for form in notes + names where terms?.contains(form.term) != false {
      forms[form.term].append(form)
    }
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
