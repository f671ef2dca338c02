// The rows of a common word are a large part of the vault. They are walked stretch by stretch, term by term within each: that
// costs a few nanoseconds a row, where a merge of all terms row by row would cost several times as much. What a
// stretch comes to is ranked before the next one is read, and tells which notes of that one are worth a look.

package import NoteQuery
import NoteText
package import SQLite

/// Reads the sections and notes that hold a term of a query, in the order of their numbers.
package final class CandidateReader: CandidateSource {
  /// Rows of the first stretch and of the longest one: the first should soon tell what is good.
  private static let shortest = 1024
  private static let longest = 16384

  package let totals: Candidates.Totals
  package let frequencies: [TermFrequency]
  package var namesQuestion: Bool { !asked.isEmpty }

  private let index: NoteIndex
  private let rows: QueryRows
  private let allowed: FilterRows?
  /// The first sections of the notes that name the question, with their notes, ascending.
  private let asked: [(row: Int, note: Int32)]
  private let lengths: UnsafeBufferPointer<SectionLengths>

  // Where the next stretch begins, and what was read of the one at hand.
  private var next = 0
  private var longest = CandidateReader.shortest
  private var sections = PieceRecords()
  private var notes = PieceRecords()
  /// The terms that stand in each row of the stretch, and rows with a term of a note's own fields.
  private var terms: [UInt64] = []
  private var isNamed: [Bool] = []
  private var values = TermValues([])

  init(_ index: NoteIndex, _ query: Query) throws(SQLiteError) {
    self.index = index
    lengths = index.sectionLengths.all
    totals = Candidates.Totals(
      sections: index.totals.sections, notes: index.totals.notes, tokens: index.totals.tokens)
    allowed = try index.allowedRows(query)
    rows = try QueryRows(query.terms, index)
    asked = try index.notes(answering: query.questionKey)
      .compactMap { note in index.firstRow(of: Int(note)).map { ($0, note) } }
      .sorted { $0.0 < $1.0 }
    frequencies = try rows.frequencies(terms: query.terms.count, allowed, index)
    try rows.rewind()
  }

  /// Goes back to the first piece.
  package func rewind() throws(SQLiteError) {
    next = 0
    longest = Self.shortest
    try rows.rewind()
  }

  /// Puts the candidates of the next stretch of rows in the place of `piece`.
  package func next(
    _ need: CandidateNeed, into piece: inout Candidates
  ) throws(SQLiteError) -> Bool {
    piece.removeAll()
    values = TermValues(need.values)
    let helpers = values.helpers(below: min(need.least, need.leastOfNamed))
    guard let stretch = nextStretch(helpers) else { return false }
    sections.removeAll()
    notes.removeAll()
    terms.removeAll(keepingCapacity: true)
    terms.append(contentsOf: repeatElement(0, count: stretch.count))
    isNamed.removeAll(keepingCapacity: true)
    isNamed.append(contentsOf: repeatElement(false, count: stretch.count))
    try readNotes(stretch)
    for form in rows.sections where helpers & TermValues.bit(of: form.term) == 0 {
      try read(form, stretch, stretch)
    }
    let wanted = wanted(stretch, need, helpers)
    for form in rows.sections where helpers & TermValues.bit(of: form.term) != 0 {
      for range in wanted { try read(form, range, stretch) }
    }
    fill(&piece, stretch, wanted)
    return true
  }

  // MARK: Stretches

  /// The rows from the next one with a term that counts on; a note is not cut.
  private func nextStretch(_ helpers: UInt64) -> Range<Int>? {
    var first = Int.max
    for form in rows.sections where helpers & TermValues.bit(of: form.term) == 0 {
      for cursor in form.cursors { first = min(first, cursor.row) }
    }
    for form in rows.notes { for cursor in form.cursors { first = min(first, cursor.row) } }
    for form in rows.names { for cursor in form.cursors { first = min(first, cursor.row) } }
    if let note = asked.first(where: { $0.row >= next }) { first = min(first, note.row) }
    guard first < lengths.count else { return nil }
    let start = max(next, self.start(ofNoteAt: max(first, next)))
    var end = min(start + longest, lengths.count)
    if end < lengths.count { end = self.end(ofNoteAt: end - 1) }
    next = end
    longest = min(longest * 2, Self.longest)
    return start..<end
  }

  private func start(ofNoteAt row: Int) -> Int {
    var start = row
    while start > 0, lengths[start - 1].note == lengths[row].note { start -= 1 }
    return start
  }

  private func end(ofNoteAt row: Int) -> Int {
    var end = row + 1
    while end < lengths.count, lengths[end].note == lengths[row].note { end += 1 }
    return end
  }

  // MARK: Rows

  /// Reads the rows of a term in a part of the stretch.
  private func read(
    _ form: FormRows, _ part: Range<Int>, _ stretch: Range<Int>
  ) throws(SQLiteError) {
    let bit = TermValues.bit(of: form.term)
    let fields = FullTextTable.sections.fields
    for cursor in form.cursors {
      try cursor.seek(part.lowerBound)
      try cursor.forEachRow(before: part.upperBound) { row, places in
        let own = lengths[row]
        guard own.note != 0, form.languages.holds(own.language),
          allowed?.contains(row, of: Int(own.note)) ?? true
        else { return }
        terms[row - stretch.lowerBound] |= bit
        sections.add(places, row: row - stretch.lowerBound, fields)
      }
    }
    sections.endRun(of: form.term)
  }

  /// Reads the terms in the own fields of notes.
  private func readNotes(_ stretch: Range<Int>) throws(SQLiteError) {
    for (forms, table) in [(rows.notes, FullTextTable.notes), (rows.names, .names)] {
      for form in forms {
        for cursor in form.cursors {
          try cursor.seek(stretch.lowerBound)
          try cursor.forEachRow(before: stretch.upperBound) { row, places in
            guard lengths[row].note != 0, form.languages.holds(lengths[row].language) else {
              return
            }
            terms[row - stretch.lowerBound] |= TermValues.bit(of: form.term)
            isNamed[row - stretch.lowerBound] = true
            notes.add(places, row: row - stretch.lowerBound, table.fields)
          }
        }
        notes.endRun(of: form.term)
      }
    }
  }

  // MARK: Notes

  /// The rows of all notes that hold enough, if they hold all terms that were not looked for yet.
  private func wanted(
    _ stretch: Range<Int>, _ need: CandidateNeed, _ helpers: UInt64
  ) -> [Range<Int>] {
    var wanted: [Range<Int>] = []
    var ask = asked.firstIndex { $0.row >= stretch.lowerBound } ?? asked.count
    var row = stretch.lowerBound
    while row < stretch.upperBound {
      let isAsked = ask < asked.count && asked[ask].row == row
      if terms[row - stretch.lowerBound] == 0, !isAsked {
        row += 1
        continue
      }
      let start = max(stretch.lowerBound, self.start(ofNoteAt: row))
      let end = end(ofNoteAt: row)
      var held = helpers
      for row in row..<end { held |= terms[row - stretch.lowerBound] }
      let least = isNamed[start - stretch.lowerBound] ? need.leastOfNamed : need.least
      if isAsked || values.value(held) >= least { wanted.append(start..<end) }
      while ask < asked.count, asked[ask].row < end { ask += 1 }
      row = end
    }
    return wanted
  }

  private func fill(
    _ piece: inout Candidates, _ stretch: Range<Int>, _ wanted: [Range<Int>]
  ) {
    var hits: [TermHit] = []
    swap(&hits, &piece.hits)
    sections.forEachRow(of: stretch, wanted: wanted, appendingTo: &hits) { row, hits in
      let own = lengths[row]
      piece.sections.append(
        Candidates.Section(
          id: Int32(truncatingIfNeeded: row), note: own.note,
          headingsLength: UInt16(own.headings), bodyLength: UInt32(own.body), hits: hits))
    }
    var ask = asked.firstIndex { $0.row >= stretch.lowerBound } ?? asked.count
    notes.forEachRow(of: stretch, wanted: wanted, appendingTo: &hits) { row, hits in
      while ask < asked.count, asked[ask].row < row {
        add(asked[ask].note, at: asked[ask].row, hits: 0..<0, isAsked: true, to: &piece)
        ask += 1
      }
      let isAsked = ask < asked.count && asked[ask].row == row
      if isAsked { ask += 1 }
      add(lengths[row].note, at: row, hits: hits, isAsked: isAsked, to: &piece)
    }
    while ask < asked.count, asked[ask].row < stretch.upperBound {
      add(asked[ask].note, at: asked[ask].row, hits: 0..<0, isAsked: true, to: &piece)
      ask += 1
    }
    swap(&hits, &piece.hits)
    // Edited notes have higher numbers of sections than their ids tell.
    piece.notes.sort { $0.id < $1.id }
  }

  private func add(
    _ note: Int32, at row: Int, hits: Range<Int32>, isAsked: Bool, to piece: inout Candidates
  ) {
    guard let first = index.shownSection(of: Int(note), from: row, allowed) else { return }
    let lengths = index.noteLengths[Int(note)]
    piece.notes.append(
      Candidates.Note(
        id: note, firstSection: first, titleLength: lengths.title,
        aliasesLength: lengths.aliases, questionsLength: lengths.questions,
        tagsLength: lengths.tags, propertiesLength: lengths.properties,
        answersQuestion: isAsked, hits: hits))
  }
}
