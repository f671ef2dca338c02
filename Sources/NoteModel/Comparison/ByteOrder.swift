/// The order in which SQLite sorts text and a listing its paths.
package enum ByteOrder {
  /// Compares bytes; negative where the first comes first.
  package static func compare(
    _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
  ) -> Int {
    let count = min(first.count, second.count)
    var place = 0
    // Eight bytes at a time; the first of them weighs most.
    while place + 8 <= count {
      let one = UInt64(bigEndian: first.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let other = UInt64(bigEndian: second.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      if one != other { return one < other ? -1 : 1 }
      place += 8
    }
    while place < count {
      if first[place] != second[place] { return Int(first[place]) - Int(second[place]) }
      place += 1
    }
    return first.count - second.count
  }
}
