import FullText
package import NoteModel
import NoteQuery
import NoteText
import Platform
package import SQLite

/// A word of a note with its weight for finding other notes with it.
package struct RareTerm: Sendable, Hashable {
  /// As the tokenizer writes it.
  package var term: String
  /// The word as it stands in the note.
  package var word: String
  /// How rare it is: the logarithm of all sections by those that have it.
  package var rarity: Double
}

extension NoteIndex {
  /// Returns the paths of notes, in their order; the first `limit` ones.
  package func firstPaths(of notes: [Int64], limit: Int) throws(SQLiteError) -> [VaultPath] {
    var paths: [VaultPath] = []
    for note in notes { if let path = try path(of: note) { paths.append(path) } }
    return Array(
      paths.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }.prefix(limit))
  }

  /// Ids tell when a note came, and an index that was made anew has others.
  func inOrderOfPaths(_ notes: [Int64]) throws(SQLiteError) -> [Int64] {
    var paths: [(path: VaultPath, note: Int64)] = []
    for note in notes {
      if let path = try path(of: note) { paths.append((path, note)) }
    }
    return paths.sorted { $0.path.text.utf8.lexicographicallyPrecedes($1.path.text.utf8) }
      .map(\.note)
  }

  /// The most different tags of one note that are looked up, the first ones.
  private static let mostTags = 1_000

  /// Returns the tags of a note, each once, with the notes that share them; at most `limit` each.
  package func sharedTags(
    of note: Int64, limit: Int
  ) throws(SQLiteError) -> [(name: String, notes: [Int64])] {
    var names: [String: String] = [:]
    let statement = try statement("SELECT facts FROM note WHERE id = ?1")
    statement.bind(note, at: 1)
    defer { statement.reset() }
    if try statement.step() {
      try NoteFacts.forEachTag(statement.bytes(0)) { tag, _ in
        let key = NameKey(tag).text
        let known = names[key]
        guard known != nil || names.count < Self.mostTags else { return }
        names[key] = min(known ?? tag, tag)
      }
    }
    var shared: [(name: String, notes: [Int64])] = []
    for (key, name) in names.sorted(by: { $0.key < $1.key }) {
      shared.append((name, Array(try notes(.tag, key).sorted().prefix(limit))))
    }
    return shared
  }

  /// Returns the words of a note that say most about it: rare in the vault, but in other sections too.
  ///
  /// - Parameter texts: The plain texts of its sections.
  package func rareTerms(
    in texts: some Sequence<[UInt8]>, limit: Int
  ) throws(SQLiteError) -> [RareTerm] {
    let living = try LivingTerms(.sections, self)
    let sections = Double(max(1, totals.sections))
    var terms: [(term: RareTerm, weight: Double)] = []
    let common = StopWords()
    for (term, use) in words(in: texts) where !common.contains(use.word.lowercased()) {
      let count = Double(try living.count(of: term))
      // What a tenth of all sections has says nothing, what no other one has finds nothing.
      guard count > Double(use.sections), count * 10 <= max(40, sections) else { continue }
      let rarity = Logarithm.natural(sections / count + 1)
      terms.append(
        (
          RareTerm(term: term, word: use.word, rarity: rarity),
          rarity * (1 + Logarithm.natural(Double(use.count)))
        ))
    }
    terms.sort { ($1.weight, $0.term.term) < ($0.weight, $1.term.term) }
    return terms.prefix(limit).map(\.term)
  }

  /// Returns the notes with a section that has a term, each once; at most `limit`.
  package func notes(withTerm term: String, limit: Int) throws(SQLiteError) -> [Int64] {
    let cursors = try termPostings(.sections).cursors(of: [term], isPrefix: false)
    let body = FullTextTable.sections.fields.firstIndex(of: .body)
    var notes: [Int64] = []
    while notes.count < limit, let section = cursors.lazy.map(\.row).min(), section != .max {
      var isInBody = false
      for cursor in cursors {
        try cursor.forEachPosting(before: section + 1) { _, places in
          PostingPlaces.forEachCount(in: places.bytes) { column, _ in
            if column == body { isInBody = true }
          }
        }
      }
      if isInBody, let note = note(ofSection: section), note != notes.last { notes.append(note) }
    }
    return notes
  }

  private struct WordUse {
    var word: String
    var count = 0
    var sections = 0
    var lastSection = -1
  }

  /// The most different words of one note that are looked up.
  private static let mostWords = 4000

  private func words(in texts: some Sequence<[UInt8]>) -> [String: WordUse] {
    var uses: [String: WordUse] = [:]
    for (section, body) in texts.enumerated() {
      body.withUnsafeBytes { bytes in
        tokenizer.tokenize(bytes) { token in
          // A word of one or two letters is most often a piece of something.
          guard !token.isColocated, token.term.count > 2 else { return true }
          let term = token.text
          guard uses[term] != nil || uses.count < Self.mostWords else { return true }
          var use =
            uses[term]
            ?? WordUse(word: String(decoding: bytes[token.start..<token.end], as: UTF8.self))
          use.count += 1
          if use.lastSection != section { use.sections += 1 }
          use.lastSection = section
          uses[term] = use
          return true
        }
      }
    }
    return uses
  }
}
