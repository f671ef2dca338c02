import FullText
import NoteModel
package import NoteQuery
package import SQLite

// FTS5's own list of terms, `fts5vocab`, reads every place of every term to count its rows. Here only the pages are
// read on which the wanted terms stand.
//
// Most terms are stems, and a slip of the finger is near to a word, not to its stem: so the words are kept too, as they
// stand. Rows of all notes that have a word would cost a tenth of the index; one row for each reading thread costs a
// hundredth.

extension NoteIndex {
  /// Calls `body` with each word that begins with a text as notes have it, in the order of its bytes, maybe more than once.
  ///
  /// Also words of notes that are gone may come: see `isWord`.
  package func forEachWord(
    beginningWith text: String = "", _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(SQLiteError) {
    try termSources.terms(of: "key_fts").forEachTerm(
      beginningWith: [UInt8(ascii: KeyKind.word.rawValue)] + Array(text.utf8)
    ) { term in
      body(UnsafeRawBufferPointer(rebasing: term.dropFirst()))
    }
  }

  /// Calls `body` with those of some words that notes have as they stand, as `forEachWord(beginningWith:)` does.
  package func forEachWord(
    among words: [String], _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(SQLiteError) {
    for (var word, isHeld) in zip(words, try held(.word, among: words)) where isHeld {
      word.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }
  }

  /// Whether a note has a word as it stands; nil where only the notes themselves can tell.
  ///
  /// A word is written down with the note in which the reader met it first, not with each that has it. So when that
  /// note is edited or goes, another one may still have it.
  package func isWord(_ word: String) throws(SQLiteError) -> Bool? {
    try isThere(.word, word) ? true : nil
  }

  /// Returns the notes with a form of a term, each once, in no order.
  package func notes(holding term: QueryTerm) throws(SQLiteError) -> [Int64] {
    var notes: Set<Int64> = []
    let lengths = sectionLengths.readable
    let rows = try QueryPostings([term], self)
    for form in rows.sections + rows.notes + rows.names {
      for cursor in form.cursors {
        try cursor.rewind()
        try cursor.forEachPosting(before: lengths.count) { row, places in
          let own = lengths[row]
          guard !places.isEmpty, own.note != 0, form.languages.holds(own.language) else { return }
          notes.insert(Int64(own.note))
        }
      }
    }
    return Array(notes)
  }

  /// Calls `body` with the keys of all tags, maybe more than once, and also with those of notes that are gone.
  ///
  /// They are read from the terms, a few pages, where the notes' own records are a large part of the index.
  package func forEachTagKey(_ body: (String) -> Void) throws(SQLiteError) {
    try forEachKey(of: .tag, body)
  }

  /// Calls `body` with the keys of all properties in the same way.
  package func forEachPropertyKey(_ body: (String) -> Void) throws(SQLiteError) {
    try forEachKey(of: .property, body)
  }

  /// Calls `body` with the keys of one kind that begin with a text, in the same way.
  package func forEachKey(
    of kind: KeyKind, beginningWith start: String = "", _ body: (String) -> Void
  ) throws(SQLiteError) {
    let first = [UInt8(ascii: kind.rawValue)] + start.utf8
    try termSources.terms(of: "key_fts").forEachTerm(beginningWith: first) { term in
      // Of a long key only the beginning is there.
      if term.contains(1) { return }
      body(String(decoding: term.dropFirst(), as: UTF8.self))
    }
  }

  /// Returns a tag as the note with the first path writes it, nil where no note has it.
  ///
  /// - Parameter most: So many notes are looked at, for a caller who has no time for all.
  package func tagName(ofKey key: String, most: Int = .max) throws(SQLiteError) -> String? {
    var first: (path: VaultPath, name: String)?
    for note in try notes(.tag, key).prefix(most) {
      guard let path = try path(of: note) else { continue }
      if let first, !path.text.utf8.lexicographicallyPrecedes(first.path.text.utf8) { continue }
      var found: String?
      _ = try withFacts(of: note) { (facts) throws(SQLiteError) in
        try NoteFacts.forEachTag(facts) { name, _ in
          if found == nil, NameKey(name).text == key { found = name }
        }
      }
      if let found { first = (path, found) }
    }
    return first?.name
  }
}
