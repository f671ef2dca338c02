// XXH64 as specified in the xxHash repository, doc/xxhash_spec.md. A digest tells an edit from a touch;
// it guards against accidents, not against an enemy, who could as well edit the index itself.

/// The 64-bit xxHash of some bytes.
package enum Digest {
  fileprivate static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  fileprivate static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  fileprivate static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  fileprivate static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  fileprivate static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

  /// Returns the digest of some bytes.
  package static func of(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    // Mostly names and parts of them, shorter than a stripe.
    guard bytes.count >= stripe else { return finish(prime5, bytes.count, bytes) }
    var lanes = firstLanes
    var offset = 0
    while offset + stripe <= bytes.count {
      lanes.take(bytes, offset)
      offset += stripe
    }
    return finish(lanes, bytes.count, UnsafeRawBufferPointer(rebasing: bytes[offset...]))
  }

  /// Mixes the lanes, the number of all bytes and those that filled no stripe.
  ///
  /// - Parameter lanes: Nil where there was no stripe.
  static func finish(_ lanes: Lanes?, _ count: Int, _ rest: UnsafeRawBufferPointer) -> Int64 {
    finish(lanes?.mixed ?? prime5, count, rest)
  }

  @inline(__always)
  private static func finish(
    _ lanes: UInt64, _ count: Int, _ rest: UnsafeRawBufferPointer
  ) -> Int64 {
    var hash = lanes &+ UInt64(truncatingIfNeeded: count)
    guard var bytes = rest.baseAddress else { return Int64(bitPattern: avalanche(hash)) }
    let end = bytes + rest.count
    while end - bytes >= 8 {
      hash ^= round(0, bytes.loadUnaligned(as: UInt64.self).littleEndian)
      hash = rotate(hash, 27) &* prime1 &+ prime4
      bytes += 8
    }
    if end - bytes >= 4 {
      let half = UInt64(bytes.loadUnaligned(as: UInt32.self).littleEndian)
      hash ^= half &* prime1
      hash = rotate(hash, 23) &* prime2 &+ prime3
      bytes += 4
    }
    while bytes < end {
      hash ^= UInt64(bytes.load(as: UInt8.self)) &* prime5
      hash = rotate(hash, 11) &* prime1
      bytes += 1
    }
    return Int64(bitPattern: avalanche(hash))
  }

  /// Returns the digest of a text's UTF-8.
  package static func of(_ text: String) -> Int64 {
    var text = text
    return text.withUTF8 { of(UnsafeRawBufferPointer($0)) }
  }

  /// Bytes that the four lanes take at a time.
  static let stripe = 32

  static let firstLanes = Lanes(
    one: prime1 &+ prime2, two: prime2, three: 0, four: 0 &- prime1)

  /// The state of the hash between two stripes.
  struct Lanes: Sendable {
    var one: UInt64
    var two: UInt64
    var three: UInt64
    var four: UInt64

    /// Takes the stripe that begins at an offset.
    @inline(__always)
    mutating func take(_ bytes: UnsafeRawBufferPointer, _ offset: Int) {
      one = Digest.round(one, Digest.word(bytes, offset))
      two = Digest.round(two, Digest.word(bytes, offset + 8))
      three = Digest.round(three, Digest.word(bytes, offset + 16))
      four = Digest.round(four, Digest.word(bytes, offset + 24))
    }

    fileprivate var mixed: UInt64 {
      var hash =
        Digest.rotate(one, 1) &+ Digest.rotate(two, 7) &+ Digest.rotate(three, 12)
        &+ Digest.rotate(four, 18)
      take(one)
      take(two)
      take(three)
      take(four)
      func take(_ lane: UInt64) {
        hash ^= Digest.round(0, lane)
        hash = hash &* Digest.prime1 &+ Digest.prime4
      }
      return hash
    }
  }

  fileprivate static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
  }

  fileprivate static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
    rotate(lane &+ input &* prime2, 31) &* prime1
  }

  fileprivate static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value << bits | value >> (64 - bits)
  }

  fileprivate static func avalanche(_ value: UInt64) -> UInt64 {
    var hash = value
    hash ^= hash >> 33
    hash = hash &* prime2
    hash ^= hash >> 29
    hash = hash &* prime3
    hash ^= hash >> 32
    return hash
  }
}
