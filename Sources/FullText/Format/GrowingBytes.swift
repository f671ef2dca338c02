/// Bytes that are put one after the other.
///
/// Plain memory: an array checks at each append that it has one owner, which takes longer than copying the few bytes
/// of a term or of its places.
@usableFromInline package struct GrowingBytes: ~Copyable {
  @usableFromInline var start: UnsafeMutableRawPointer
  @usableFromInline var capacity: Int
  /// Bytes that are in use; a writer that appends raises it.
  @usableFromInline package var count = 0

  init(room: Int) {
    capacity = max(room, 64)
    start = .allocate(byteCount: capacity, alignment: Self.alignment)
  }

  /// What the system's allocator gives by itself; with less Swift asks it the long way.
  private static let alignment = 16

  deinit { start.deallocate() }

  /// What was put in, until more is.
  @inlinable package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: start, count: count)
  }

  /// Appends one byte.
  @inlinable package mutating func append(_ byte: UInt8) {
    makeRoom(for: 1)
    start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  /// Appends a copy of some bytes.
  @inlinable package mutating func append(_ more: UnsafeRawBufferPointer) {
    guard let source = more.baseAddress else { return }
    makeRoom(for: more.count)
    (start + count).copyMemory(from: source, byteCount: more.count)
    count += more.count
  }

  /// Appends a number as FTS5 writes it.
  mutating func append(varint value: Int) {
    makeRoom(for: Varint.longest)
    Varint.store(value, at: start, &count)
  }

  /// Makes sure that so many bytes can be written after those in use.
  @inlinable @inline(__always)
  package mutating func makeRoom(for more: Int) {
    if more > capacity &- count { grow(by: more) }
  }

  @usableFromInline @inline(never)
  mutating func grow(by more: Int) {
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutableRawPointer.allocate(
      byteCount: capacity, alignment: Self.alignment)
    larger.copyMemory(from: start, byteCount: count)
    start.deallocate()
    start = larger
  }
}
