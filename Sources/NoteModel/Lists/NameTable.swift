import Platform

/// Names, each once, with numbers from 0: a note can have a million tags, and a string takes sixteen bytes beside its
/// own.
package struct NameTable: Sendable {
  private var texts: [UInt8] = []
  /// Where each name ends.
  private var ends: [UInt32] = []
  /// Numbers of names plus one by hash; 0 for none.
  private var table = [UInt32](repeating: 0, count: 1 << 8)

  package init() {}

  package var count: Int { ends.count }

  /// Returns the number of a name, which is a new one where these bytes were not there yet.
  package mutating func number(of name: String) -> Int {
    if (count + 1) * 2 > table.count { grow() }
    var name = name
    return name.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      var slot = Self.hash(bytes) & (table.count - 1)
      while table[slot] > 0 {
        let number = Int(table[slot]) - 1
        if withBytes(of: number, { ByteOrder.compare($0, bytes) }) == 0 { return number }
        slot = (slot + 1) & (table.count - 1)
      }
      texts.append(contentsOf: bytes)
      ends.append(UInt32(truncatingIfNeeded: texts.count))
      table[slot] = UInt32(truncatingIfNeeded: count)
      return count - 1
    }
  }

  /// Returns the name with a number.
  package func name(_ number: Int) -> String {
    withBytes(of: number) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the bytes of the name with a number.
  package func withBytes<Result>(
    of number: Int, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let start = number == 0 ? 0 : Int(ends[number - 1])
    return texts.withUnsafeBytes {
      body(UnsafeRawBufferPointer(rebasing: $0[start..<Int(ends[number])]))
    }
  }

  private mutating func grow() {
    table = [UInt32](repeating: 0, count: table.count * 4)
    for number in 0..<count {
      var slot = withBytes(of: number, Self.hash) & (table.count - 1)
      while table[slot] > 0 { slot = (slot + 1) & (table.count - 1) }
      table[slot] = UInt32(number + 1)
    }
  }

  /// Seeded per process, so that no vault can be made whose names fall into one slot.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    return hasher.finalize()
  }
}
