import Characters
import NoteModel

/// What Obsidian records of a link: its decoded target and the text it shows.
enum LinkText {
  /// Appends what a wiki-link without text of its own shows: `a#b` reads `a > b`.
  static func appendDisplay(
    _ bytes: UnsafePointer<UInt8>, _ target: Range<Int>, to text: inout [UInt8]
  ) {
    var isFirst = true
    forEachPart(bytes, target) { part in
      if !isFirst { text.append(contentsOf: separator) }
      isFirst = false
      text.append(
        contentsOf: UnsafeBufferPointer(start: bytes + part.lowerBound, count: part.count))
    }
  }

  /// What stands between the parts of a target as it is shown.
  static let separator = Array(" > ".utf8)

  /// Calls `body` with the stretches of a target between its `#`, the last one also if it is empty.
  static func forEachPart(
    _ bytes: UnsafePointer<UInt8>, _ target: Range<Int>, _ body: (Range<Int>) -> Void
  ) {
    func end(_ start: Int, where isHash: Bool) -> Int {
      (start..<target.upperBound).first { (bytes[$0] == UInt8(ascii: "#")) != isHash }
        ?? target.upperBound
    }
    var start = end(target.lowerBound, where: true)
    while true {
      let stop = end(start, where: false)
      body(start..<stop)
      if stop == target.upperBound { return }
      start = end(stop, where: true)
    }
  }

  /// Whether a destination leaves the vault: it begins with a URI scheme or `//`.
  static func isExternal(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    guard index < range.upperBound else { return false }
    if bytes[index] == UInt8(ascii: "/") {
      return range.count > 1 && bytes[index + 1] == UInt8(ascii: "/")
    }
    guard bytes[index].isLetter else { return false }
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: ":") { return true }
      guard
        byte.isLetterOrDigit || byte == UInt8(ascii: "+")
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      else { return false }
      index += 1
    }
    return false
  }

  /// Returns a Markdown link's target with escapes decoded.
  ///
  /// `%23` and `%2F` stay, so that no escape turns into a separator; a part with a malformed escape
  /// stays as a whole.
  static func target(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> String {
    if isPlain(bytes, range) {
      return String(
        decoding: UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count),
        as: UTF8.self)
    }
    let plain = unescaped(bytes, range)
    let hash = plain.firstIndex(of: UInt8(ascii: "#")) ?? plain.endIndex
    return decoded(plain[..<hash]) + decoded(plain[hash...])
  }

  /// Whether a target reads as it is written.
  static func isPlain(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&") {
        return false
      }
    }
    return true
  }

  /// Takes backslashes and entities out of a destination, as CommonMark does.
  static func unescaped(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < range.upperBound,
        bytes[index + 1].isPunctuation
      {
        result.append(bytes[index + 1])
        index += 2
      } else if bytes[index] == UInt8(ascii: "&"),
        let next = Entity.decode(bytes, index, range.upperBound, into: &result)
      {
        index = next
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static func decoded(_ part: ArraySlice<UInt8>) -> String {
    let asWritten = String(decoding: part, as: UTF8.self)
    guard part.contains(UInt8(ascii: "%")) else { return asWritten }
    var result: [UInt8] = []
    var index = part.startIndex
    while index < part.endIndex {
      guard part[index] == UInt8(ascii: "%") else {
        result.append(part[index])
        index += 1
        continue
      }
      guard index + 2 < part.endIndex, let high = part[index + 1].hexValue,
        let low = part[index + 2].hexValue
      else { return asWritten }
      let byte = high << 4 | low
      if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "/") {
        result.append(contentsOf: part[index...index + 2])
      } else {
        result.append(byte)
      }
      index += 3
    }
    return String(validating: result, as: UTF8.self) ?? asWritten
  }

  /// Returns the form in which labels of definitions are compared: blanks shrunk, case folded.
  static func labelKey(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> String {
    var words: [UInt8] = []
    words.reserveCapacity(range.count)
    var isBetween = false
    var all: UInt8 = 0
    for index in range {
      if bytes[index].isSpace {
        isBetween = !words.isEmpty
      } else {
        if isBetween { words.append(.space) }
        isBetween = false
        let byte = bytes[index]
        all |= byte
        words.append(byte.isSmallLetter ? byte & ~0x20 : byte)
      }
    }
    let text = String(decoding: words, as: UTF8.self)
    // ASCII is in capitals already. Other text goes through small letters first: some have no capital of their own.
    return all.isASCII ? text : text.lowercased().uppercased()
  }
}
