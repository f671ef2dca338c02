// The postings of a common word are a large part of the vault. They are walked stretch by stretch, term by term within each: that
// costs a few nanoseconds a posting, where a merge of all terms section by section would cost several times as much. What a
// stretch comes to is ranked before the next one is read, and tells which notes of that one are worth a look.

import FullText
import NoteModel
package import NoteQuery
import NoteText
package import SQLite

/// Reads the sections and notes that hold a term of a query, in the order of their numbers.
package final class CandidateReader: CandidateSource {
  /// Sections of the first stretch and of the longest one: the first should soon tell what is good.
  private static let shortest = 1024
  private static let longest = 16384

  package let totals: Candidates.Totals
  package let frequencies: [TermFrequency]
  package var namesQuestion: Bool { !asked.isEmpty }
  /// Whether a note has the name that was typed.
  package var namesNote: Bool { asked.contains { $0.likeness != nil } }

  private let index: NoteIndex
  private var postings: QueryPostings
  let allowed: AllowedSections?
  /// The notes that name the question or one close to it, ascending.
  private let asked: [AskedNote]
  let lengths: ReadableLengths<SectionLengths>

  // Where the next stretch begins, and what was read of the one at hand.
  private var next = 0
  private var longest = CandidateReader.shortest
  @exclusivity(unchecked) var sections = PieceHits()
  @exclusivity(unchecked) private var notes = PieceHits()
  /// The terms that stand in each section of the stretch, and those in the own fields of its note.
  private(set) var terms = SectionTerms()
  private(set) var bounds = SectionBounds()
  /// Terms with few postings, which are all kept in `bounds` for the stretch.
  var kept: UInt64 = 0
  private var values = TermValues([])

  /// - Parameter keeping: Whether postings that were counted need not be read again; the candidates are the same.
  init(_ index: NoteIndex, _ query: Query, keeping: Bool = true) throws(SQLiteError) {
    self.index = index
    lengths = index.sectionLengths.readable
    totals = Candidates.Totals(
      sections: index.totals.sections, notes: index.totals.notes, tokens: index.totals.tokens)
    allowed = try index.allowedSections(query)
    var postings = try QueryPostings(query.terms, index, postponing: true)
    asked = try index.askedNotes(query, postings)
    try postings.rewind()
    try postings.removeIdleFunctionWords(of: query, allowed, index)
    var frequencies = try postings.frequencies(
      of: query, allowed, keeping: keeping, index)
    let idle = IdleTerms.parts(in: query, frequencies)
    if !idle.isEmpty {
      postings.remove(idle)
      for place in idle { frequencies[place] = TermFrequency() }
    }
    self.frequencies = frequencies
    self.postings = postings
    try postings.rewind()
  }

  /// The candidates of a query with further terms after those it had, all of them other ways to write these.
  ///
  /// What was counted before is not counted again. `earlier` is of no use afterwards.
  init(_ earlier: CandidateReader, _ query: Query) throws(SQLiteError) {
    (index, lengths, totals) = (earlier.index, earlier.lengths, earlier.totals)
    (allowed, asked) = (earlier.allowed, earlier.asked)
    var added = try QueryPostings(
      query.terms, from: earlier.frequencies.count, index, postponing: true)
    let counted = try added.frequencies(of: query, allowed, keeping: true, index)
    frequencies = earlier.frequencies + counted[earlier.frequencies.count...]
    postings = earlier.postings
    postings.add(added)
    try postings.rewind()
  }

  /// Goes back to the first piece.
  package func rewind() throws(SQLiteError) {
    next = 0
    longest = Self.shortest
    try postings.rewind()
  }

  /// Puts the candidates of the next stretch of sections in the place of `piece`.
  package func next(
    _ need: CandidateNeed, into piece: inout Candidates
  ) throws(SQLiteError) -> Bool {
    piece.removeAll()
    values = TermValues(need.values)
    let helpers = values.helpers(below: min(need.least, need.leastOfNamed))
    guard let stretch = nextStretch(helpers) else { return false }
    sections.removeAll()
    notes.removeAll()
    terms.clear(stretch)
    guard let bound = need.bound else {
      try readNotes(stretch, bounded: false)
      for form in postings.sections { try read(form, [stretch], from: stretch.lowerBound) }
      fill(&piece, stretch, wanted(stretch, need, helpers))
      return true
    }
    bounds.clear(stretch)
    try readNotes(stretch, bounded: true)
    let wanted = try wantedByBound(stretch, need, helpers, bound)
    if !wanted.isEmpty {
      let parts = Self.joined(wanted)
      for form in postings.sections {
        for cursor in form.cursors { try cursor.goBackToMark() }
        try read(form, parts, from: stretch.lowerBound)
      }
    }
    fill(&piece, stretch, wanted)
    return true
  }

  /// Finds the notes of a stretch that can come among the best: those with too little are left out term by term.
  private func wantedByBound(
    _ stretch: Range<Int>, _ need: CandidateNeed, _ helpers: UInt64, _ bound: CandidateBound
  ) throws(SQLiteError) -> [Range<Int>] {
    for form in postings.sections {
      for cursor in form.cursors { cursor.setMark() }
    }
    kept = values.all & ~helpers
    for form in postings.sections where helpers & TermValues.bit(of: form.term) == 0 {
      try weigh(form, [stretch], need, bound)
    }
    var open = helpers
    var wanted: [Range<Int>]?
    for bit in values.bits(of: helpers) {
      // As long as much of the stretch may be wanted, it costs less to read all of it than to tell what is.
      if wanted == nil, bounds.isMostlyPromising(stretch, open: open, kept: kept, values, bound) {
        kept |= bit
        try weigh(bit, [stretch], need, bound)
      } else {
        let some = wanted ?? promising(stretch, need, open, bound)
        if some.isEmpty { return [] }
        try weigh(bit, Self.joined(some), need, bound)
        wanted = some.filter {
          isWanted(held(in: $0) | open & ~bit, at: $0.lowerBound, need)
            && reaches($0, open & ~bit, need, bound)
        }
      }
      open &= ~bit
    }
    return wanted ?? promising(stretch, need, open, bound)
  }

  private func weigh(
    _ bit: UInt64, _ parts: [Range<Int>], _ need: CandidateNeed, _ bound: CandidateBound
  ) throws(SQLiteError) {
    for form in postings.sections where TermValues.bit(of: form.term) == bit {
      try weigh(form, parts, need, bound)
    }
  }

  /// The sections of all notes that can come among the best, if they hold all `open` terms however often.
  private func promising(
    _ stretch: Range<Int>, _ need: CandidateNeed, _ open: UInt64, _ bound: CandidateBound
  ) -> [Range<Int>] {
    let (lengths, terms, bounds) = (lengths, terms, bounds)
    let least = bounds.least(open: open, kept: kept, values, bound)
    for note in asked[firstAsked(from: stretch.lowerBound)..<firstAsked(from: stretch.upperBound)] {
      terms.insert(TermValues.named, at: note.firstSection)
      bounds.keep(note.firstSection)
    }
    var wanted: [Range<Int>] = []
    var end = stretch.lowerBound
    while true {
      let section = bounds.firstPromising(in: end..<stretch.upperBound, least)
      if section == stretch.upperBound { return wanted }
      let note = lengths[section].note
      var start = section
      while start > end, lengths[start - 1].note == note { start -= 1 }
      end = section
      while end < stretch.upperBound, lengths[end].note == note { end += 1 }
      if note != 0, isWanted(held(in: start..<end) | open, at: start, need),
        reaches(start..<end, open, need, bound)
      {
        wanted.append(start..<end)
      }
    }
  }

  private func reaches(
    _ sections: Range<Int>, _ open: UInt64, _ need: CandidateNeed, _ bound: CandidateBound
  ) -> Bool {
    bounds.reaches(sections, terms, open: open, values, bound)
      || terms[sections.lowerBound] & TermValues.named != 0
        && askedNote(at: sections.lowerBound) != nil
  }

  /// So many sections between two parts are rather read than gone over.
  private static let smallGap = 16

  /// Parts with small gaps between them as one.
  private static func joined(_ parts: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for part in parts {
      if let last = joined.last, part.lowerBound - last.upperBound <= smallGap {
        joined[joined.count - 1] = last.lowerBound..<part.upperBound
      } else {
        joined.append(part)
      }
    }
    return joined
  }

  // MARK: Stretches

  /// The sections from the next one with a term that counts on; a note is not cut.
  private func nextStretch(_ helpers: UInt64) -> Range<Int>? {
    var first = Int.max
    for form in postings.sections where helpers & TermValues.bit(of: form.term) == 0 {
      for cursor in form.cursors { first = min(first, cursor.row) }
    }
    for form in postings.notes { for cursor in form.cursors { first = min(first, cursor.row) } }
    for form in postings.names { for cursor in form.cursors { first = min(first, cursor.row) } }
    let further = firstAsked(from: next)
    if further < asked.count { first = min(first, asked[further].firstSection) }
    // Cursors of postings that were counted stay behind.
    var start = max(first, next)
    guard start < lengths.count else { return nil }
    while start > next, lengths[start - 1].note == lengths[start].note { start -= 1 }
    var end = min(start + longest, lengths.count)
    while end < lengths.count, lengths[end].note == lengths[end - 1].note { end += 1 }
    next = end
    longest = min(longest * 2, Self.longest)
    return start..<end
  }

  /// Reads the terms in the own fields of notes.
  private func readNotes(_ stretch: Range<Int>, bounded: Bool) throws(SQLiteError) {
    let (lengths, terms, bounds) = (lengths, terms, bounds)
    for (forms, table) in [(postings.notes, FullTextTable.notes), (postings.names, .names)] {
      let fields = FieldList(table)
      for form in forms {
        let bit = TermValues.bit(of: form.term)
        for cursor in form.cursors {
          try cursor.seek(stretch.lowerBound)
          try cursor.forEachPosting(before: stretch.upperBound) { section, places in
            guard lengths[section].note != 0, form.languages.holds(lengths[section].language) else {
              return
            }
            terms.insert(bit | TermValues.named, at: section)
            if bounded { bounds.insert(bit, ofNoteAt: sectionsOfNote(from: section, in: stretch)) }
            notes.add(places, section: section - stretch.lowerBound, fields)
          }
        }
        notes.endRun(of: form.term)
      }
    }
  }

  /// The sections of the note that begins with a section; no note ends after the stretch.
  private func sectionsOfNote(from section: Int, in stretch: Range<Int>) -> Range<Int> {
    var end = section + 1
    while end < stretch.upperBound, lengths[end].note == lengths[section].note { end += 1 }
    return section..<end
  }

  // MARK: Notes

  /// The sections of all notes that hold enough, if they hold all terms that were not looked for yet.
  private func wanted(
    _ stretch: Range<Int>, _ need: CandidateNeed, _ helpers: UInt64
  ) -> [Range<Int>] {
    let (lengths, terms) = (lengths, terms)
    for note in asked[firstAsked(from: stretch.lowerBound)..<firstAsked(from: stretch.upperBound)] {
      terms.insert(TermValues.named, at: note.firstSection)
    }
    var wanted: [Range<Int>] = []
    var end = stretch.lowerBound
    while true {
      let section = terms.first(in: end..<stretch.upperBound)
      if section == stretch.upperBound { return wanted }
      let note = lengths[section].note
      var start = section
      while start > end, lengths[start - 1].note == note { start -= 1 }
      end = section
      var held = helpers
      repeat {
        held |= terms[end]
        end += 1
      } while end < stretch.upperBound && lengths[end].note == note
      if isWanted(held, at: start, need) { wanted.append(start..<end) }
    }
  }

  @inline(__always)
  private func isWanted(_ held: UInt64, at section: Int, _ need: CandidateNeed) -> Bool {
    let value = values.value(held & ~TermValues.named)
    if held & TermValues.named == 0 { return value >= need.least }
    return value >= need.leastOfNamed || askedNote(at: section) != nil
  }

  /// The place of the first note that names the question and does not begin before `section`.
  ///
  /// A template may give one question to every note, so that they are not looked through one by one.
  private func firstAsked(from section: Int) -> Int {
    BinarySearch.firstIndex(below: asked.count) { asked[$0].firstSection < section }
  }

  private func askedNote(at section: Int) -> AskedNote? {
    let place = firstAsked(from: section)
    return place < asked.count && asked[place].firstSection == section ? asked[place] : nil
  }

  private func held(in sections: Range<Int>) -> UInt64 {
    let terms = terms
    return sections.reduce(0) { $0 | terms[$1] }
  }

  private func fill(_ piece: inout Candidates, _ stretch: Range<Int>, _ wanted: [Range<Int>]) {
    let first = stretch.lowerBound
    let own = wanted.map { $0.lowerBound - first..<$0.upperBound - first }
    sections.moveHits(of: own, sections: stretch.count, to: &piece.hits)
    var start: Int32 = 0
    for range in wanted {
      for section in range {
        let end = sections.endOfHits(at: section - first)
        if end == start { continue }
        let lengths = lengths[section]
        piece.sections.append(
          Candidates.Section(
            id: Int32(truncatingIfNeeded: section), note: lengths.note,
            headingsLength: UInt16(lengths.headings), bodyLength: UInt32(lengths.body),
            hits: start..<end))
        start = end
      }
    }
    notes.moveHits(
      of: own.map { $0.lowerBound..<$0.lowerBound + 1 }, sections: stretch.count, to: &piece.hits)
    for range in wanted {
      let end = notes.endOfHits(at: range.lowerBound - first)
      let asked = askedNote(at: range.lowerBound)
      if end > start || asked != nil {
        add(
          lengths[range.lowerBound].note, at: range.lowerBound, hits: start..<end,
          asked, to: &piece)
      }
      start = end
    }
    // Edited notes have higher numbers of sections than their ids tell.
    let isSorted = zip(piece.notes, piece.notes.dropFirst()).allSatisfy { $0.id < $1.id }
    if !isSorted { piece.notes.sort { $0.id < $1.id } }
  }

  /// Whether the note that begins with a section has neither text nor facts nor more than one heading.
  private func isStub(at section: Int, _ own: NoteLengths) -> Bool {
    let isShort = section + 1 >= lengths.count || lengths[section + 1].note != lengths[section].note
    return isShort && lengths[section].body == 0 && own.properties == 0
  }

  private func add(
    _ note: Int32, at section: Int, hits: Range<Int32>, _ asked: AskedNote?,
    to piece: inout Candidates
  ) {
    guard let first = index.shownSection(of: Int(note), from: section, allowed) else { return }
    let lengths = index.noteLengths[Int(note)]
    var candidate =
      Candidates.Note(
        id: note, firstSection: first, titleLength: lengths.title,
        aliasesLength: lengths.aliases, questionsLength: lengths.questions,
        tagsLength: lengths.tags, propertiesLength: lengths.properties,
        answersQuestion: asked?.isEqual ?? false, hits: hits)
    candidate.likeness = asked?.likeness
    candidate.isStub = isStub(at: section, lengths)
    candidate.questionCloseness = asked?.closeness ?? 0
    candidate.guideShare = asked?.guideShare ?? 0
    piece.notes.append(candidate)
  }
}
