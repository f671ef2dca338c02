import NoteQuery
import SQLite

// How the rows of terms are read: from what was kept when they were counted, else from their pages.
extension CandidateReader {
  /// Reads the rows of a term in parts of the stretch that begins at `start`.
  func read(
    _ form: FormRows, _ parts: [Range<Int>], from start: Int
  ) throws(SQLiteError) {
    let fields = FieldList(.sections)
    let bit = TermValues.bit(of: form.term)
    for part in parts {
      try forEachRun(of: form, in: part) { (rows, codes) throws(SQLiteError) in
        guard let codes else { return try read(form, rows, from: start, fields) }
        terms.insert(bit, in: rows, codes)
        for row in rows {
          let code = codes[row - rows.lowerBound]
          if code == 0 { continue }
          if RowCountCode.isExact(code) {
            let (inBody, inHeadings) = RowCountCode.exactCounts(code)
            if inBody > 0 { sections.add(inBody, row: row - start, .body) }
            if inHeadings > 0 { sections.add(inHeadings, row: row - start, .headings) }
          } else {
            try read(form, row..<row + 1, from: start, fields)
          }
        }
      }
    }
    sections.endRun(of: form.term)
  }

  private func read(
    _ form: FormRows, _ rows: Range<Int>, from start: Int, _ fields: FieldList
  ) throws(SQLiteError) {
    try forEachRow(of: form, in: rows) { row, places, _ in
      sections.add(places, row: row - start, fields)
    }
  }

  /// Reads in which rows of the parts a term stands, and what it can be worth there.
  func weigh(
    _ form: FormRows, _ parts: [Range<Int>], _ need: CandidateNeed, _ bound: CandidateBound
  ) throws(SQLiteError) {
    let bit = TermValues.bit(of: form.term)
    let value = need.values[form.term]
    let (lengths, bounds) = (lengths, bounds)
    for part in parts {
      try forEachRun(of: form, in: part) { (rows, codes) throws(SQLiteError) in
        guard let codes else {
          return try forEachRow(of: form, in: rows) { row, places, own in
            bounds.add(places, of: value, bit, at: row, own, bound)
            bounds.keep(row)
          }
        }
        kept &= ~bit
        terms.insert(bit, in: rows, codes)
        lengths.forEachRun(in: rows) { run, lengths in
          let codes = codes + (run.lowerBound - rows.lowerBound)
          bounds.add(codes, of: value, bit, in: run, lengths, bound)
        }
      }
    }
  }

  /// Calls `body` with the runs of rows of which codes of a term were kept, and with those between them.
  private func forEachRun(
    of form: FormRows, in rows: Range<Int>,
    _ body: (Range<Int>, UnsafePointer<UInt8>?) throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    var first = rows.lowerBound
    while first < rows.upperBound {
      let (run, codes) = form.counts.codes(in: first..<rows.upperBound)
      try body(run, codes)
      first = run.upperBound
    }
  }

  /// Walks the rows of a term that are let through, and notes where it stands.
  @inline(__always)
  private func forEachRow(
    of form: FormRows, in rows: Range<Int>,
    _ body: (_ row: Int, _ places: PaddedPlaces, _ own: SectionLengths) -> Void
  ) throws(SQLiteError) {
    let bit = TermValues.bit(of: form.term)
    let terms = terms
    try form.forEachRow(in: rows, lengths, allowed) { row, places, own in
      terms.insert(bit, at: row)
      body(row, places, own)
    }
  }
}
