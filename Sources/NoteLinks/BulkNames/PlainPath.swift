import NoteModel

/// The key of a link's path, for paths whose key can be told byte by byte.
///
/// That is ASCII, Latin letters with accents in one piece, small Cyrillic letters, Chinese, Japanese and Korean: all
/// whose small letter is as long and that do not change when they are put into NFC, next to each other.
struct PlainPath {
  private let memory: UnsafeMutableRawBufferPointer
  private var count = 0
  /// Where its last part begins.
  private(set) var name = 0

  /// - Parameter memory: Room for what is to be put in, and three bytes more.
  init(_ memory: UnsafeMutableRawBufferPointer) {
    self.memory = memory
  }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

  /// Puts in a path; returns false where its key cannot be told.
  mutating func fold(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < path.count {
      let byte = path[index]
      if byte >= 0x80 {
        guard let length = Self.lengthOfPlain(path, index) else { return false }
        for offset in 0..<length { memory[count + offset] = path[index + offset] }
        if byte == 0xC3, Self.isCapital(path[index + 1]) { memory[count + 1] |= 0x20 }
        count += length
        index += length
        continue
      }
      memory[count] = ASCIICase.small(byte)
      count += 1
      index += 1
      if byte == UInt8(ascii: "/") { name = count }
    }
    return true
  }

  /// Puts in the path that another one leads to from a folder; returns false where its key cannot be told.
  ///
  /// - Parameters:
  ///   - path: Begins with `./` or `../`; others are refused.
  ///   - folder: A key without a slash at its end.
  mutating func join(_ path: UnsafeBufferPointer<UInt8>, to folder: [UInt8]) -> Bool {
    let (dot, slash) = (UInt8(ascii: "."), UInt8(ascii: "/"))
    memory.copyBytes(from: folder)
    count = folder.count
    var start = 0
    var isFirst = true
    while start < path.count {
      var end = start
      while end < path.count, path[end] != slash { end += 1 }
      let part = UnsafeBufferPointer(rebasing: path[start..<end])
      let isDots = part.count <= 2 && part.allSatisfy { $0 == dot }
      let isLast = end == path.count
      if isFirst, !isDots { return false }
      if isLast, isDots { return false }
      isFirst = false
      start = end + 1
      if part.count == 2, isDots { removeLast() }
      if isDots { continue }
      if count > 0 {
        memory[count] = slash
        count += 1
      }
      name = count
      if !fold(part) { return false }
    }
    return true
  }

  private mutating func removeLast() {
    while count > 0, memory[count - 1] != UInt8(ascii: "/") { count -= 1 }
    if count > 0 { count -= 1 }
  }

  /// Makes the name that of a note; returns false where a file that is no note may be meant.
  mutating func addNoteExtension() -> Bool {
    let last = UnsafeRawBufferPointer(rebasing: memory[name..<count])
    // A file of just this name comes before the note that a name with a dot may mean.
    if last.contains(UInt8(ascii: ".")) { return last.suffix(3).elementsEqual(".md".utf8) }
    UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyBytes(from: ".md".utf8)
    count += 3
    return true
  }

  /// Whether the second byte of a letter after 0xC3 is that of a capital.
  @inline(__always)
  static func isCapital(_ second: UInt8) -> Bool { second &- 0x80 < 0x1F && second != 0x97 }

  /// Returns the length of the character of several bytes at a place; nil for one whose key cannot be told.
  private static func lengthOfPlain(_ path: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    let second = index + 1 < path.count ? path[index + 1] : 0
    let third = index + 2 < path.count ? path[index + 2] : 0
    switch path[index] {
    // U+00C0 to U+00FF.
    case 0xC3: return 2
    // Small Cyrillic letters, U+0430 to U+044F.
    case 0xD0: return second >= 0xB0 ? 2 : nil
    case 0xD1: return second <= 0x8F ? 2 : nil
    // Chinese, U+4000 to U+9FFF.
    case 0xE4...0xE9: return third == 0 ? nil : 3
    // Kana, without the marks that join the one before.
    case 0xE3 where second == 0x81 || second == 0x83: return third == 0 ? nil : 3
    case 0xE3 where second == 0x82: return third == 0 || third == 0x99 || third == 0x9A ? nil : 3
    // Korean, U+AC00 to U+D77F.
    case 0xEA where second >= 0xB0: return third == 0 ? nil : 3
    case 0xEB, 0xEC: return third == 0 ? nil : 3
    case 0xED where second <= 0x9D: return third == 0 ? nil : 3
    default: return nil
    }
  }
}
