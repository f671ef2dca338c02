import NoteQuery

/// What was read of a stretch of rows, term by term, to be handed out row by row.
struct PieceRecords {
  /// How often a term stands in a field of a row.
  private struct Record {
    /// Counted from the beginning of the stretch.
    var row: UInt32
    var count: UInt16
    var field: Field
  }

  /// The records of one term.
  private struct Run {
    var term: Int
    var records: Range<Int>
  }

  private var records: [Record] = []
  private var runs: [Run] = []
  /// Where the hits of each row end.
  private var ends: [Int32] = []

  mutating func removeAll() {
    records.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
  }

  /// Adds the places of a term in a row.
  @inline(__always)
  mutating func add(_ places: UnsafeRawBufferPointer, row: Int, _ fields: [Field]) {
    PostingPlaces.forEachCount(in: places) { column, count in
      guard column < fields.count else { return }
      records.append(
        Record(
          row: UInt32(truncatingIfNeeded: row), count: UInt16(clamping: count),
          field: fields[column]))
    }
  }

  /// Says that what was added since the last call is of this term.
  mutating func endRun(of term: Int) {
    let start = runs.last?.records.upperBound ?? 0
    if start < records.count { runs.append(Run(term: term, records: start..<records.count)) }
  }

  /// Appends the hits of wanted rows to `hits`, by row and term, and calls `body` with each row's.
  mutating func forEachRow(
    of stretch: Range<Int>, wanted: [Range<Int>], appendingTo hits: inout [TermHit],
    _ body: (_ row: Int, _ hits: Range<Int32>) -> Void
  ) {
    guard !runs.isEmpty else { return }
    runs.sort { $0.term < $1.term }
    ends.removeAll(keepingCapacity: true)
    ends.append(contentsOf: repeatElement(-1, count: stretch.count))
    for range in wanted {
      for row in range { ends[row - stretch.lowerBound] = 0 }
    }
    for record in records where ends[Int(record.row)] >= 0 { ends[Int(record.row)] += 1 }
    let first = hits.count
    var count = Int32(first)
    for range in wanted {
      for row in range {
        let own = ends[row - stretch.lowerBound]
        // Where the row's next hit comes, until all are there.
        ends[row - stretch.lowerBound] = count
        count += own
      }
    }
    hits.append(
      contentsOf: repeatElement(TermHit(term: 0, field: .body, count: 0), count: Int(count) - first)
    )
    for run in runs {
      let term = UInt16(truncatingIfNeeded: run.term)
      for record in records[run.records] {
        let next = ends[Int(record.row)]
        if next < 0 { continue }
        hits[Int(next)] = TermHit(term: term, field: record.field, count: record.count)
        ends[Int(record.row)] = next + 1
      }
    }
    var start = Int32(first)
    for range in wanted {
      for row in range {
        let end = ends[row - stretch.lowerBound]
        if end > start { body(row, start..<end) }
        start = end
      }
    }
  }
}
