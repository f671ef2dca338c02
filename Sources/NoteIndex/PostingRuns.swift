import SQLite

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Postings that did not fit into memory: sorted runs in a file, merged when all are there.
///
/// Each run is of later rows than those before it, so a term's rows are those of the runs one behind the other. The
/// file has no name: whatever becomes of this process, it is gone with it.
final class PostingRuns {
  private static let blockSize = 1 << 18

  private let descriptor: Int32
  /// Where the runs end in the file.
  private var ends: [Int] = []
  private var size = 0
  private var block: [UInt8] = []

  /// Makes the file; `path` is its name for a moment.
  init(path: String) throws(SQLiteError) {
    _ = unlink(path)
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw SQLiteError(system: errno) }
    _ = unlink(path)
  }

  deinit { close(descriptor) }

  /// Writes a run.
  func append(_ buffer: PostingBuffer) throws(SQLiteError) {
    try buffer.forEachTerm { (term, rows) throws(SQLiteError) in
      block.append(UInt8(term.count))
      withUnsafeBytes(of: UInt32(rows.count)) { block.append(contentsOf: $0) }
      block.append(contentsOf: term)
      block.append(contentsOf: rows)
      if block.count >= Self.blockSize { try flush() }
    }
    try flush()
    ends.append(size)
  }

  private func flush() throws(SQLiteError) {
    var written = 0
    while written < block.count {
      let count = block.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress! + written, $0.count - written, off_t(size))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SQLiteError(system: count < 0 ? errno : ENOSPC) }
      written += count
      size += count
    }
    block.removeAll(keepingCapacity: true)
  }

  // MARK: Merging

  /// Hands all terms to a writer, in the order of their bytes.
  func merge(into writer: SegmentWriter) throws(SQLiteError) {
    var readers: [RunReader] = []
    var start = 0
    for end in ends {
      let reader = RunReader(descriptor, start..<end, number: readers.count)
      if try reader.advance() { readers.append(reader) }
      start = end
    }
    // A heap: the least term comes first, and of equal terms the earlier run. Its references are not counted, which
    // would take longer than to compare terms; `readers` keeps what they refer to.
    var heap = readers.map(Unmanaged.passUnretained)
    for root in heap.indices.reversed() { Self.sift(&heap, root) }
    var latest: [UInt8] = []
    while let first = heap.first?.takeUnretainedValue() {
      if latest.isEmpty || !first.term.elementsEqual(latest) {
        try writer.begin(first.term)
        latest.removeAll(keepingCapacity: true)
        latest.append(contentsOf: first.term)
      }
      try writer.append(first.rows)
      if try !first.advance() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
      }
      Self.sift(&heap, 0)
    }
    withExtendedLifetime(readers) {}
  }

  private static func sift(_ heap: inout [Unmanaged<RunReader>], _ root: Int) {
    var root = root
    while true {
      var least = root
      var child = 2 * root + 1
      while child < min(heap.count, 2 * root + 3) {
        if heap[child]._withUnsafeGuaranteedRef({ child in
          heap[least]._withUnsafeGuaranteedRef { child.precedes($0) }
        }) {
          least = child
        }
        child += 1
      }
      if least == root { return }
      heap.swapAt(root, least)
      root = least
    }
  }
}

/// Reads the terms of one run, one after the other.
private final class RunReader {
  private static let blockSize = 1 << 16
  private static let header = 1 + MemoryLayout<UInt32>.size

  private let descriptor: Int32
  private let number: Int
  /// What of the file is not in the buffer yet.
  private var rest: Range<Int>
  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 16)
  /// What of the buffer is not read yet.
  private var unread = 0..<0
  /// Both valid until the next `advance`.
  private(set) var term = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var rows = UnsafeRawBufferPointer(start: nil, count: 0)

  init(_ descriptor: Int32, _ range: Range<Int>, number: Int) {
    self.descriptor = descriptor
    self.number = number
    rest = range
  }

  deinit { buffer.deallocate() }

  func precedes(_ other: RunReader) -> Bool {
    let order = memcmp(
      term.baseAddress!, other.term.baseAddress!, min(term.count, other.term.count))
    if order != 0 { return order < 0 }
    return (term.count, number) < (other.term.count, other.number)
  }

  /// Goes to the next term; returns false behind the last one.
  func advance() throws(SQLiteError) -> Bool {
    guard !unread.isEmpty || !rest.isEmpty else { return false }
    try fill(Self.header)
    let termCount = Int(buffer[unread.lowerBound])
    let rowCount = Int(
      buffer.loadUnaligned(fromByteOffset: unread.lowerBound + 1, as: UInt32.self))
    try fill(Self.header + termCount + rowCount)
    let start = unread.lowerBound + Self.header
    let end = start + termCount + rowCount
    term = UnsafeRawBufferPointer(rebasing: buffer[start..<start + termCount])
    rows = UnsafeRawBufferPointer(rebasing: buffer[start + termCount..<end])
    unread = end..<unread.upperBound
    return true
  }

  /// Reads until so many bytes are there to be read.
  private func fill(_ count: Int) throws(SQLiteError) {
    if unread.count >= count { return }
    let kept = UnsafeRawBufferPointer(rebasing: buffer[unread])
    if count > buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: count * 2, alignment: 16)
      larger.copyMemory(from: kept)
      buffer.deallocate()
      buffer = larger
    } else {
      buffer.copyMemory(from: kept)
    }
    unread = 0..<unread.count
    while unread.count < count {
      let room = min(buffer.count - unread.upperBound, rest.count)
      let got = pread(
        descriptor, buffer.baseAddress! + unread.upperBound, room, off_t(rest.lowerBound))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw SQLiteError(system: got < 0 ? errno : EIO) }
      unread = 0..<unread.upperBound + got
      rest = rest.lowerBound + got..<rest.upperBound
    }
  }
}
