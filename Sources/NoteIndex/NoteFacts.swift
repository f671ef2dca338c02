import NoteModel
import SQLite

/// What a record says of a note beside its links: everything that is listed without reading the note.
struct NoteFacts {
  struct Tag {
    var name: String
    /// 1-based.
    var line: Int
  }

  struct Property {
    var name: String
    /// JSON.
    var value: String
  }

  var title = ""
  /// As written, like the questions.
  var aliases: [String] = []
  var questions: [String] = []
  var tags: [Tag] = []
  var properties: [Property] = []

  /// Appends the facts of a note to a record.
  static func append(_ note: Note, to record: inout [UInt8]) {
    record.append(counted: note.title)
    record.append(varint: note.aliases.count)
    for alias in note.aliases { record.append(counted: alias.text) }
    record.append(varint: note.questions.count)
    for question in note.questions { record.append(counted: question.text) }
    // An array that grows by itself holds everything twice for a moment.
    record.reserveCapacity(record.count + note.tags.entries.textCount + 4 * note.tags.count + 64)
    record.append(varint: note.tags.count)
    for tag in note.tags {
      record.append(counted: tag.name)
      record.append(varint: note.lines.line(at: tag.range.start))
    }
    record.append(varint: note.properties.count)
    var value: [UInt8] = []
    for property in note.properties {
      record.append(counted: property.key)
      value.removeAll(keepingCapacity: true)
      PropertyText.appendJSON(property.value, to: &value)
      record.append(varint: value.count)
      record += value
    }
  }

  init(_ bytes: UnsafeRawBufferPointer) throws(SQLiteError) {
    var reader = RecordReader(bytes)
    title = try reader.text()
    for _ in 0..<(try reader.varint()) { aliases.append(try reader.text()) }
    for _ in 0..<(try reader.varint()) { questions.append(try reader.text()) }
    for _ in 0..<(try reader.varint()) {
      tags.append(Tag(name: try reader.text(), line: try reader.varint()))
    }
    for _ in 0..<(try reader.varint()) {
      properties.append(Property(name: try reader.text(), value: try reader.text()))
    }
  }

  /// Reads the title alone.
  static func title(_ bytes: UnsafeRawBufferPointer) throws(SQLiteError) -> String {
    var reader = RecordReader(bytes)
    return try reader.text()
  }

  /// Reads the aliases alone.
  static func aliases(_ bytes: UnsafeRawBufferPointer) throws(SQLiteError) -> [String] {
    var reader = RecordReader(bytes)
    try reader.skipText()
    var aliases: [String] = []
    for _ in 0..<(try reader.varint()) { aliases.append(try reader.text()) }
    return aliases
  }

  /// Calls `body` with each tag and its 1-based line, without making a list of them.
  static func forEachTag(
    _ bytes: UnsafeRawBufferPointer, _ body: (_ name: String, _ line: Int) -> Void
  ) throws(SQLiteError) {
    var reader = RecordReader(bytes)
    try reader.skipText()
    for _ in 0..<(try reader.varint()) { try reader.skipText() }
    for _ in 0..<(try reader.varint()) { try reader.skipText() }
    for _ in 0..<(try reader.varint()) { body(try reader.text(), try reader.varint()) }
  }

  /// Whether a property of a name passes a test; reads no more than it needs.
  static func passes(
    _ bytes: UnsafeRawBufferPointer, _ name: CaselessText, _ tester: PropertyTester
  ) throws(SQLiteError) -> Bool {
    var reader = RecordReader(bytes)
    try reader.skipText()
    for _ in 0..<(try reader.varint()) { try reader.skipText() }
    for _ in 0..<(try reader.varint()) { try reader.skipText() }
    for _ in 0..<(try reader.varint()) {
      try reader.skipText()
      _ = try reader.varint()
    }
    for _ in 0..<(try reader.varint()) {
      let key = try reader.counted()
      let value = try reader.counted()
      if name.equals(UnsafeRawBufferPointer(rebasing: bytes[key])),
        tester.passes(UnsafeRawBufferPointer(rebasing: bytes[value]))
      {
        return true
      }
    }
    return false
  }
}
