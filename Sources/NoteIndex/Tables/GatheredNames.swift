import NoteModel
package import SQLite

/// What a bulk load finds out about the names of notes before it can write them.
///
/// A note is named by others, so its names are complete only with the last note. They wait in a table that
/// SQLite keeps outside of the index, and sorts there, so memory does not grow with the vault.
package final class GatheredNames {
  private let index: NoteIndex
  private let insertion: Statement
  /// Digests of names that are in the table, to keep a name that a thousand notes use out of it.
  private var recent: Set<Int64> = []
  private static let mostRecent = 1 << 15
  /// Notes after which the memory of their lengths is given away.
  private static let spillInterval = 1 << 16

  /// Starts a table; the index can have one at a time.
  package init(_ index: NoteIndex) throws(SQLiteError) {
    self.index = index
    try index.connection.execute(
      "CREATE TEMP TABLE gathered(note INTEGER NOT NULL, text BLOB, aliases BLOB)")
    insertion = try index.connection.prepare("INSERT INTO temp.gathered VALUES(?1, ?2, ?3)")
  }

  /// Remembers what names a note has by its own words, and gives to others.
  package func add(_ rows: NoteRows, of note: Int64) throws(SQLiteError) {
    if !rows.aliases.isEmpty {
      insertion.bind(note, at: 1)
      insertion.bindNull(at: 2)
      var aliases: [UInt8] = []
      for alias in rows.aliases { aliases.append(counted: alias) }
      try aliases.span.withUnsafeBytes { (aliases) throws(SQLiteError) in
        insertion.bind(uncopiedBlob: aliases, at: 3)
        try insertion.run()
      }
    }
    for own in rows.ownTexts where own.file != note {
      let digest = own.text.span.withUnsafeBytes { Digest.of($0) } &+ own.file
      if recent.count == Self.mostRecent { recent.removeAll(keepingCapacity: true) }
      guard recent.insert(digest).inserted else { continue }
      insertion.bind(own.file, at: 1)
      try own.text.span.withUnsafeBytes { (text) throws(SQLiteError) in
        insertion.bind(uncopiedBlob: text, at: 2)
        insertion.bindNull(at: 3)
        try insertion.run()
      }
    }
  }

  /// Writes the names of all notes and lets go of the table.
  package func write() throws(SQLiteError) {
    let writer = try NameWriter(index)
    let statement = try index.connection.prepare(
      "SELECT note, text, aliases FROM temp.gathered ORDER BY note, text")
    var current: (note: Int64, names: NoteNames)?
    var written = 0
    while try statement.step() {
      let note = statement.integer(0)
      if let known = current, known.note != note {
        try writer.add(known.names, of: known.note)
        current = nil
        written += 1
        if written % Self.spillInterval == 0 { try index.spillBulkLoad() }
      }
      var names = current?.names ?? NoteNames()
      if statement.isNull(1) {
        var reader = RecordReader(statement.bytes(2))
        while !reader.isAtEnd { names.add(aliases: [try reader.text()]) }
      } else {
        names.add(text: Array(statement.bytes(1)))
      }
      current = (note, names)
    }
    if let current { try writer.add(current.names, of: current.note) }
    try writer.finish()
    statement.reset()
    try index.connection.execute("DROP TABLE temp.gathered")
  }
}

/// Writes names of notes in a bulk load, where none has any yet.
private final class NameWriter {
  private let index: NoteIndex
  private let loader: TableLoader
  private let insertion: Statement
  private var tape = TapeBuffer(room: 1 << 10)

  init(_ index: NoteIndex) throws(SQLiteError) {
    self.index = index
    loader = TableLoader(Schema.nameTable, indexPath: index.path)
    insertion = try index.connection.prepare("INSERT INTO names VALUES(?1, ?2)")
  }

  /// Adds the names of a note, whose id is higher than those of all before.
  func add(_ names: NoteNames, of note: Int64) throws(SQLiteError) {
    var text = names.joined
    guard index.noteLengths[Int(note)].firstSection != 0, !text.isEmpty else { return }
    insertion.bind(note, at: 1)
    insertion.bind(text, at: 2)
    try insertion.run()
    tape.removeAll()
    let length = text.withUTF8 {
      TokenTape.append(UnsafeRawBufferPointer($0), cutBy: index.tokenizer, to: &tape)
    }
    let column = ColumnTape(tape: 0..<tape.count, length: length)
    try loader.add([column], tape.bytes, row: Int(note))
    index.setAliasesLength(length, of: note)
  }

  func finish() throws(SQLiteError) { try loader.finish(index.connection) }
}
