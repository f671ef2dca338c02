/// Places of a word that were put aside in a stretch of rows.
///
/// Plain memory, and no array: common words have millions of places.
final class StretchPlaces {
  /// Places in bytes, as they lie in the index.
  private var bytes = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 1)
  private var capacity = 4096
  @exclusivity(unchecked) private var end = 0
  /// By row, counted from the beginning of the stretch: where its bytes are. What was not added is not cleared.
  private let ranges: UnsafeMutablePointer<(start: Int, count: Int)>
  /// Rows of the stretch that hold the word, whether they were put aside or not.
  var count = 0

  init(_ rows: Int) { ranges = .allocate(capacity: rows) }

  deinit {
    bytes.deallocate()
    ranges.deallocate()
  }

  var isEmpty: Bool { end == 0 }

  func removeAll() { (end, count) = (0, 0) }

  /// Puts the places in a row aside.
  ///
  /// - Parameter places: With bytes of padding behind them.
  @inline(__always)
  func add(_ places: UnsafeRawBufferPointer, _ row: Int) {
    let padded = places.count &+ PostingPlaces.padding
    if padded > capacity &- end { grow(by: padded) }
    ranges[row] = (end, places.count)
    guard let start = places.baseAddress else { return }
    // Most rows hold a word a few times.
    (bytes + end).storeBytes(of: start.loadUnaligned(as: UInt64.self), as: UInt64.self)
    if places.count > 8 { (bytes + end).copyMemory(from: start, byteCount: places.count) }
    end &+= places.count
  }

  /// What was put aside, until something is added.
  var readable: Readable { Readable(bytes: UnsafeRawPointer(bytes), ranges: UnsafePointer(ranges)) }

  struct Readable {
    fileprivate let bytes: UnsafeRawPointer
    fileprivate let ranges: UnsafePointer<(start: Int, count: Int)>

    /// The places of a row that was added.
    @inline(__always)
    subscript(row: Int) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(start: bytes + ranges[row].start, count: ranges[row].count)
    }
  }

  @inline(never)
  private func grow(by count: Int) {
    capacity = max(2 * capacity, end + count)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
    larger.copyMemory(from: bytes, byteCount: end)
    bytes.deallocate()
    bytes = larger
  }
}
