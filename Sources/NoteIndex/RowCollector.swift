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

  private(set) var rows: [Row] = []
  private(set) var hits: [TermHit] = []
  private var phrases: [Phrase] = []
  private var hasForms = false
  /// Tells the language of a row.
  private var language: (Int64) -> Language = { _ in .english }
  private var fields: [Field] = []
  private var counts: [UInt16] = []

  /// Empties the list of rows for the next query; hits go on being appended.
  func start(_ terms: [QueryTerm], fields: [Field], language: @escaping (Int64) -> Language) {
    rows.removeAll(keepingCapacity: true)
    phrases.removeAll(keepingCapacity: true)
    for (place, term) in terms.enumerated() {
      for form in term.allForms {
        phrases.append(
          Phrase(term: UInt16(truncatingIfNeeded: place), languages: form.languages))
      }
    }
    hasForms = phrases.count > terms.count
    self.language = language
    self.fields = fields
    counts = Array(repeating: 0, count: fields.count)
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
