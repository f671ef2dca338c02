#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The order in which SQLite sorts text and a listing its paths.
package enum ByteOrder {
  /// Compares bytes; negative where the first comes first.
  package static func compare(
    _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
  ) -> Int {
    if let one = first.baseAddress, let other = second.baseAddress {
      let order = memcmp(one, other, min(first.count, second.count))
      if order != 0 { return Int(order) }
    }
    return first.count - second.count
  }
}
