import FullText
import NoteModel
package import SQLite

/// What a bulk load finds out about the names of notes before it can write them.
///
/// A note is named by others, so its names are complete only with the last note. They wait in memory; what has no
/// room there waits in a table that SQLite keeps outside of the index, and sorts there, so memory does not grow with
/// the vault. To write a row of that table and read it again takes ten times as long as to sort it in memory.
package final class GatheredNames {
  private let index: NoteIndex
  private var waiting = WaitingNames()
  /// Nil as long as there is no table.
  private var insertion: Statement?
  /// Digests of names that wait, to keep a name that a thousand notes use out.
  private var recent: Set<Int64> = []
  /// Most digests that are kept.
  private static let mostRecent = 1 << 15
  /// Notes after which the memory of their lengths is given away.
  private static let spillInterval = 1 << 16

  /// Bytes that wait in memory at most, of a vault of a hundred thousand links or so.
  package static let usualRoom = 4 << 20
  private let room: Int

  /// Starts gathering; the index can have one of these at a time.
  package init(_ index: NoteIndex, room: Int) {
    self.index = index
    self.room = room
  }

  /// Remembers what names a note has by its own words, and gives to others.
  package func add(_ rows: NoteRecord, of note: Int64) throws(SQLiteError) {
    if !rows.aliases.isEmpty {
      var aliases: [UInt8] = []
      for alias in rows.aliases { aliases.append(counted: alias) }
      waiting.add(aliases, isAliases: true, of: note)
    }
    for own in rows.ownTexts where own.file != note {
      let digest = own.text.span.withUnsafeBytes { Digest.of($0) } &+ own.file
      if recent.count == Self.mostRecent { recent.removeAll(keepingCapacity: true) }
      guard recent.insert(digest).inserted else { continue }
      waiting.add(own.text, isAliases: false, of: own.file)
    }
    if waiting.size > room { try spill() }
  }

  /// Brings what waits in memory to the table.
  private func spill() throws(SQLiteError) {
    let insertion = if let insertion { insertion } else { try makeTable() }
    self.insertion = insertion
    try waiting.forEachName { (note, bytes, isAliases) throws(SQLiteError) in
      insertion.bind(note, at: 1)
      insertion.bindNull(at: isAliases ? 2 : 3)
      insertion.bind(uncopiedBlob: bytes, at: isAliases ? 3 : 2)
      try insertion.run()
    }
    waiting.removeAll()
  }

  private func makeTable() throws(SQLiteError) -> Statement {
    try index.connection.execute(
      "CREATE TEMP TABLE gathered(note INTEGER NOT NULL, text BLOB, aliases BLOB)")
    return try index.connection.prepare("INSERT INTO temp.gathered VALUES(?1, ?2, ?3)")
  }

  /// Writes the names of all notes and lets go of what was gathered.
  package func write() throws(SQLiteError) {
    let writer = try NameWriter(index)
    var current: (note: Int64, names: NoteNames)?
    var written = 0
    try forEachSorted { (note, bytes, isAliases) throws(SQLiteError) in
      if let known = current, known.note != note {
        try writer.add(known.names, of: known.note)
        current = nil
        written += 1
        if written % Self.spillInterval == 0 { try index.spillBulkLoad() }
      }
      var names = current?.names ?? NoteNames()
      // Else each name would be put into a copy of those before.
      current = nil
      if isAliases {
        var reader = RecordReader(bytes)
        while !reader.isAtEnd { names.add(aliases: [try reader.text()]) }
      } else {
        names.add(text: Array(bytes))
      }
      current = (note, names)
    }
    if let current { try writer.add(current.names, of: current.note) }
    try writer.finish()
  }

  /// Calls `body` with all names, those of a note together: its aliases first, then the texts in ascending order.
  private func forEachSorted(_ body: WaitingNames.Body) throws(SQLiteError) {
    guard insertion != nil else {
      waiting.sort()
      try waiting.forEachName(body)
      return waiting.removeAll()
    }
    try spill()
    let statement = try index.connection.prepare(
      "SELECT note, text, aliases FROM temp.gathered ORDER BY note, text")
    while try statement.step() {
      let isAliases = statement.isNull(1)
      try body(statement.integer(0), statement.bytes(isAliases ? 2 : 1), isAliases)
    }
    statement.reset()
    insertion = nil
    try index.connection.execute("DROP TABLE temp.gathered")
  }
}

/// Writes names of notes in a bulk load, where none has any yet.
private final class NameWriter {
  private let index: NoteIndex
  /// Nil where FTS5 takes the rows.
  private let loader: TableLoader?
  private let insertion: Statement
  private var tape = TapeBuffer(room: 1 << 10)

  init(_ index: NoteIndex) throws(SQLiteError) {
    self.index = index
    loader =
      index.pageForm.isKnown ? TableLoader(Schema.nameTable, indexPath: index.path) : nil
    insertion = try index.connection.prepare("INSERT INTO names VALUES(?1, ?2)")
  }

  /// Adds the names of a note, whose id is higher than those of all before.
  func add(_ names: NoteNames, of note: Int64) throws(SQLiteError) {
    guard let loader else { return try index.setNames(names, of: note) }
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

  func finish() throws(SQLiteError) { try loader?.finish(index.connection) }
}
