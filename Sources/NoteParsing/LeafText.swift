/// The running text of a leaf: a stretch of the file or, where quote markers stand between the lines, the
/// lines put together.
struct LeafText {
  /// Its lines, as offsets into the text, and where each begins in the file.
  private(set) var lines: [LineSpan] = []
  private var sources: [Int32] = []
  private let scratch = ByteScratch()
  private(set) var isJoined = false

  mutating func load(line: LineSpan) {
    isJoined = false
    lines.removeAll(keepingCapacity: true)
    lines.append(line)
  }

  mutating func load(
    _ leaf: Leaf, _ layout: borrowing BlockLayout, _ bytes: UnsafePointer<UInt8>
  ) {
    let spans = layout.spans[Int(leaf.spanStart)..<Int(leaf.spanStart + leaf.spanCount)]
    lines.removeAll(keepingCapacity: true)
    isJoined = leaf.isQuoted && spans.count > 1
    guard isJoined else {
      lines.append(contentsOf: spans)
      return
    }
    sources.removeAll(keepingCapacity: true)
    var length = 0
    scratch.reserve(spans.reduce(0) { $0 + Int($1.end - $1.start) + 1 })
    for span in spans {
      let start = Int32(truncatingIfNeeded: length)
      sources.append(span.start)
      lines.append(LineSpan(start: start, end: start + span.end - span.start))
      let count = Int(span.end - span.start)
      (scratch.base + length).update(from: bytes + Int(span.start), count: count)
      scratch.base[length + count] = 0x0A
      length += count + 1
    }
  }

  /// The bytes that `lines` are offsets into.
  func base(_ file: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    isJoined ? UnsafePointer(scratch.base) : file
  }

  var start: Int { Int(lines.first?.start ?? 0) }
  var end: Int { Int(lines.last?.end ?? 0) }

  /// Returns the file's offset of the byte at `offset` of the text.
  func source(_ offset: Int) -> Int {
    guard isJoined else { return offset }
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lines[middle].start) <= offset { low = middle } else { high = middle }
    }
    return Int(sources[low]) + offset - Int(lines[low].start)
  }

  /// Where line `index` begins in the file.
  func lineSource(_ index: Int) -> Int { Int(isJoined ? sources[index] : lines[index].start) }

  /// Returns the lines as one string, blanks around them left out.
  func joined(_ file: UnsafePointer<UInt8>) -> String {
    let base = base(file)
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
