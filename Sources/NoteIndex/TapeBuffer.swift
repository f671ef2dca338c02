/// Room for a tape that grows token by token.
///
/// An array makes sure at each of them that nobody else holds it, which takes longer than to copy the few bytes.
struct TapeBuffer: ~Copyable {
  private var memory: UnsafeMutableRawBufferPointer
  private var count = 0

  init(room: Int) {
    memory = .allocate(byteCount: room + 64, alignment: 1)
  }

  deinit { memory.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

  @inline(__always)
  mutating func append(_ header: UInt8, _ term: UnsafeRawBufferPointer) {
    if count + 1 + term.count > memory.count { grow(by: 1 + term.count) }
    guard let start = memory.baseAddress, let source = term.baseAddress else { return }
    let target = start + count
    target.storeBytes(of: header, as: UInt8.self)
    Self.copy(source, term.count, to: target + 1)
    count += 1 + term.count
  }

  /// Copies the few bytes of a term in two steps at most, which may overlap.
  @inline(__always)
  private static func copy(
    _ source: UnsafeRawPointer, _ count: Int, to target: UnsafeMutableRawPointer
  ) {
    if count > 16 {
      target.copyMemory(from: source, byteCount: count)
    } else if count >= 8 {
      copy(UInt64.self, source, count, to: target)
    } else if count >= 4 {
      copy(UInt32.self, source, count, to: target)
    } else {
      for index in 0..<count {
        target.storeBytes(
          of: source.load(fromByteOffset: index, as: UInt8.self), toByteOffset: index,
          as: UInt8.self)
      }
    }
  }

  @inline(__always)
  private static func copy<Word: BitwiseCopyable>(
    _ word: Word.Type, _ source: UnsafeRawPointer, _ count: Int,
    to target: UnsafeMutableRawPointer
  ) {
    let last = count - MemoryLayout<Word>.size
    let (first, second) = (
      source.loadUnaligned(as: word), source.loadUnaligned(fromByteOffset: last, as: word)
    )
    target.storeBytes(of: first, as: word)
    target.storeBytes(of: second, toByteOffset: last, as: word)
  }

  private mutating func grow(by added: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(memory.count * 2, count + added), alignment: 1)
    larger.copyMemory(from: bytes)
    memory.deallocate()
    memory = larger
  }
}
