/// The digest of bytes that come piece by piece: that of `Digest` over all of them.
package struct RunningDigest: Sendable {
  private var lanes = Digest.firstLanes
  /// The last bytes that do not fill a stripe yet.
  private var rest: [UInt8] = []
  /// How many bytes came so far.
  package private(set) var count = 0

  package init() {}

  /// Takes more bytes.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    count += bytes.count
    var bytes = bytes[...]
    if !rest.isEmpty {
      let missing = min(Digest.stripe - rest.count, bytes.count)
      rest += bytes.prefix(missing)
      bytes = bytes.dropFirst(missing)
      guard rest.count == Digest.stripe else { return }
      rest.withUnsafeBytes { lanes.take($0, 0) }
      rest.removeAll(keepingCapacity: true)
    }
    let whole = UnsafeRawBufferPointer(rebasing: bytes)
    var offset = 0
    while offset + Digest.stripe <= whole.count {
      lanes.take(whole, offset)
      offset += Digest.stripe
    }
    rest += whole[offset...]
  }

  /// The digest of all bytes that came.
  package var value: Int64 {
    rest.withUnsafeBytes { Digest.finish(count < Digest.stripe ? nil : lanes, count, $0) }
  }
}
