import NoteQuery

/// How high the scores of rows of a stretch can be, as far as their terms were read.
final class RowBounds {
  private var matches = UnsafeMutablePointer<Float>.allocate(capacity: 0)
  /// The terms in the own fields of the note that a row belongs to; `TermValues.named` where a row is to be looked at
  /// whatever it holds.
  private var ofNotes = UnsafeMutablePointer<UInt64>.allocate(capacity: 0)
  private var capacity = 0
  /// The number of the first row.
  @exclusivity(unchecked) private var start = 0

  deinit {
    matches.deallocate()
    ofNotes.deallocate()
  }

  /// Makes room for the rows of a stretch.
  func clear(_ stretch: Range<Int>) {
    if stretch.count > capacity {
      matches.deallocate()
      ofNotes.deallocate()
      capacity = stretch.count
      matches = .allocate(capacity: capacity)
      ofNotes = .allocate(capacity: capacity)
    }
    matches.update(repeating: 0, count: stretch.count)
    ofNotes.update(repeating: 0, count: stretch.count)
    start = stretch.lowerBound
  }

  /// Adds what a term of this value says in a row; nothing where it stands in the own fields of the note, since there
  /// it counts as if it were everywhere.
  @inline(__always)
  func add(
    _ places: PaddedPlaces, of value: Double, _ bit: UInt64, at row: Int,
    _ lengths: SectionLengths, _ bound: CandidateBound
  ) {
    if ofNotes[row - start] & bit != 0 { return }
    // The first column is the body.
    let (inBody, inHeadings) = places.counts
    let said = bound.matches(
      inBody: Double(inBody), bodyLength: Double(lengths.body), inHeadings: Double(inHeadings),
      headingsLength: Double(lengths.headings))
    matches[row - start] += Float(value * said)
  }

  /// The same of a run of rows, in which the term stands as often as the codes say.
  func add(
    _ codes: UnsafePointer<UInt8>, of value: Double, _ bit: UInt64, in rows: Range<Int>,
    _ lengths: UnsafePointer<SectionLengths>, _ bound: CandidateBound
  ) {
    let matches = matches + (rows.lowerBound - start)
    let ofNotes = ofNotes + (rows.lowerBound - start)
    RowCountCode.counts.withUnsafeBufferPointer { counts in
      for row in 0..<rows.count {
        let (inBody, inHeadings) = counts[Int(codes[row])]
        let said = bound.matches(
          inBody: inBody, bodyLength: Double(lengths[row].body), inHeadings: inHeadings,
          headingsLength: Double(lengths[row].headings))
        matches[row] += ofNotes[row] & bit == 0 ? Float(value * said) : 0
      }
    }
  }

  /// Says that the own fields of the note with these rows hold terms.
  @inline(__always)
  func insert(_ terms: UInt64, ofNoteAt rows: Range<Int>) {
    for row in rows { ofNotes[row - start] |= terms }
  }

  /// Says that a row is promising whatever it holds.
  @inline(__always)
  func keep(_ row: Int) { ofNotes[row - start] |= TermValues.named }

  /// What a row has to hold at least for its section to be the best of a note that can come among the best, unless
  /// the note's own fields hold a term.
  ///
  /// - Parameter kept: Terms of which all rows are kept: another note holds none of them.
  func least(open: UInt64, kept: UInt64, _ values: TermValues, _ bound: CandidateBound) -> Float {
    let others =
      bound.siblings * bound.most(values.value(values.all & ~kept))
      + bound.most(values.value(open))
    return Float((bound.threshold - others) * (1 - 1e-5))
  }

  /// The first row whose note may be wanted, the end of the range if there is none.
  func firstPromising(in rows: Range<Int>, _ least: Float) -> Int {
    var row = rows.lowerBound
    while row < rows.upperBound, matches[row - start] < least, ofNotes[row - start] == 0 {
      row += 1
    }
    return row
  }

  /// Whether about one row in four or more is promising.
  func isMostlyPromising(
    _ rows: Range<Int>, open: UInt64, kept: UInt64, _ values: TermValues, _ bound: CandidateBound
  ) -> Bool {
    let least = least(open: open, kept: kept, values, bound)
    var (count, looked) = (0, 0)
    // A sample tells as much: nothing is lost where it is wrong.
    for row in stride(from: rows.lowerBound - start, to: rows.upperBound - start, by: 8) {
      count += matches[row] >= least ? 1 : 0
      looked += 1
    }
    return count * 4 > looked
  }

  /// Whether a section of a note can come among the best, if it holds all `open` terms however often.
  ///
  /// - Parameter rows: Those of one note.
  func reaches(
    _ rows: Range<Int>, _ terms: RowTerms, open: UInt64, _ values: TermValues,
    _ bound: CandidateBound
  ) -> Bool {
    let ofNote = ofNotes[rows.lowerBound - start] & ~TermValues.named
    let unread = bound.most(values.value(open | ofNote))
    let about = ofNote == 0 ? 0 : bound.bonus(saying: values.value(ofNote))
    var (all, held) = (0.0, open | ofNote)
    for row in rows {
      all += Double(matches[row - start])
      held |= terms[row]
    }
    let covered = values.value(held & ~TermValues.named)
    let together = bound.weighed(min(all + unread, bound.most(covered)), covering: covered)
    // No section has more than all of them.
    if !bound.isReached(by: together * (1 + bound.siblings) + about) { return false }
    var best = 0.0
    for row in rows {
      // No more than that, whatever it covers.
      let most = Double(matches[row - start]) + unread
      if most <= best { continue }
      let own = values.value(terms[row] & ~TermValues.named | open | ofNote)
      best = max(best, bound.weighed(most, covering: own))
    }
    return bound.isReached(by: best + bound.siblings * together + about)
  }
}
