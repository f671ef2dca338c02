import SQLite

extension FieldTotals {
  /// Reads the totals, stored as numbers separated by blanks.
  static func load(from index: NoteIndex) throws(SQLiteError) -> FieldTotals {
    let numbers = try index.meta("totals")?.split(separator: " ").compactMap { Int($0) } ?? []
    var totals = FieldTotals()
    guard numbers.count == 3 + totals.tokens.count + totals.notesByLanguage.count else {
      throw SQLiteError(corruption: "the totals are damaged")
    }
    totals.nextSection = numbers[0]
    totals.sections = numbers[1]
    totals.notes = numbers[2]
    let languages = 3 + totals.tokens.count
    totals.tokens = Array(numbers[3..<languages])
    totals.notesByLanguage = Array(numbers[languages...])
    return totals
  }

  func save(to index: NoteIndex) throws(SQLiteError) {
    let numbers = [nextSection, sections, notes] + tokens + notesByLanguage
    try index.setMeta("totals", numbers.map(String.init).joined(separator: " "))
  }
}
