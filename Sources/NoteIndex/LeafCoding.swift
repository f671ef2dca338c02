import NoteModel

/// Leaf blocks as they are stored with a section: three varints each.
///
/// The kind, the distance from the end of the leaf before, and the length.
enum LeafCoding {
  static func append(_ leaves: [LeafBlock], to bytes: inout [UInt8]) {
    var end = 0
    for leaf in leaves {
      append(Int(leaf.kind.rawValue), to: &bytes)
      append(leaf.start - end, to: &bytes)
      append(leaf.end - leaf.start, to: &bytes)
      end = leaf.end
    }
  }

  /// Returns the leaves that fit into `count` bytes of text; damaged data gives fewer, never a trap.
  static func decode(_ bytes: UnsafeRawBufferPointer, count: Int) -> [LeafBlock] {
    var leaves: [LeafBlock] = []
    var offset = 0
    var end = 0
    while let kind = read(bytes, &offset), let gap = read(bytes, &offset),
      let length = read(bytes, &offset)
    {
      let start = end + gap
      guard let kind = UInt8(exactly: kind).flatMap(LeafBlock.Kind.init), start + length <= count
      else { break }
      end = start + length
      leaves.append(LeafBlock(kind: kind, start: start, end: end))
    }
    return leaves
  }

  private static func append(_ value: Int, to bytes: inout [UInt8]) {
    var rest = UInt(max(0, value))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func read(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int) -> Int? {
    var value = 0
    var shift = 0
    while offset < bytes.count, shift < 42 {
      let byte = bytes[offset]
      offset += 1
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}
