import NoteModel

/// A list that grows piece by piece: an array would hold everything twice for a moment.
struct Chunks<Element> {
  private static var shift: Int { 16 }
  private static var mask: Int { 1 << shift - 1 }

  private var chunks: [[Element]] = []
  private(set) var count = 0

  mutating func append(_ element: Element) {
    if count & Self.mask == 0 {
      chunks.append([])
      // Short lists are most common by far.
      if count > 0 { chunks[chunks.count - 1].reserveCapacity(Self.mask + 1) }
    }
    chunks[chunks.count - 1].append(element)
    count += 1
  }

  subscript(index: Int) -> Element {
    get { chunks[index >> Self.shift][index & Self.mask] }
    set { chunks[index >> Self.shift][index & Self.mask] = newValue }
  }
}

// Numbers, and texts with their length before them.
extension Chunks<UInt8> {
  mutating func append(varint value: Int) {
    SevenBits.forEachByte(of: value) { append($0) }
  }

  mutating func append(counted text: String) {
    append(varint: text.utf8.count)
    for byte in text.utf8 { append(byte) }
  }

  /// Reads the number at a place, and moves past it.
  func varint(_ place: inout Int) -> Int {
    let value = SevenBits.read {
      defer { place += 1 }
      return self[place]
    }
    // These are this program's own bytes, so every number ends.
    return value ?? 0
  }

  /// Reads the text at a place, and moves past it.
  func text(_ place: inout Int) -> String {
    let count = varint(&place)
    defer { place += count }
    return String(unsafeUninitializedCapacity: count) { buffer in
      for index in 0..<count { buffer[index] = self[place + index] }
      return count
    }
  }

  /// Reads the text at a place.
  func text(at place: Int) -> String {
    var place = place
    return text(&place)
  }
}
