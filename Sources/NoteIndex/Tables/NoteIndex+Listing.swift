package import NoteModel
package import SQLite

/// A file as it is listed.
package struct StoredFile: Sendable {
  package var id: Int64
  package var path: VaultPath
  /// Bytes, and nanoseconds since 1970; nil for files that are only names.
  package var size: Int64?
  package var modified: Int64?
}

/// What is counted of a note.
package struct NoteNumbers: Sendable, Hashable {
  /// About how many words its texts have.
  package var words = 0
  /// Its links, also those that lead nowhere.
  package var links = 0
  /// Links of other files that lead to it.
  package var backlinks = 0
}

/// One value of a property: no list and no map.
package struct StoredScalar: Sendable, Hashable {
  /// As a person reads it.
  package var text: String
  /// Whether it is a text, and not a number, a ticked box or nothing.
  package var isText: Bool

  init(_ text: UnsafeRawBufferPointer, _ isText: Bool) {
    self.text = String(decoding: PropertyTester.plainNumber(text, isText), as: UTF8.self)
    self.isText = isText
  }
}

extension StoredProperty {
  /// Its values that are neither lists nor maps.
  package var scalars: [StoredScalar] {
    var scalars: [StoredScalar] = []
    var json = value
    json.withUTF8 { json in
      PropertyText.forEachScalar(of: UnsafeRawBufferPointer(json)) { text, isText in
        scalars.append(StoredScalar(text, isText))
      }
    }
    return scalars
  }
}

extension NoteIndex {
  /// Returns all notes, or all files, in path order.
  package func listedFiles(areAll: Bool) throws(SQLiteError) -> [StoredFile] {
    let statement = try statement(
      "SELECT id, path, size, modified FROM file WHERE is_note = 1 OR ?1 ORDER BY path")
    statement.bind(areAll ? 1 : 0, at: 1)
    defer { statement.reset() }
    var files: [StoredFile] = []
    while try statement.step() {
      var file = StoredFile(id: statement.integer(0), path: VaultPath(statement.text(1)))
      if !statement.isNull(2) { file.size = statement.integer(2) }
      if !statement.isNull(3) { file.modified = statement.integer(3) }
      files.append(file)
    }
    return files
  }

  /// Counts what some files have; of a file that is not a note only the backlinks.
  package func numbers(of files: Set<Int64>) throws(SQLiteError) -> [Int64: NoteNumbers] {
    try incomingLinks.openOnce()
    var numbers: [Int64: NoteNumbers] = [:]
    for file in files { numbers[file] = NoteNumbers(backlinks: Int(incomingLinks[Int(file)])) }
    let few = files.count < 1_000
    let statement = try statement(
      "SELECT id, facts, links, targets, first_section, section_count FROM note"
        + (few ? " WHERE id = ?1" : ""))
    defer { statement.reset() }
    func take() throws(SQLiteError) {
      let note = statement.integer(0)
      guard var own = numbers[note] else { return }
      let links = try TargetedLinks(statement, from: 1)
      own.links = links.list.count
      try links.forEachFile { if $0 == note { own.backlinks -= 1 } }
      let (first, count) = (statement.integer(4), statement.integer(5))
      own.words = tokens(ofSections: Int(first)..<Int(first + max(0, count)))
      numbers[note] = own
    }
    if !few {
      while try statement.step() { try take() }
      return numbers
    }
    for file in files {
      statement.reset()
      statement.bind(file, at: 1)
      if try statement.step() { try take() }
    }
    return numbers
  }

  /// Calls `body` with the first value of a property in each note that has it, in no order: what a list holds counts.
  package func forEachFirstValue(
    ofProperty name: NameKey, _ body: (_ note: Int64, _ value: StoredScalar) -> Void
  ) throws(SQLiteError) {
    try forEachFacts(of: notes(.property, name.text)) { note, facts throws(SQLiteError) in
      var first: StoredScalar?
      try NoteFacts.forEachProperty(facts) { key, value in
        guard NameKey(String(decoding: key, as: UTF8.self)) == name else { return true }
        PropertyText.forEachScalar(of: value.json) { text, isText in
          if first == nil { first = StoredScalar(text, isText) }
        }
        return first == nil
      }
      if let first { body(note, first) }
    }
  }
}
