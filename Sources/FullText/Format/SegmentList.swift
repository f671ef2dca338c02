import SQLite

/// A piece of a full-text table: sorted terms with their rows, on pages with consecutive numbers.
struct Segment {
  var id: Int
  var firstPage: Int
  var lastPage: Int
}

/// The segments of a full-text table.
///
/// A row lies in one segment. Only where rows are taken out, as those of `name_fts`, does a newer segment say what
/// of an older one is void.
enum SegmentList {
  /// The segments, oldest first.
  case known([Segment])
  /// A list of another form; the reason is for a person.
  case unknown(reason: String)

  /// Ids have 16 bits.
  private static let highestID = (1 << 16) - 1

  /// Reads the blob that lists the segments.
  static func read(_ bytes: UnsafeRawBufferPointer) throws(SQLiteError) -> SegmentList {
    // Behind four bytes that change with the table's settings.
    var place = 4
    // No number of levels begins with this byte. FTS5 marks other forms of the list so.
    if bytes.count > place, bytes[place] == SegmentFormat.otherListMark {
      return .unknown(reason: "its list of segments has another form")
    }
    let levels = try number(bytes, &place)
    let count = try number(bytes, &place)
    _ = try number(bytes, &place)
    if levels > PageForm.mostLevels || count > PageForm.mostSegments {
      return .unknown(reason: "it has \(levels) levels and \(count) segments")
    }
    var byLevel: [[Segment]] = []
    var seen = 0
    for _ in 0..<levels {
      _ = try number(bytes, &place)
      let onLevel = try number(bytes, &place)
      seen += onLevel
      guard seen <= count else { throw damage }
      var segments: [Segment] = []
      for _ in 0..<onLevel {
        let segment = Segment(
          id: try number(bytes, &place), firstPage: try number(bytes, &place),
          lastPage: try number(bytes, &place))
        guard segment.id > 0, segment.id <= highestID, segment.lastPage <= Int32.max else {
          throw damage
        }
        // What is merged into another segment already has no page left.
        if segment.firstPage > 0 { segments.append(segment) }
      }
      byLevel.append(segments)
    }
    // New ones come in on the first level and go up when they are merged.
    return .known(byLevel.reversed().flatMap { $0 })
  }

  private static let damage = SQLiteError(corruption: "the list of segments is damaged")

  private static func number(
    _ bytes: UnsafeRawBufferPointer, _ place: inout Int
  ) throws(SQLiteError) -> Int {
    guard let number = Varint.read(bytes, &place, end: bytes.count) else { throw damage }
    return number
  }
}
