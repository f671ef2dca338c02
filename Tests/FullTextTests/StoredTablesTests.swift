import Foundation
import Platform
import SQLite
import TestSupport
import Testing

@testable import FullText

/// Tables that other versions of SQLite have written are read as they were meant; see `Scripts/stored_tables.py`.
@Suite struct StoredTablesTests {
  private static let rows = 1...180

  private static let files: [URL] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("StoredTables")
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "sqlite" }.sorted { $0.path < $1.path }
  }()

  @Test func thereAreTablesOfSeveralVersions() {
    let names = Self.files.map { $0.deletingPathExtension().lastPathComponent }
    #expect(names.contains("3.40.1") && names.contains("3.46.1") && names.count > 2)
  }

  /// A place of a word: its row, its column, and where it stands there.
  private struct Place: Hashable {
    var row: Int
    var column: Int
    var position: Int
  }

  private static func places(isChanged: Bool) -> [String: Set<Place>] {
    var places: [String: Set<Place>] = [:]
    for row in rows {
      if isChanged, row % 5 == 0, row % 10 != 0 { continue }
      for column in 0..<2 {
        let source = isChanged && row % 10 == 0 ? 1 - column : column
        for position in 0...((row * 7 + source * 3) % 23) {
          places["w\((row * (position + 1) + source) % 37)", default: []].insert(
            Place(row: row, column: column, position: position))
        }
      }
    }
    return places
  }

  private static func places(
    of word: String, _ terms: any TermSource
  ) throws -> Set<Place> {
    var places: Set<Place> = []
    for cursor in try terms.postings(of: word) {
      try cursor.forEachPosting(before: .max) { row, found in
        PostingPlaces.forEachPlace(in: found.bytes) {
          places.insert(Place(row: row, column: $0, position: $1))
          return true
        }
      }
    }
    return places
  }

  private static func open(_ file: URL, _ folder: TemporaryFolder) throws -> Connection {
    let path = folder.path + "/copy.sqlite"
    try FileManager.default.copyItem(atPath: file.path, toPath: path)
    return try Connection(path: path, mode: .readWrite)
  }

  private static func terms(
    of table: String, _ connection: Connection
  ) throws -> (terms: any TermSource, unknown: String?) {
    let form = try PageForm.of([table], connection, connection.prepare)
    let sources = TermSources(
      form: form, lock: Monitor(isBrief: true), prepare: connection.prepare)
    return (
      try sources.terms(of: table, hasChangingRows: true),
      try sources.unknownForm(of: [table])
    )
  }

  @Test(arguments: files)
  func pagesOfTheKnownFormAreRead(_ file: URL) throws {
    let folder = try TemporaryFolder()
    let connection = try Self.open(file, folder)
    for (table, isChanged) in [("plain", false), ("changing", true)] {
      let (terms, unknown) = try Self.terms(of: table, connection)
      #expect(unknown == nil)
      #expect(terms is FullTextReader)
      for (word, places) in Self.places(isChanged: isChanged) {
        #expect(try Self.places(of: word, terms) == places, "\(file.lastPathComponent) \(table)")
      }
      #expect(try terms.postings(of: "w37").isEmpty)
    }
  }

  /// Rows that were cut out of pages, or struck from a list of their own.
  @Test(arguments: files)
  func otherFormsAreReadThroughFTS5(_ file: URL) throws {
    let folder = try TemporaryFolder()
    let connection = try Self.open(file, folder)
    for table in ["secure", "deleting"] {
      let isThere = try connection.integer(
        "SELECT count(*) FROM sqlite_schema WHERE name = '\(table)'")
      if isThere == 0 { continue }
      do {
        let (terms, unknown) = try Self.terms(of: table, connection)
        #expect(unknown != nil)
        #expect(terms is FTS5Terms)
        for (word, places) in Self.places(isChanged: true) {
          #expect(try Self.places(of: word, terms) == places, "\(file.lastPathComponent) \(table)")
        }
      } catch let error as SQLiteError {
        // This FTS5 may be older than the form, and then says so.
        #expect(error.kind == .corrupt, "\(error)")
        #expect(Connection.libraryNumber < 3_043_000, "\(error)")
      }
    }
  }
}
