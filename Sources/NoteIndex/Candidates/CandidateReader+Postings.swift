import FullText
import NoteQuery
import SQLite

// How the postings of terms are read: from what was kept when they were counted, else from their pages.
extension CandidateReader {
  /// Reads the postings of a term in parts of the stretch that begins at `start`.
  func read(
    _ form: FormPostings, _ parts: [Range<Int>], from start: Int
  ) throws(SQLiteError) {
    let fields = FieldList(.sections)
    let bit = TermValues.bit(of: form.term)
    for part in parts {
      try forEachRun(of: form, in: part) { (run, codes) throws(SQLiteError) in
        guard let codes else { return try read(form, run, from: start, fields) }
        terms.insert(bit, in: run, codes)
        for section in run {
          let code = codes[section - run.lowerBound]
          if code == 0 { continue }
          if PlaceCountCode.isExact(code) {
            let (inBody, inHeadings) = PlaceCountCode.exactCounts(code)
            if inBody > 0 { sections.add(inBody, section: section - start, .body) }
            if inHeadings > 0 { sections.add(inHeadings, section: section - start, .headings) }
          } else {
            try read(form, section..<section + 1, from: start, fields)
          }
        }
      }
    }
    sections.endRun(of: form.term)
  }

  private func read(
    _ form: FormPostings, _ run: Range<Int>, from start: Int, _ fields: FieldList
  ) throws(SQLiteError) {
    try forEachSection(of: form, in: run) { section, places, _ in
      sections.add(places, section: section - start, fields)
    }
  }

  /// Reads in which sections of the parts a term stands, and what it can be worth there.
  func weigh(
    _ form: FormPostings, _ parts: [Range<Int>], _ need: CandidateNeed, _ bound: CandidateBound
  ) throws(SQLiteError) {
    let bit = TermValues.bit(of: form.term)
    let value = need.values[form.term]
    let (lengths, bounds) = (lengths, bounds)
    for part in parts {
      try forEachRun(of: form, in: part) { (run, codes) throws(SQLiteError) in
        guard let codes else {
          return try forEachSection(of: form, in: run) { section, places, own in
            bounds.add(places, of: value, bit, at: section, own, bound)
            bounds.keep(section)
          }
        }
        kept &= ~bit
        terms.insert(bit, in: run, codes)
        lengths.forEachRun(in: run) { part, lengths in
          let codes = codes + (part.lowerBound - run.lowerBound)
          bounds.add(codes, of: value, bit, in: part, lengths, bound)
        }
      }
    }
  }

  /// Calls `body` with each run of sections whose codes were kept for a term, and with the runs between them.
  private func forEachRun(
    of form: FormPostings, in sections: Range<Int>,
    _ body: (Range<Int>, UnsafePointer<UInt8>?) throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    var first = sections.lowerBound
    while first < sections.upperBound {
      let (run, codes) = form.counts.codes(in: first..<sections.upperBound)
      try body(run, codes)
      first = run.upperBound
    }
  }

  /// Walks the sections with a term that are let through, and notes where it stands.
  @inline(__always)
  private func forEachSection(
    of form: FormPostings, in sections: Range<Int>,
    _ body: (_ section: Int, _ places: PaddedPlaces, _ own: SectionLengths) -> Void
  ) throws(SQLiteError) {
    let bit = TermValues.bit(of: form.term)
    let terms = terms
    try form.forEachSection(in: sections, lengths, allowed) { section, places, own in
      terms.insert(bit, at: section)
      body(section, places, own)
    }
  }
}
