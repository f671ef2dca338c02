import Characters

/// Whether bytes are UTF-8; most notes are, and most of them mostly ASCII.
enum UTF8Check {
  /// Returns the offset of the first byte that is not part of a valid sequence.
  static func firstInvalid(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    let raw = UnsafeRawPointer(bytes)
    var index = start
    while true {
      while index + 8 <= end,
        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
      }
      while index < end, bytes[index].isASCII {
        index += 1
        if index & 7 == 0 { break }
      }
      if index >= end { return nil }
      if bytes[index].isASCII { continue }
      let length = sequenceLength(bytes, index, end)
      if length == 0 { return index }
      index += length
    }
  }

  /// Returns the length of the sequence at `index`, which does not begin with ASCII; 0 if it is none.
  static func sequenceLength(_ bytes: UnsafePointer<UInt8>, _ index: Int, _ end: Int) -> Int {
    let first = bytes[index]
    let length = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard length > 0, index + length <= end else { return 0 }
    let second = bytes[index + 1]
    let lowest: UInt8 = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80
    let highest: UInt8 = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF
    guard second >= lowest, second <= highest else { return 0 }
    for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
