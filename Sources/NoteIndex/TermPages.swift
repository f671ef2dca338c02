// FTS5's own list of terms, `fts5vocab`, reads every place of every term to count its rows. Where only the words
// are wanted, the pages they stand on are read here as they are. The form of a page is that of format 4, written down
// at the head of fts5_index.c: two numbers of two bytes, the places of the terms' rows, and behind these the offsets
// of all terms on the page.

package import SQLite

/// The terms on one leaf page of a full-text table.
struct TermPage {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Calls `body` with each term; returns false where the page makes no sense.
  ///
  /// Terms of the main index begin with `0`, which is left out.
  func forEachTerm(_ body: (UnsafeRawBufferPointer) -> Void) -> Bool {
    guard bytes.count > 4 else { return false }
    let size = Int(bytes[2]) << 8 | Int(bytes[3])
    guard size <= bytes.count else { return false }
    var footer = size
    var place = 0
    var term: [UInt8] = []
    while footer < bytes.count {
      guard let step = SegmentFormat.number(bytes, &footer, end: bytes.count) else { return false }
      let isFirst = place == 0
      place = place &+ step
      var index = place
      var shared = 0
      if !isFirst {
        guard let count = SegmentFormat.number(bytes, &index, end: size),
          count <= term.count
        else { return false }
        shared = count
      }
      guard let count = SegmentFormat.number(bytes, &index, end: size),
        count <= size - index
      else {
        return false
      }
      term.removeSubrange(shared...)
      term.append(contentsOf: bytes[index..<index + count])
      guard term.first == SegmentFormat.mainIndex else { continue }
      term.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0.dropFirst())) }
    }
    return true
  }
}

extension NoteIndex {
  /// Calls `body` with each term that begins with a text, more than once where several tables have it.
  ///
  /// Also terms of notes that are gone may come.
  package func forEachTerm(
    beginningWith text: String, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(SQLiteError) {
    let prefix = Array(text.utf8)
    for table in ["section_fts", "note_fts", "name_fts"] {
      for page in try termPages(of: table, prefix) {
        let statement = try statement("SELECT block FROM \(table)_data WHERE id = ?1")
        statement.bind(page, at: 1)
        defer { statement.reset() }
        guard try statement.step() else { continue }
        let isSound = TermPage(statement.bytes(0)).forEachTerm { term in
          if term.starts(with: prefix) { body(term) }
        }
        if !isSound { throw SQLiteError(corruption: "a page of terms is damaged") }
      }
    }
  }

  /// The pages on which terms with a beginning can stand.
  private func termPages(
    of table: String, _ prefix: [UInt8]
  ) throws(SQLiteError) -> [Int64] {
    let first = [SegmentFormat.mainIndex] + prefix
    // UTF-8 has no such byte.
    let end = first + [0xFF]
    let statement = try statement(
      """
      WITH RECURSIVE segment(id) AS (
        SELECT min(segid) FROM \(table)_idx UNION ALL
        SELECT (SELECT min(segid) FROM \(table)_idx WHERE segid > id) FROM segment
        WHERE id IS NOT NULL)
      SELECT id, pgno FROM segment JOIN \(table)_idx ON segid = id
      WHERE id IS NOT NULL AND term < ?2 AND term >= coalesce(
        (SELECT max(term) FROM \(table)_idx WHERE segid = id AND term <= ?1), x'')
      """)
    return try first.span.withUnsafeBytes { (first) throws(SQLiteError) in
      try end.span.withUnsafeBytes { (end) throws(SQLiteError) in
        statement.bind(uncopiedBlob: first, at: 1)
        statement.bind(uncopiedBlob: end, at: 2)
        defer { statement.reset() }
        var pages: [Int64] = []
        // A page's number is the segment's and its own; the last bit of the latter is a flag.
        while try statement.step() {
          pages.append(
            SegmentFormat.page(
              Int(truncatingIfNeeded: statement.integer(1) >> 1),
              of: Int(truncatingIfNeeded: statement.integer(0))))
        }
        return pages
      }
    }
  }
}
