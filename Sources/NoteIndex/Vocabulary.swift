import NoteModel
package import SQLite

// FTS5's own list of terms, `fts5vocab`, reads every place of every term to count its rows. Here only the pages are
// read on which the wanted terms stand.

extension NoteIndex {
  /// Calls `body` with each term that begins with a text, more than once where several tables have it.
  ///
  /// Also terms of notes that are gone may come.
  package func forEachTerm(
    beginningWith text: String, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let prefix = [SegmentFormat.mainIndex] + Array(text.utf8)
    for table in FullTextTable.allCases {
      let reader = try FullTextReader(table.name, self)
      for segment in reader.segments {
        var failure: (any Error)?
        try reader.forEachTerm(beginningWith: prefix, in: segment) { term, _ in
          do {
            if failure == nil { try body(UnsafeRawBufferPointer(rebasing: term.dropFirst())) }
          } catch {
            failure = error
          }
        }
        if let failure { throw failure }
      }
    }
  }

  /// The keys of all tags, each once.
  ///
  /// They are read from the terms, a few pages, where the notes' own records are a large part of the index.
  package func tagKeys() throws(SQLiteError) -> [String] {
    let prefix = [SegmentFormat.mainIndex, UInt8(ascii: KeyKind.tag.rawValue)]
    var keys: Set<String> = []
    let reader = try FullTextReader("key_fts", self)
    for segment in reader.segments {
      try reader.forEachTerm(beginningWith: prefix, in: segment) { term, _ in
        // Of a long key only the beginning is there.
        if term.contains(1) { return }
        keys.insert(String(decoding: term.dropFirst(prefix.count), as: UTF8.self))
      }
    }
    var living: [String] = []
    for key in keys.sorted() where try isThere(.tag, key) { living.append(key) }
    return living
  }

  /// Returns a tag as the note with the first path writes it, nil where no note has it.
  package func tagName(ofKey key: String) throws(SQLiteError) -> String? {
    var first: (path: VaultPath, name: String)?
    for note in try notes(.tag, key) {
      guard let path = try path(of: note) else { continue }
      if let first, !path.text.utf8.lexicographicallyPrecedes(first.path.text.utf8) { continue }
      let tags = try facts(of: note)?.tags ?? []
      if let tag = tags.first(where: { NameKey($0.name).text == key }) { first = (path, tag.name) }
    }
    return first?.name
  }
}
