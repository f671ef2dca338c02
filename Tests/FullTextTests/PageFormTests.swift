import SQLite
import Testing

@testable import FullText

/// Pages of another form are told from damaged ones, and from those that must not be written.
@Suite struct PageFormTests {
  @Test func guardedPagesAreWrittenThroughFTS5() throws {
    let connection = try Connection(path: "", mode: .memory)
    #expect(!connection.guardsShadowTables)
    try connection.execute("CREATE VIRTUAL TABLE t USING fts5(a)")
    connection.guardShadowTables(true)
    #expect(connection.guardsShadowTables)
    #expect(throws: SQLiteError.self) { try connection.execute("DELETE FROM t_data") }
    let form = try PageForm.of(["t"], connection, connection.prepare)
    #expect(form.unknown == "this SQLite guards the pages of full-text tables")
    connection.guardShadowTables(false)
    try connection.execute("UPDATE t_data SET block = block")
    #expect(try PageForm.of(["t"], connection, connection.prepare).isKnown)
  }

  @Test func listOfSegmentsOfAnotherFormIsToldFromDamage() throws {
    func list(levels: Int, segments: Int) -> [UInt8] {
      var bytes: [UInt8] = [0, 0, 0, 0]
      for number in [levels, segments, 0] { Varint.append(number, to: &bytes) }
      for level in 0..<levels {
        Varint.append(0, to: &bytes)
        Varint.append(level == 0 ? segments : 0, to: &bytes)
        for id in 0..<(level == 0 ? segments : 0) {
          for number in [id + 1, 1, 1] { Varint.append(number, to: &bytes) }
        }
      }
      return bytes
    }
    func count(_ bytes: [UInt8]) throws -> Int? {
      try bytes.withUnsafeBytes { bytes in
        if case .known(let segments) = try SegmentList.read(bytes) { segments.count } else { nil }
      }
    }
    #expect(try count(list(levels: 64, segments: 2000)) == 2000)
    #expect(try count(list(levels: 65, segments: 1)) == nil)
    #expect(try count(list(levels: 1, segments: 2001)) == nil)
    #expect(try count([0, 0, 0, 7, 0xFF, 0, 0, 1, 0, 0, 0]) == nil)
    #expect(try count([0, 0, 0, 7, 0xFF, 0, 0, 2]) == nil)
    #expect(throws: SQLiteError.self) { try count([0, 0, 0, 0, 1, 1]) }
    #expect(throws: SQLiteError.self) { try count([0, 0]) }
  }
}
