import Platform
import SQLite

/// Postings that did not fit into memory: sorted runs in a file, merged when all are there.
///
/// Each run is of later rows than those before it, so a term's rows are those of the runs one after the other. The
/// file has no name: whatever becomes of this process, it is gone with it.
final class PostingRuns {
  private static let blockSize = 1 << 18

  private let file: ScratchFile
  /// Where the runs end in the file.
  private var ends: [Int] = []
  private var size = 0
  private var block: [UInt8] = []

  /// Makes the file; `path` is its name for a moment.
  init(path: String) throws(SQLiteError) {
    do throws(SystemError) { file = try ScratchFile(path) } catch {
      throw SQLiteError(system: error)
    }
  }

  /// Writes a run.
  func append(_ buffer: PostingBuffer) throws(SQLiteError) {
    try buffer.forEachTerm { (term, postings) throws(SQLiteError) in
      block.append(UInt8(term.count))
      withUnsafeBytes(of: UInt32(postings.bytes.count)) { block.append(contentsOf: $0) }
      withUnsafeBytes(of: Int32(postings.last)) { block.append(contentsOf: $0) }
      block.append(contentsOf: term)
      block.append(contentsOf: postings.bytes)
      if block.count >= Self.blockSize { try flush() }
    }
    try flush()
    ends.append(size)
  }

  private func flush() throws(SQLiteError) {
    let failure = block.withUnsafeBytes { bytes -> SystemError? in
      do throws(SystemError) { try file.write(bytes, at: size) } catch { return error }
      return nil
    }
    if let failure { throw SQLiteError(system: failure) }
    size += block.count
    block.removeAll(keepingCapacity: true)
  }

  // MARK: Merging

  /// Hands all terms to a writer, in the order of their bytes.
  func merge(into writer: inout SegmentWriter) throws(SQLiteError) {
    var readers: [RunReader] = []
    var start = 0
    for end in ends {
      let reader = RunReader(
        file, start..<end, number: readers.count, blockSize: Self.blockSize(for: ends.count))
      if try reader.advance() { readers.append(reader) }
      start = end
    }
    // A heap: the least term comes first, and of equal terms the earlier run. Its references are not counted, which
    // would take longer than to compare terms; `readers` keeps what they refer to.
    var heap = readers.map(Unmanaged.passUnretained)
    for root in heap.indices.reversed() { Self.sift(&heap, root) }
    var latest: [UInt8] = []
    let longPostings = LongPostings()
    while let first = heap.first?.takeUnretainedValue() {
      if latest.isEmpty || !first.hasTerm(latest) {
        try writer.begin(first.term)
        latest.removeAll(keepingCapacity: true)
        latest.append(contentsOf: first.term)
      }
      try writer.append(first.postings(longPostings), last: first.last)
      if try !first.advance() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
      }
      Self.sift(&heap, 0)
    }
    withExtendedLifetime(readers) {}
  }

  /// What is read of a run at once: all together take the same memory whatever the number of runs.
  private static func blockSize(for runs: Int) -> Int {
    max(1 << 12, min(1 << 18, (1 << 22) / runs))
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

/// Room for the rows of one term, however long they are.
private final class LongPostings {
  private var room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

  deinit { room.deallocate() }

  func bytes(_ count: Int) -> UnsafeMutableRawBufferPointer {
    if count > room.count {
      room.deallocate()
      room = .allocate(byteCount: count * 2, alignment: 16)
    }
    return UnsafeMutableRawBufferPointer(rebasing: room[..<count])
  }
}

/// Reads the terms of one run, one after the other.
private final class RunReader {
  private static let header = 1 + 2 * MemoryLayout<UInt32>.size

  private let file: ScratchFile
  private let number: Int
  /// What of the file is not in the buffer yet.
  private var rest: Range<Int>
  private let buffer: UnsafeMutableRawBufferPointer
  /// What of the buffer is not read yet.
  private var unread = 0..<0
  /// Valid until the next `advance`.
  private(set) var term = UnsafeRawBufferPointer(start: nil, count: 0)
  /// The first eight bytes of the term, as a number that is in their order.
  private var beginning: UInt64 = 0
  /// The last row of the term.
  private(set) var last = 0
  /// How many bytes of rows come next, which belong to the term.
  private var rowCount = 0

  init(_ file: ScratchFile, _ range: Range<Int>, number: Int, blockSize: Int) {
    self.file = file
    self.number = number
    rest = range
    buffer = .allocate(byteCount: blockSize, alignment: 16)
  }

  deinit { buffer.deallocate() }

  func precedes(_ other: RunReader) -> Bool {
    // Most terms differ in their first eight bytes.
    if beginning != other.beginning { return beginning < other.beginning }
    let order = ByteOrder.compare(term, other.term)
    return order != 0 ? order < 0 : number < other.number
  }

  func hasTerm(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { ByteOrder.compare(term, $0) == 0 }
  }

  /// Goes to the next term; returns false after the last one.
  func advance() throws(SQLiteError) -> Bool {
    skipPostings()
    guard !unread.isEmpty || !rest.isEmpty else { return false }
    try fill(Self.header)
    let termCount = Int(buffer[unread.lowerBound])
    try fill(Self.header + termCount)
    let start = unread.lowerBound
    rowCount = Int(buffer.loadUnaligned(fromByteOffset: start + 1, as: UInt32.self))
    last = Int(buffer.loadUnaligned(fromByteOffset: start + 5, as: Int32.self))
    let end = start + Self.header + termCount
    term = UnsafeRawBufferPointer(rebasing: buffer[start + Self.header..<end])
    beginning = TermBytes.order(of: term)
    unread = end..<unread.upperBound
    return true
  }

  /// Returns the rows of the term, valid until the next call or `advance`.
  ///
  /// - Parameter room: Where rows go that are not read yet as a whole: one for all runs, since the longest rows of
  ///   each would be more than all the rest.
  func postings(_ room: LongPostings) throws(SQLiteError) -> UnsafeRawBufferPointer {
    let known = UnsafeRawBufferPointer(rebasing: buffer[unread].prefix(rowCount))
    if known.count == rowCount { return known }
    let postings = room.bytes(rowCount)
    postings.copyMemory(from: known)
    var count = known.count
    while count < rowCount {
      count += try read(
        at: rest.lowerBound + count - known.count,
        into: UnsafeMutableRawBufferPointer(rebasing: postings[count...]), atMost: rest.count)
    }
    return UnsafeRawBufferPointer(postings)
  }

  private func skipPostings() {
    let read = min(rowCount, unread.count)
    unread = unread.lowerBound + read..<unread.upperBound
    rest = rest.lowerBound + rowCount - read..<rest.upperBound
    rowCount = 0
  }

  /// Reads until so many bytes are there to be read, at most as many as the buffer holds.
  private func fill(_ count: Int) throws(SQLiteError) {
    if unread.count >= count { return }
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[unread]))
    unread = 0..<unread.count
    while unread.count < count {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[unread.upperBound...])
      let got = try read(at: rest.lowerBound, into: room, atMost: rest.count)
      unread = 0..<unread.upperBound + got
      rest = rest.lowerBound + got..<rest.upperBound
    }
  }

  /// Reads some bytes of the file, at least one.
  private func read(
    at place: Int, into room: UnsafeMutableRawBufferPointer, atMost most: Int
  ) throws(SQLiteError) -> Int {
    let room = UnsafeMutableRawBufferPointer(rebasing: room[..<min(room.count, most)])
    do throws(SystemError) { return try file.read(into: room, at: place) } catch {
      throw SQLiteError(system: error)
    }
  }
}
