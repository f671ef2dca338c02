import NoteQuery
import NoteText
import SQLite

/// Gathers what FTS5 finds, row by row, without a trip through SQL for each.
final class RowCollector {
  /// A matched row: its id and its part of `hits`.
  struct Row {
    var id: Int32
    var hits: Range<Int32>
  }

  /// A phrase of the expression: the term it is a form of, and the languages that have this form.
  private struct Phrase {
    var term: UInt16
    var languages: LanguageSet
  }

  // Only `visit` touches these while a query runs; to check that for each place costs a tenth of the query.
  @exclusivity(unchecked) private(set) var rows: [Row] = []
  @exclusivity(unchecked) private(set) var hits: [TermHit] = []
  @exclusivity(unchecked) private var phrases: [Phrase] = []
  /// Where the hits of the table at hand begin.
  private var firstHit = 0
  private var hasForms = false
  /// Tells the language of a row.
  private var language: (Int64) -> Language = { _ in .english }
  private var fields: [Field] = []
  @exclusivity(unchecked) private var counts: [UInt16] = []

  /// Empties the list of rows for the next query; hits go on being appended.
  ///
  /// - Parameter first: The place of the first of `terms` among all of the query; where it is not 0, rows are
  ///   added to those of the terms before.
  func start(
    _ terms: [QueryTerm], from first: Int = 0, fields: [Field],
    language: @escaping (Int64) -> Language
  ) {
    if first == 0 {
      rows.removeAll(keepingCapacity: true)
      firstHit = hits.count
    }
    phrases.removeAll(keepingCapacity: true)
    for (place, term) in terms.enumerated() {
      for form in term.allForms {
        phrases.append(
          Phrase(term: UInt16(truncatingIfNeeded: first + place), languages: form.languages))
      }
    }
    hasForms = phrases.count > terms.count
    self.language = language
    self.fields = fields
    counts = Array(repeating: 0, count: fields.count)
  }

  /// Makes one row of those with the same id, when the terms were looked for one after the other.
  ///
  /// Ids are small and dense, so they are counted rather than sorted.
  func joinRows() {
    guard let last = rows.lazy.map(\.id).max(), last >= 0 else { return }
    var starts = [Int32](repeating: 0, count: Int(last) + 2)
    for row in rows { starts[Int(row.id) + 1] += Int32(row.hits.count) }
    var count: Int32 = 0
    for id in starts.indices {
      count += starts[id]
      starts[id] = count
    }
    var joined = [TermHit](
      repeating: TermHit(term: 0, field: .body, count: 0), count: hits.count - firstHit)
    var next = starts
    for row in rows {
      for place in row.hits {
        joined[Int(next[Int(row.id)])] = hits[Int(place)]
        next[Int(row.id)] += 1
      }
    }
    hits.replaceSubrange(firstHit..., with: joined)
    let offset = Int32(firstHit)
    rows.removeAll(keepingCapacity: true)
    for id in 0...Int(last) where starts[id + 1] > starts[id] {
      rows.append(Row(id: Int32(id), hits: offset + starts[id]..<offset + starts[id + 1]))
    }
  }

  func forgetLanguage() { language = { _ in .english } }

  func removeAll() {
    rows.removeAll(keepingCapacity: true)
    hits.removeAll(keepingCapacity: true)
  }

  func visit(_ row: borrowing MatchedRow) {
    let start = Int32(hits.count)
    let language = hasForms ? language(row.rowID) : .english
    for place in 0..<min(phrases.count, row.phraseCount) {
      let phrase = phrases[place]
      // The same letters can be the stem of another word in another language.
      if hasForms, !phrase.languages.contains(language) { continue }
      var found = false
      row.forEachPlace(of: place) { column in
        guard column < counts.count else { return }
        found = true
        if counts[column] < .max { counts[column] += 1 }
      }
      guard found else { continue }
      for column in 0..<counts.count where counts[column] > 0 {
        hits.append(
          TermHit(term: phrase.term, field: fields[column], count: counts[column]))
        counts[column] = 0
      }
    }
    guard !hasForms || hits.count > Int(start) else { return }
    rows.append(
      Row(id: Int32(truncatingIfNeeded: row.rowID), hits: start..<Int32(hits.count)))
  }
}
