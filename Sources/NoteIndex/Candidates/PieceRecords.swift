import NoteQuery

/// What was read of a stretch of rows, term by term, to be handed out row by row.
///
/// Plain memory, since a question that is all common words brings millions of records.
struct PieceRecords: ~Copyable {
  /// How often a term stands in a field of a row, which is counted from the beginning of the stretch.
  private struct Record {
    var row: UInt32
    var count: UInt16
    var field: Field
  }

  /// The records of one term.
  private struct Run {
    var term: Int
    var records: Range<Int>
  }

  private var records = UnsafeMutablePointer<Record>.allocate(capacity: 1024)
  private var capacity = 1024
  private var count = 0
  private var runs: [Run] = []
  /// How many hits each row has, then where the next one of them comes.
  private var places = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 0)

  deinit {
    records.deallocate()
    places.deallocate()
  }

  mutating func removeAll() {
    count = 0
    runs.removeAll(keepingCapacity: true)
  }

  /// Adds the places of a term in a row.
  @inline(__always)
  mutating func add(_ places: PaddedPlaces, row: Int, _ fields: FieldList) {
    PostingPlaces.forEachCount(in: places.bytes) { column, found in
      if let field = fields[column] { add(found, row: row, field) }
    }
  }

  /// Adds how often a term stands in a field of a row.
  @inline(__always)
  mutating func add(_ found: Int, row: Int, _ field: Field) {
    if count == capacity { grow() }
    let own = Record(
      row: UInt32(truncatingIfNeeded: row), count: UInt16(clamping: found), field: field)
    (records + count).initialize(to: own)
    count += 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Record>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: records, count: count)
    records.deallocate()
    records = larger
    capacity *= 2
  }

  /// Says that what was added since the last call is of this term.
  mutating func endRun(of term: Int) {
    let start = runs.last?.records.upperBound ?? 0
    if start < count { runs.append(Run(term: term, records: start..<count)) }
  }

  /// Puts the hits of wanted rows behind `hits`, by row and term; then `nextHits` gives them row by row.
  ///
  /// - Parameter wanted: Rows of a stretch of `rows` rows, counted from its beginning, ascending.
  mutating func moveHits(of wanted: [Range<Int>], rows: Int, to hits: inout [TermHit]) {
    if places.count < rows {
      places.deallocate()
      places = .allocate(capacity: rows)
    }
    places.update(repeating: -1)
    for range in wanted {
      for row in range { places[row] = 0 }
    }
    for record in UnsafeBufferPointer(start: records, count: count)
    where places[Int(record.row)] >= 0 {
      places[Int(record.row)] += 1
    }
    let first = hits.count
    var next = Int32(first)
    for range in wanted {
      for row in range {
        let own = places[row]
        places[row] = next
        next += own
      }
    }
    let none = TermHit(term: 0, field: .body, count: 0)
    hits.append(contentsOf: repeatElement(none, count: Int(next) - first))
    runs.sort { $0.term < $1.term }
    hits.withUnsafeMutableBufferPointer { hits in
      for run in runs {
        let term = UInt16(truncatingIfNeeded: run.term)
        for index in run.records {
          let record = records[index]
          let place = places[Int(record.row)]
          if place < 0 { continue }
          hits[Int(place)] = TermHit(term: term, field: record.field, count: record.count)
          places[Int(record.row)] = place + 1
        }
      }
    }
  }

  /// Where the hits of a wanted row end, after `moveHits`: they begin where those of the row before end.
  @inline(__always)
  func endOfHits(at row: Int) -> Int32 { places[row] }
}

/// The fields in the columns of a table.
struct FieldList {
  private let fields: (Field, Field, Field, Field)
  private let count: Int

  init(_ table: FullTextTable) {
    let all = table.fields
    func field(_ column: Int) -> Field { column < all.count ? all[column] : .body }
    fields = (field(0), field(1), field(2), field(3))
    count = all.count
  }

  @inline(__always)
  subscript(column: Int) -> Field? {
    guard column >= 0, column < count else { return nil }
    switch column {
    case 0: return fields.0
    case 1: return fields.1
    case 2: return fields.2
    default: return fields.3
    }
  }
}
