// FTS5 keeps an index as segments: sorted terms with the rows that hold them, cut into pages that lie as blobs in
// the table `…_data`. The form is that of version 4, written down at the head of fts5_index.c in SQLite's source. It is
// the file format of every FTS5 since 2015. Tables of another form are left to FTS5; see `PageForm`.

/// Names and numbers of FTS5's segments.
@usableFromInline enum SegmentFormat {
  /// The blob that lists the segments.
  static let structureID: Int64 = 10
  /// The blob with the sums over all rows.
  static let averagesID: Int64 = 1
  /// The first byte of every term: there are no other indexes than the main one.
  static let mainIndex = UInt8(ascii: "0")
  /// Begins the list of segments, after its first four bytes, where the list has another form.
  static let otherListMark: UInt8 = 0xFF
  /// Bytes at the beginning of a page: where its first row is, and where its footer begins.
  static var headerSize: Int { 4 }
  /// Stands before the number of a column among the places of a row.
  @usableFromInline static var columnMark: UInt8 { 1 }
  /// What is added to the distance between two places, so that none is a mark.
  static var placeOffset: Int { 2 }
  /// A term whose rows fill at least this many further pages gets an index of its rows.
  static let leastIndexedPages = 4

  /// Bytes at which a page ends, give or take a few; with SQLite's own a page of the database is just full.
  static let pageSize = 8100
  /// The level of a segment that was written in bulk.
  static let bulkLevel = 8

  /// The id of a page of terms and rows.
  static func page(_ number: Int, of segment: Int) -> Int64 {
    Int64(segment) << 37 | Int64(number)
  }

  /// The id of a page of the index over the rows of one term that begins on page `number`.
  static func postingIndexPage(_ number: Int, height: Int, of segment: Int) -> Int64 {
    Int64(segment) << 37 | 1 << 36 | Int64(height) << 31 | Int64(number)
  }

  /// What `…_idx` says of a page: its number, and whether its last term has an index of its rows.
  static func entry(page number: Int, hasPostingIndex: Bool) -> Int64 {
    Int64(number) << 1 | (hasPostingIndex ? 1 : 0)
  }
}
