// FTS5 hands over a matched row only after merging the postings of all terms, which for common words takes most of the
// time of a question. Here each term's postings are walked by themselves, as they lie on FTS5's pages. The loop reads
// numbers without looking where the page ends, and relies on bytes after it that end every number; what it
// has read is checked before it is used.

public import SQLite

/// Walks the postings of a term in one segment: the rows that hold it, in ascending order.
@usableFromInline package final class PostingCursor {
  /// Bytes of zero after the postings: two numbers can begin before the end and be read beyond it.
  private static let padding = PaddedPlaces.padding + 24

  /// The first row of a further page.
  private struct PageStart {
    var row: Int
    var page: Int
  }

  /// Where postings lie on a page, and whether they go on after it.
  @usableFromInline struct Stretch {
    @usableFromInline var page: Int
    @usableFromInline var place: Int
    @usableFromInline var end: Int
    @usableFromInline var goesOn: Bool
  }

  /// Where further pages come from; nil where all postings are in the buffer.
  private let source: (pages: PageSource, segment: Segment)?
  private let beginning: Stretch
  @exclusivity(unchecked) @usableFromInline var buffer: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) @usableFromInline var capacity: Int
  /// What is left of the page at hand.
  @exclusivity(unchecked) @usableFromInline var rest: Stretch
  /// Where on a further page the first row and the first term are; 0 where there is none.
  private var firstPosting = 0
  private var firstTerm = 0
  /// The pages that were walked, so that the next time one can be gone to directly.
  @exclusivity(unchecked) private var starts: [PageStart] = []
  @exclusivity(unchecked) private var nextStart = 0
  /// Where to go back to: what is left of a page, the row at hand, and the pages that were walked till there.
  @exclusivity(unchecked) private var mark: (rest: Stretch, row: Int, nextStart: Int)?
  @exclusivity(unchecked) @usableFromInline var current = 0

  /// Takes the postings that lie on a page; `rewind` goes to the first one.
  init(
    _ page: UnsafeRawBufferPointer, _ postings: TermPage.Postings, number: Int, of segment: Segment,
    _ pages: PageSource
  ) {
    // A term whose postings end here needs no more than these: questions have many rare words.
    let kept = postings.goesOn ? 0..<postings.range.upperBound : postings.range
    source = postings.goesOn ? (pages, segment) : nil
    beginning = Stretch(
      page: number, place: postings.range.lowerBound - kept.lowerBound, end: kept.count,
      goesOn: postings.goesOn)
    rest = beginning
    capacity = max(postings.goesOn ? page.count : 0, kept.count) + Self.padding
    buffer = .allocate(capacity: capacity)
    fill(UnsafeRawBufferPointer(rebasing: page[kept]))
  }

  /// Takes postings that were put together elsewhere, in FTS5's form; `rewind` goes to the first one.
  init(_ postings: UnsafeRawBufferPointer) {
    source = nil
    beginning = Stretch(page: 0, place: 0, end: postings.count, goesOn: false)
    rest = beginning
    capacity = postings.count + Self.padding
    buffer = .allocate(capacity: capacity)
    fill(postings)
  }

  deinit { buffer.deallocate() }

  /// Whether the postings go on after the page on which they begin, as those of common words do.
  var isLong: Bool { source != nil }

  // MARK: Walking

  /// The row at hand; `Int.max` after the last one.
  @inlinable package var row: Int { current }

  /// Calls `body` with all rows from the one at hand to the last below `limit`, and the places of the term there.
  ///
  /// It names its class: what says `Self` is not inlined into other targets.
  @inlinable @inline(__always)
  package func forEachPosting(
    before limit: Int, _ body: (_ row: Int, _ places: PaddedPlaces) -> Void
  ) throws(SQLiteError) {
    // Higher rows are damage, and no key of a place has room for them.
    let bound = min(limit, Int(Int32.max) + 1)
    while row < limit {
      let bytes = UnsafePointer(buffer)
      guard let storage = PaddedStorage(UnsafeRawBufferPointer(start: bytes, count: capacity))
      else { throw PostingCursor.damage }
      var (place, row, end) = (rest.place, current, rest.end)
      var count = 0
      var isCut = false
      // Until the limit, the end of the page, or places that go on after it.
      while true {
        count = Int(truncatingIfNeeded: Varint.readUnchecked(bytes, &place) >> 1)
        isCut = count > end &- place
        if isCut { break }
        body(row, storage.places(at: place, count: count))
        place &+= count
        if place == end { break }
        let step = Varint.readUnchecked(bytes, &place)
        if step &- 1 >= UInt64(UInt32.max) { throw PostingCursor.damage }
        row &+= Int(truncatingIfNeeded: step)
        if row >= bound { break }
      }
      guard row <= Int(Int32.max) else { throw PostingCursor.damage }
      (rest.place, current) = (place, row)
      if row >= limit { return }
      if isCut {
        let places = try gather(count)
        places.withUnsafeBytes { places in
          if let storage = PaddedStorage(places) { body(row, storage.places(at: 0, count: count)) }
        }
        try settle()
      } else {
        try openNextPage()
      }
    }
  }

  /// Goes on to the first row that is not below `target`.
  @inlinable @inline(__always)
  package func seek(_ target: Int) throws(SQLiteError) {
    if row < target { try skip(to: target) }
  }

  @usableFromInline @inline(never)
  func skip(to target: Int) throws(SQLiteError) {
    var page = rest.page
    while nextStart < starts.count, starts[nextStart].row <= target {
      page = starts[nextStart].page
      nextStart += 1
    }
    if page > rest.page {
      try load(page)
      try settle()
    }
    try forEachPosting(before: target) { _, _ in }
  }

  /// Goes back to the first row.
  package func rewind() throws(SQLiteError) {
    if rest.page != beginning.page { try load(beginning.page) }
    nextStart = 0
    rest = beginning
    current = -1
    if rest.place < rest.end {
      try readRow()
    } else if rest.goesOn {
      try openNextPage()
    } else {
      current = .max
    }
  }

  /// Remembers the row at hand.
  package func setMark() { mark = (rest, row, nextStart) }

  /// Goes back to the row that was at hand at the last `setMark`.
  package func goBackToMark() throws(SQLiteError) {
    guard let mark else { return try rewind() }
    if rest.page != mark.rest.page { try load(mark.rest.page) }
    (rest, current, nextStart) = mark
  }

  // MARK: Pages

  /// Goes to the first row of the next page that has one.
  @usableFromInline func openNextPage() throws(SQLiteError) {
    guard rest.goesOn, let source, rest.page < source.segment.lastPage else {
      current = .max
      return
    }
    try load(rest.page + 1)
    try settle()
  }

  /// Goes to the first row of a page whose beginning has been dealt with.
  @usableFromInline func settle() throws(SQLiteError) {
    if firstPosting == 0 {
      if firstTerm == 0 { return try openNextPage() }
      current = .max
      return
    }
    rest.place = firstPosting
    let before = row
    try readRow()
    guard row > before else { throw Self.damage }
    if starts.last.map({ $0.page < rest.page }) ?? true {
      starts.append(PageStart(row: row, page: rest.page))
    }
  }

  private func readRow() throws(SQLiteError) {
    let number = Varint.readUnchecked(buffer, &rest.place)
    guard number <= UInt64(Int32.max), rest.place < rest.end else { throw Self.damage }
    current = Int(number)
  }

  /// The places of a row, the first of which stand on this page and the others on the next ones, with bytes of
  /// zero after them.
  @usableFromInline @inline(never)
  func gather(_ count: Int) throws(SQLiteError) -> [UInt8] {
    guard count >= 0, rest.place <= rest.end, rest.goesOn, let source else { throw Self.damage }
    var places = Array(
      UnsafeBufferPointer(start: buffer + rest.place, count: rest.end - rest.place))
    while places.count < count {
      guard rest.page < source.segment.lastPage else { throw Self.damage }
      try load(rest.page + 1)
      let stop = firstPosting > 0 ? firstPosting : rest.end
      let taken = min(count - places.count, stop - SegmentFormat.headerSize)
      places += UnsafeBufferPointer(start: buffer + SegmentFormat.headerSize, count: taken)
      // A row or a term can only begin where these places end.
      guard places.count == count || (firstPosting == 0 && firstTerm == 0) else {
        throw Self.damage
      }
    }
    places += repeatElement(0, count: PaddedPlaces.padding)
    return places
  }

  /// Reads a further page of the segment, on which the postings go on.
  private func load(_ number: Int) throws(SQLiteError) {
    guard let source else { throw Self.damage }
    let isSound = try source.pages.withPage(number, of: source.segment) { page in
      guard let leaf = TermPage(page) else { return false }
      fill(UnsafeRawBufferPointer(rebasing: page[..<leaf.end]))
      firstPosting = leaf.firstPosting
      firstTerm = leaf.firstTerm
      rest = Stretch(
        page: number, place: leaf.end, end: firstTerm > 0 ? firstTerm : leaf.end,
        goesOn: firstTerm == 0)
      return true
    }
    guard isSound else { throw Self.damage }
  }

  /// Takes bytes into the buffer, with zeros after them.
  private func fill(_ bytes: UnsafeRawBufferPointer) {
    if bytes.count + Self.padding > capacity {
      buffer.deallocate()
      capacity = bytes.count + Self.padding
      buffer = .allocate(capacity: capacity)
    }
    if let start = bytes.baseAddress {
      UnsafeMutableRawPointer(buffer).copyMemory(from: start, byteCount: bytes.count)
    }
    (buffer + bytes.count).update(repeating: 0, count: Self.padding)
  }

  // MARK: Numbers

  @usableFromInline static var damage: SQLiteError {
    SQLiteError(corruption: "the rows of a term are damaged")
  }
}
