/// Room for a tape that grows token by token.
@usableFromInline package struct TapeBuffer: ~Copyable {
  @usableFromInline var tape: GrowingBytes

  package init(room: Int) { tape = GrowingBytes(room: room) }

  /// Bytes that were put in.
  package var count: Int { tape.count }

  /// What was put in, until more is.
  package var bytes: UnsafeRawBufferPointer { tape.bytes }

  /// Takes all tokens out and keeps the room for them.
  package mutating func removeAll() { tape.count = 0 }

  /// Hands over all bytes.
  package consuming func take() -> GrowingBytes { tape }

  /// Appends a token, whose term has 128 bytes at most.
  ///
  /// Inside of the caller's closure: a call of its own takes a quarter more for each token.
  @inlinable @inline(__always)
  package mutating func append(_ term: UnsafeRawBufferPointer, isColocated: Bool) {
    let length = UInt8(truncatingIfNeeded: term.count &- 1) & ~TokenTape.colocated
    let header = isColocated ? length | TokenTape.colocated : length
    guard let source = term.baseAddress else { return }
    tape.makeRoom(for: 1 + term.count)
    let target = tape.start + tape.count
    target.storeBytes(of: header, as: UInt8.self)
    Self.copy(source, term.count, to: target + 1)
    tape.count += 1 + term.count
  }

  /// Copies the few bytes of a term in three steps at most, which may overlap.
  @inlinable @inline(__always)
  static func copy(
    _ source: UnsafeRawPointer, _ count: Int, to target: UnsafeMutableRawPointer
  ) {
    if count > 16 {
      target.copyMemory(from: source, byteCount: count)
    } else if count >= 8 {
      copy(UInt64.self, source, count, to: target)
    } else if count >= 4 {
      copy(UInt32.self, source, count, to: target)
    } else if count > 0 {
      copyByte(0, source, to: target)
      copyByte(count >> 1, source, to: target)
      copyByte(count - 1, source, to: target)
    }
  }

  @inlinable @inline(__always)
  static func copyByte(
    _ index: Int, _ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer
  ) {
    target.storeBytes(
      of: source.load(fromByteOffset: index, as: UInt8.self), toByteOffset: index, as: UInt8.self)
  }

  @inlinable @inline(__always)
  static func copy<Word: BitwiseCopyable>(
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
}
