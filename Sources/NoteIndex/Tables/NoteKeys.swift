import FullText
import NoteModel
package import SQLite

/// The names by which notes are found: terms of `key_fts`, one letter for the kind before each.
///
/// An inverted index holds a name once and a note in a byte or two, where a table with an index holds both
/// twice.
package enum KeyKind: Unicode.Scalar {
  case alias = "a"
  /// A title, a file's name or an alias, by the key of its `NameForm`.
  case name = "n"
  case question = "q"
  case tag = "t"
  case property = "p"
  /// What a link waits for, by `LinkKey`.
  case link = "l"
  /// The same of a link that shows a text of its own.
  case ownTextLink = "o"
  /// A word as it stands, for spelling. A word of many notes has the rows of a few of them: see `NoteIndex.isWord`.
  case word = "w"

  /// The longest key in bytes that is stored as it is.
  static let longest = 100

  /// Returns the term of a key. Two long keys can share one, so what is found has to be looked at.
  func term(_ key: String) -> String {
    var term = ""
    term.unicodeScalars.append(rawValue)
    if key.utf8.count <= Self.longest { return term + key }
    term.unicodeScalars += key.unicodeScalars.prefix(Self.longest / 4)
    return term + "\u{1}" + String(UInt64(bitPattern: Digest.of(key)), radix: 36)
  }
}

extension NoteIndex {
  /// Returns the notes that have a key, each once, in no order.
  ///
  /// - Parameters:
  ///   - isPrefix: Whether longer keys that begin with this one count too.
  ///   - limit: How many are wanted at most.
  package func notes(
    _ kind: KeyKind, _ key: String, isPrefix: Bool = false, limit: Int = .max
  ) throws(SQLiteError) -> [Int64] {
    var notes: [Int64] = []
    try forEachNote(kind, key, isPrefix) { note in
      notes.append(note)
      return notes.count < limit
    }
    return notes
  }

  /// Returns the notes that have a tag or one below it, by the tag's key.
  package func notesTagged(_ key: String) throws(SQLiteError) -> [Int64] {
    var found = try notes(.tag, key) + notes(.tag, key + "/", isPrefix: true)
    // A long tag below it is stored by its beginning and a digest.
    let beginning = (key + "/").unicodeScalars.prefix(KeyKind.longest / 4)
    if beginning.count == KeyKind.longest / 4 {
      for note in try notes(.tag, String(beginning) + "\u{1}", isPrefix: true)
      where try hasTag(below: key + "/", note) {
        found.append(note)
      }
    }
    return found
  }

  private func hasTag(below key: String, _ note: Int64) throws(SQLiteError) -> Bool {
    var isThere = false
    _ = try withFacts(of: note) { (facts) throws(SQLiteError) in
      try NoteFacts.forEachTag(facts) { name, _ in
        if !isThere { isThere = NameKey(name).text.hasPrefix(key) }
      }
    }
    return isThere
  }

  /// Whether each of some keys stands in the index, maybe only of notes that are gone.
  package func held(_ kind: KeyKind, among keys: [String]) throws(SQLiteError) -> [Bool] {
    try termSources.terms(of: "key_fts").held(among: keys.map { Array(kind.term($0).utf8) })
  }

  /// Whether a note has a key.
  package func isThere(_ kind: KeyKind, _ key: String) throws(SQLiteError) -> Bool {
    var isThere = false
    try forEachNote(kind, key, false) { _ in
      isThere = true
      return false
    }
    return isThere
  }

  /// Calls `body` with each note that is there and has a key, until it returns false.
  private func forEachNote(
    _ kind: KeyKind, _ key: String, _ isPrefix: Bool, _ body: (Int64) -> Bool
  ) throws(SQLiteError) {
    let statement = try statement("SELECT rowid FROM key_fts WHERE key_fts MATCH ?1")
    statement.bind(
      MatchExpression.quoted(kind.term(key)) + (isPrefix ? " *" : ""), at: 1)
    defer { statement.reset() }
    while try statement.step() {
      let note = sectionLengths[Int(truncatingIfNeeded: statement.integer(0))].note
      if note != 0, !body(Int64(note)) { return }
    }
  }
}
