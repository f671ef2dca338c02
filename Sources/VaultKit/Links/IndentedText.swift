import Characters

/// Text that is put together from lines of different notes.
///
/// What is put in place of an embed hangs below the list marker or quote sign that the embed stands behind.
struct IndentedText {
  private(set) var bytes: [UInt8] = []
  /// What stands before the first byte on its line in the file; following lines lose as much.
  private let outdent: [UInt8]
  private var lineStart = 0

  /// Longest beginning of a line, in bytes, that is repeated.
  private static let longestPrefix = 200

  init(outdent: [UInt8]) {
    self.outdent = outdent
  }

  /// Appends text of the file.
  mutating func append(_ text: ArraySlice<UInt8>) {
    var start = text.startIndex
    while let end = text[start...].firstIndex(of: .lineFeed) {
      let isCRLF = end > start && text[end - 1] == .carriageReturn
      bytes += text[start..<(isCRLF ? end - 1 : end)]
      bytes.append(.lineFeed)
      lineStart = bytes.count
      start = end + 1
      start += Self.shared(outdent, text[start...])
    }
    bytes += text[start...]
  }

  /// Appends what stands for an embed. Returns how many bytes that added beside the content.
  ///
  /// - Parameter rest: Whether the embed's line goes on after it.
  mutating func insert(_ content: [UInt8], rest: Bool) -> Int {
    guard content.contains(.lineFeed) else {
      bytes += content
      return 0
    }
    let count = bytes.count
    // No slice may be alive when the bytes are changed: all of them would be copied.
    let length = bytes.count - lineStart
    var prefix = Self.hanging(bytes[lineStart...].prefix(Self.longestPrefix + 1))
    if prefix.count > Self.longestPrefix { prefix = [] }
    if prefix.count < length {
      bytes.append(.lineFeed)
      bytes += prefix
    }
    for byte in content {
      bytes.append(byte)
      if byte == .lineFeed { bytes += prefix }
    }
    if rest {
      bytes.append(.lineFeed)
      lineStart = bytes.count
      bytes += prefix
    }
    return bytes.count - count - content.count
  }

  /// The beginning of a line, with blanks for its list markers; quote signs stay.
  private static func hanging(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var prefix: [UInt8] = []
    var index = line.startIndex
    while index < line.endIndex {
      switch line[index] {
      case 0x20, 0x09, UInt8(ascii: ">"): prefix.append(line[index])
      case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): prefix.append(.space)
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): prefix.append(.space)
      default: return prefix
      }
      index += 1
    }
    return prefix
  }

  /// How many bytes at the start of `text` are the outdent, or blanks in its place.
  private static func shared(_ outdent: [UInt8], _ text: ArraySlice<UInt8>) -> Int {
    var count = 0
    for (expected, byte) in zip(outdent, text) {
      guard byte == expected || byte == .space else { break }
      count += 1
    }
    return count
  }
}
