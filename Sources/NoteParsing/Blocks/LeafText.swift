/// The running text of a leaf: a stretch of the file or, where quote markers stand between the lines, the
/// lines put together.
struct LeafText: ~Copyable {
  /// Its lines, as offsets into the text.
  private(set) var lines: [LineSpan] = []
  /// The first of them, among those of the leaf: of a leaf of very many lines some are loaded at a time.
  private(set) var firstLine = 0
  /// Where each begins in the file, if they were put together.
  private var sources: [Int32] = []
  private let scratch = ByteScratch()
  private(set) var isJoined = false

  /// Most lines that are loaded at once.
  var mostLines = ReadingLimits().mostLines

  mutating func load(line: LineSpan) {
    (isJoined, firstLine) = (false, 0)
    loadOne(line)
  }

  /// Most texts have one line, as the one before: to empty an array and fill it takes longer.
  private mutating func loadOne(_ line: LineSpan) {
    if lines.count == 1 {
      lines[0] = line
    } else {
      lines.removeAll(keepingCapacity: true)
      lines.append(line)
    }
  }

  /// Loads the lines of a leaf, or the first of them.
  mutating func load(
    _ leaf: Leaf, _ layout: borrowing BlockLayout, _ bytes: UnsafePointer<UInt8>
  ) {
    load(leaf, 0..<min(Int(leaf.spanCount), mostLines), layout, bytes)
  }

  /// Loads the lines of the leaf after those that are loaded; returns false if there are none.
  mutating func loadNext(
    _ leaf: Leaf, _ layout: borrowing BlockLayout, _ bytes: UnsafePointer<UInt8>
  ) -> Bool {
    let first = firstLine + lines.count
    let last = min(Int(leaf.spanCount), first + mostLines)
    if first >= last { return false }
    load(leaf, first..<last, layout, bytes)
    return true
  }

  /// Whether all lines of the leaf are loaded.
  func isWhole(_ leaf: Leaf) -> Bool { lines.count == Int(leaf.spanCount) }

  /// Loads some lines of a leaf.
  mutating func load(
    _ leaf: Leaf, _ part: Range<Int>, _ layout: borrowing BlockLayout,
    _ bytes: UnsafePointer<UInt8>
  ) {
    let first = Int(leaf.spanStart) + part.lowerBound
    let count = part.count
    isJoined = leaf.isQuoted && count > 1
    firstLine = part.lowerBound
    if count == 1 { return loadOne(layout.spans[first]) }
    lines.removeAll(keepingCapacity: true)
    guard isJoined else {
      if count > lines.capacity { lines.reserveCapacity(count) }
      for index in first..<first + count { lines.append(layout.spans[index]) }
      return
    }
    sources.removeAll(keepingCapacity: true)
    var length = 0
    for index in first..<first + count {
      length += Int(layout.spans[index].end - layout.spans[index].start) + 1
    }
    scratch.reserve(length)
    length = 0
    for index in first..<first + count {
      let span = layout.spans[index]
      let start = Int32(truncatingIfNeeded: length)
      sources.append(span.start)
      lines.append(LineSpan(start: start, end: start + span.end - span.start))
      let count = Int(span.end - span.start)
      (scratch.base + length).update(from: bytes + Int(span.start), count: count)
      scratch.base[length + count] = 0x0A
      length += count + 1
    }
  }

  /// The bytes that lines are offsets into.
  func base(_ file: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    isJoined ? UnsafePointer(scratch.base) : file
  }

  var start: Int { lines.isEmpty ? 0 : Int(lines[0].start) }
  var end: Int { lines.isEmpty ? 0 : Int(lines[lines.count - 1].end) }

  /// Returns the file's offset of the byte at `offset` of the text.
  func source(_ offset: Int) -> Int {
    guard isJoined else { return offset }
    let index = lineIndex(of: offset)
    return Int(sources[index]) + offset - Int(lines[index].start)
  }

  /// The line that a place of the text lies on, or behind.
  func lineIndex(of offset: Int) -> Int {
    var (low, high) = (0, lines.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lines[middle].start) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Where line `index` begins in the file.
  func lineSource(_ index: Int) -> Int { Int(isJoined ? sources[index] : lines[index].start) }

  /// Returns the lines as one string, blanks around them left out.
  func joined(_ file: UnsafePointer<UInt8>) -> String {
    let base = base(file)
    if lines.count == 1 {
      return String(
        decoding: UnsafeBufferPointer(start: base + start, count: end - start), as: UTF8.self)
    }
    return lines.map { line in
      String(
        decoding: UnsafeBufferPointer(
          start: base + Int(line.start), count: Int(line.end - line.start)), as: UTF8.self)
    }.joined(separator: "\n")
  }
}

/// Memory that grows and is used again.
final class ByteScratch {
  private(set) var base = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
  private var capacity = 1

  /// Makes room for `count` bytes; what was there is lost.
  func reserve(_ count: Int) {
    guard count > capacity else { return }
    base.deallocate()
    capacity = max(count, capacity * 2)
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }
}
