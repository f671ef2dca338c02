// How numbers and texts stand in the record of a note. A record is bytes in one row and not many rows of a table: links
// alone would be half of all rows, and what SQLite keeps for each row costs more room and time than what the row says.

import NoteModel
import SQLite

extension [UInt8] {
  /// Appends a number.
  mutating func append(varint value: Int) {
    SevenBits.forEachByte(of: value) { append($0) }
  }

  /// Appends a text with its length before it.
  mutating func append(counted text: some StringProtocol) {
    append(varint: text.utf8.count)
    self += text.utf8
  }
}

/// Reads what was appended to a record; throws where the bytes end too early or make no sense.
struct RecordReader {
  private let bytes: UnsafeRawBufferPointer
  private(set) var offset = 0

  init(_ bytes: UnsafeRawBufferPointer, from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func byte() throws(SQLiteError) -> UInt8 {
    guard offset < bytes.count else { throw Self.damage }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func varint() throws(SQLiteError) -> Int {
    // Nearly all numbers are lengths of one byte.
    if offset < bytes.count, bytes[offset] < 0x80 {
      defer { offset += 1 }
      return Int(bytes[offset])
    }
    let value = try SevenBits.read { () throws(SQLiteError) in try byte() }
    guard let value else { throw Self.damage }
    return value
  }

  /// Returns the range of a text whose length stands before it.
  mutating func counted() throws(SQLiteError) -> Range<Int> {
    try range(count: try varint())
  }

  mutating func range(count: Int) throws(SQLiteError) -> Range<Int> {
    guard count >= 0, count <= bytes.count - offset else { throw Self.damage }
    defer { offset += count }
    return offset..<offset + count
  }

  mutating func text() throws(SQLiteError) -> String {
    let range = try counted()
    return String(decoding: bytes[range], as: UTF8.self)
  }

  mutating func skipText() throws(SQLiteError) { _ = try counted() }

  static let damage = SQLiteError(corruption: "the record of a note is damaged")
}
