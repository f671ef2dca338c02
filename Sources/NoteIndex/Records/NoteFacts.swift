import NoteModel
import SQLite

/// What a record says of a note beside its links: everything that is listed without reading the note.
///
/// A note can have a million tags, so they are not made into a list.
enum NoteFacts {
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
      let form = Value.Form(property)
      record.append(varint: value.count << Value.Form.bits | form.rawValue)
      record += value
    }
  }

  /// The value of a property as it is stored.
  struct Value {
    /// What its JSON does not tell.
    struct Form: OptionSet {
      let rawValue: Int

      /// Bits that stand below its length.
      static let bits = 2

      /// It stands in the text, as a field.
      static let isField = Form(rawValue: 1)
      /// A scalar of it is written in another way than its JSON.
      static let isRewritten = Form(rawValue: 2)
    }

    let json: UnsafeRawBufferPointer
    let form: Form
  }

  /// Reads the title alone.
  static func title(_ bytes: UnsafeRawBufferPointer) throws(SQLiteError) -> String {
    var reader = RecordReader(bytes)
    return try reader.text()
  }

  /// Reads the aliases alone, as written.
  static func aliases(_ bytes: UnsafeRawBufferPointer) throws(SQLiteError) -> [String] {
    var reader = RecordReader(bytes)
    try reader.skipText()
    return try texts(&reader)
  }

  /// Reads the questions alone, as written.
  static func questions(_ bytes: UnsafeRawBufferPointer) throws(SQLiteError) -> [String] {
    var reader = RecordReader(bytes)
    try reader.skipText()
    try skipTexts(&reader)
    return try texts(&reader)
  }

  /// Calls `body` with each tag and its 1-based line.
  static func forEachTag(
    _ bytes: UnsafeRawBufferPointer, _ body: (_ name: String, _ line: Int) -> Void
  ) throws(SQLiteError) {
    var reader = RecordReader(bytes)
    try skipToTags(&reader)
    for _ in 0..<(try reader.varint()) { body(try reader.text(), try reader.varint()) }
  }

  /// Calls `body` with each property and its value until it returns false.
  static func forEachProperty(
    _ bytes: UnsafeRawBufferPointer,
    _ body: (_ name: UnsafeRawBufferPointer, _ value: Value) -> Bool
  ) throws(SQLiteError) {
    var reader = RecordReader(bytes)
    try skipToTags(&reader)
    for _ in 0..<(try reader.varint()) {
      try reader.skipText()
      _ = try reader.varint()
    }
    for _ in 0..<(try reader.varint()) {
      let name = try reader.counted()
      let length = try reader.varint()
      let value = try reader.range(count: length >> Value.Form.bits)
      let isDone = !body(
        UnsafeRawBufferPointer(rebasing: bytes[name]),
        Value(
          json: UnsafeRawBufferPointer(rebasing: bytes[value]),
          form: Value.Form(rawValue: length & (1 << Value.Form.bits - 1))))
      if isDone { return }
    }
  }

  /// Whether a property of a name passes a test; reads no more than it needs.
  static func passes(
    _ bytes: UnsafeRawBufferPointer, _ name: CaselessText, _ tester: PropertyTester
  ) throws(SQLiteError) -> Bool {
    var passes = false
    try forEachProperty(bytes) { key, value in
      passes = name.equals(key) && tester.passes(value.json)
      return !passes
    }
    return passes
  }

  private static func skipToTags(_ reader: inout RecordReader) throws(SQLiteError) {
    try reader.skipText()
    try skipTexts(&reader)
    try skipTexts(&reader)
  }

  private static func skipTexts(_ reader: inout RecordReader) throws(SQLiteError) {
    for _ in 0..<(try reader.varint()) { try reader.skipText() }
  }

  private static func texts(_ reader: inout RecordReader) throws(SQLiteError) -> [String] {
    var texts: [String] = []
    for _ in 0..<(try reader.varint()) { texts.append(try reader.text()) }
    return texts
  }
}

extension NoteFacts.Value.Form {
  init(_ property: Property) {
    self = property.origin == .inline ? .isField : []
    if !PropertyText.keepsScalars(of: property.value) { formUnion(.isRewritten) }
  }
}
