import NoteQuery
import SQLite

/// Gathers what FTS5 finds, row by row, without a trip through SQL for each.
final class RowCollector {
  /// A matched row: its id and its part of `hits`.
  struct Row {
    var id: Int32
    var hits: Range<Int32>
  }

  private(set) var rows: [Row] = []
  private(set) var hits: [TermHit] = []
  private var terms = 0
  private var fields: [Field] = []
  private var counts: [UInt16] = []

  /// Empties the list of rows for the next query; hits go on being appended.
  func start(terms: Int, fields: [Field]) {
    rows.removeAll(keepingCapacity: true)
    self.terms = terms
    self.fields = fields
    counts = Array(repeating: 0, count: fields.count)
  }

  func removeAll() {
    rows.removeAll(keepingCapacity: true)
    hits.removeAll(keepingCapacity: true)
  }

  func visit(_ row: borrowing MatchedRow) {
    let start = Int32(hits.count)
    for term in 0..<min(terms, row.phraseCount) {
      var found = false
      row.forEachPlace(of: term) { column in
        guard column < counts.count else { return }
        found = true
        if counts[column] < .max { counts[column] += 1 }
      }
      guard found else { continue }
      for column in 0..<counts.count where counts[column] > 0 {
        hits.append(
          TermHit(term: UInt16(term), field: fields[column], count: counts[column]))
        counts[column] = 0
      }
    }
    rows.append(
      Row(id: Int32(truncatingIfNeeded: row.rowID), hits: start..<Int32(hits.count)))
  }
}
