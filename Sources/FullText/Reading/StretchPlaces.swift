/// Places of a word that were put aside in a stretch of rows.
final class StretchPlaces {
  /// Places in bytes, as they lie in the index.
  @exclusivity(unchecked) private var list = GrowingBytes(room: 4096)
  /// By row, counted from the beginning of the stretch: where its bytes are. What was not added is not cleared.
  private let ranges: UnsafeMutablePointer<(start: Int, count: Int)>
  /// Rows of the stretch that hold the word, whether they were put aside or not.
  var count = 0

  init(_ rows: Int) { ranges = .allocate(capacity: rows) }

  deinit { ranges.deallocate() }

  var isEmpty: Bool { list.count == 0 }

  func removeAll() {
    list.count = 0
    count = 0
  }

  /// Puts the places in a row aside.
  @inline(__always)
  func add(_ places: PaddedPlaces, _ row: Int) {
    list.makeRoom(for: places.count &+ PaddedPlaces.padding)
    ranges[row] = (list.count, places.count)
    let start = places.start
    let target = list.start + list.count
    // Most rows hold a word a few times.
    target.storeBytes(of: start.loadUnaligned(as: UInt64.self), as: UInt64.self)
    if places.count > 8 { target.copyMemory(from: start, byteCount: places.count) }
    list.count &+= places.count
  }

  /// What was put aside, until something is added.
  var readable: Readable {
    Readable(bytes: UnsafeRawPointer(list.start), ranges: UnsafePointer(ranges))
  }

  struct Readable {
    fileprivate let bytes: UnsafeRawPointer
    fileprivate let ranges: UnsafePointer<(start: Int, count: Int)>

    /// The places of a row that was added.
    @inline(__always)
    subscript(row: Int) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(start: bytes + ranges[row].start, count: ranges[row].count)
    }
  }
}
