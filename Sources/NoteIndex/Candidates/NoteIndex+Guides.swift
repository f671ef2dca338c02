import FullText
import NoteModel
import NoteQuery
import NoteText
import SQLite

// Few notes ask how in a name, so those are found first, and the other words of the question among them alone.
extension NoteIndex {
  /// Most notes whose names are read.
  private static let mostGuidesRead = 32

  /// The notes of which a name says how to do what is asked, by their first sections, and how much of the name that is.
  func guides(_ query: Query) throws(SQLiteError) -> [(section: Int, share: Double)] {
    guard let howTo = query.howTo else { return [] }
    var guides: [(section: Int, share: Double)] = []
    for section in try sections(named: howTo).prefix(Self.mostGuidesRead) {
      let own = sectionLengths[section]
      let language = Language(rawValue: own.language) ?? .english
      var share = 0.0
      for name in try names(of: Int64(own.note)) {
        share = max(share, howTo.share(of: name, language, tokenizer))
      }
      if share > 0 { guides.append((section, share)) }
    }
    return guides
  }

  /// The first sections of the notes whose names, all together, say every word.
  private func sections(named howTo: HowTo) throws(SQLiteError) -> [Int] {
    var terms: [QueryTerm] = []
    // The word that each term may stand for.
    var words: [Int] = []
    for (place, word) in howTo.words.enumerated() {
      for var term in word {
        term.isOfNotes = true
        terms.append(term)
        words.append(place)
      }
    }
    let postings = try QueryPostings(terms, self)
    let forms =
      postings.notes.map { (form: $0, fields: FieldList(.notes)) }
      + postings.names.map { (form: $0, fields: FieldList(.names)) }
    var said: [Int: Int] = [:]
    for word in howTo.words.indices {
      for (form, fields) in forms where words[form.term] == word {
        for cursor in form.cursors {
          try cursor.rewind()
          try cursor.forEachPosting(before: .max) { section, places in
            guard sectionLengths[section].note != 0, word == 0 || said[section] != nil else {
              return
            }
            PostingPlaces.forEachCount(in: places.bytes) { column, _ in
              if fields[column] == .title || fields[column] == .aliases {
                said[section, default: 0] |= 1 << word
              }
            }
          }
        }
      }
      said = said.filter { $0.value & 1 << word != 0 }
      if said.isEmpty { break }
    }
    return said.keys.sorted()
  }
}
