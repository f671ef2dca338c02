import Characters

/// A place where bytes are not JSON.
package struct JSONFailure: Error {
  package let offset: Int
  package let message: String
}

/// A string of JSON: its text, and where each part of it comes from.
package struct JSONString {
  /// Without its quotes.
  package fileprivate(set) var range: Range<Int>
  package private(set) var bytes: [UInt8] = []
  /// Where text was copied as it is: offsets into the text and into the file, ascending.
  package private(set) var runs: [(text: Int, source: Int, count: Int)] = []

  fileprivate init(range: Range<Int>) {
    self.range = range
  }

  fileprivate mutating func copy(_ file: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    guard end > start else { return }
    runs.append((bytes.count, start, end - start))
    bytes.append(contentsOf: UnsafeBufferPointer(start: file + start, count: end - start))
  }

  fileprivate mutating func append(_ scalar: Unicode.Scalar) {
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// Returns the file's offset of the byte at `offset` of the text.
  package func source(_ offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].text <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return range.lowerBound }
    let run = runs[low - 1]
    if offset < run.text + run.count { return run.source + offset - run.text }
    // What follows the run is an escape; the next run begins after it.
    return run.source + run.count
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Reads JSON from bytes, value by value, without making a tree of it.
package struct JSONReader {
  /// Values deeper inside of each other than this are not read.
  package static let maximumDepth = 128

  private let bytes: UnsafePointer<UInt8>
  private let end: Int
  package private(set) var position: Int

  /// - Parameters:
  ///   - start: Where the value begins, maybe after blanks.
  ///   - end: Where the bytes end.
  package init(bytes: UnsafePointer<UInt8>, start: Int, end: Int) {
    self.bytes = bytes
    self.end = end
    position = start
    skipSpace()
  }

  package var isAtEnd: Bool { position >= end }

  /// The byte the next value begins with; 0 at the end.
  package var next: UInt8 { position < end ? bytes[position] : 0 }

  private mutating func skipSpace() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  func failure(_ message: String) -> JSONFailure {
    JSONFailure(offset: min(position, end), message: message)
  }

  /// Takes a mark of punctuation, if it is the next one.
  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    skipSpace()
    return true
  }

  /// Reads an object and calls `body` for each key; `body` must read or skip the value.
  package mutating func readObject(
    _ body: (inout JSONReader, String) throws(JSONFailure) -> Void
  ) throws(JSONFailure) {
    guard take(UInt8(ascii: "{")) else { throw failure("expected '{'") }
    if take(UInt8(ascii: "}")) { return }
    repeat {
      let key = try readString().text
      guard take(UInt8(ascii: ":")) else { throw failure("expected ':'") }
      try body(&self, key)
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw failure("expected ',' or '}'") }
  }

  /// Reads an array and calls `body` at each element, which it must read or skip.
  package mutating func readArray(
    _ body: (inout JSONReader) throws(JSONFailure) -> Void
  ) throws(JSONFailure) {
    guard take(UInt8(ascii: "[")) else { throw failure("expected '['") }
    if take(UInt8(ascii: "]")) { return }
    repeat { try body(&self) } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw failure("expected ',' or ']'") }
  }

  /// Skips a value of any kind.
  package mutating func skip(depth: Int = 0) throws(JSONFailure) {
    guard depth < Self.maximumDepth else { throw failure("values are nested too deeply") }
    switch next {
    case UInt8(ascii: "{"):
      try readObject { (reader, _) throws(JSONFailure) in try reader.skip(depth: depth + 1) }
    case UInt8(ascii: "["):
      try readArray { (reader) throws(JSONFailure) in try reader.skip(depth: depth + 1) }
    case UInt8(ascii: "\""): _ = try readString()
    default: try skipWord()
    }
  }

  private mutating func skipWord() throws(JSONFailure) {
    let start = position
    while position < end, isWordByte(bytes[position]) { position += 1 }
    guard position > start else { throw failure("expected a value") }
    skipSpace()
  }

  /// Reads a value that is neither a string nor made of others, as it stands.
  package mutating func readWord() throws(JSONFailure) -> String {
    let start = position
    try skipWord()
    var last = position
    while last > start, bytes[last - 1].isSpace { last -= 1 }
    return String(
      decoding: UnsafeBufferPointer(start: bytes + start, count: last - start), as: UTF8.self)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: ".")
  }

  /// Reads a number; nil, and nothing read, for a value of another kind.
  package mutating func readNumber() throws(JSONFailure) -> Double? {
    guard next == UInt8(ascii: "-") || next.isDigit else { return nil }
    return Double(try readWord())
  }

  // MARK: Strings

  /// Reads a string.
  ///
  /// - Parameter decodes: Whether its text is wanted, rather than only where it stands.
  package mutating func readString(decodes: Bool = true) throws(JSONFailure) -> JSONString {
    guard next == UInt8(ascii: "\"") else { throw failure("expected a string") }
    position += 1
    var string = JSONString(range: position..<position)
    var copied = position
    while position < end, bytes[position] != UInt8(ascii: "\"") {
      guard bytes[position] == UInt8(ascii: "\\") else {
        position += 1
        continue
      }
      if decodes { string.copy(bytes, copied, position) }
      let scalar = try readEscape()
      if decodes { string.append(scalar) }
      copied = position
    }
    guard position < end else { throw failure("string is never closed") }
    if decodes { string.copy(bytes, copied, position) }
    string.range = string.range.lowerBound..<position
    position += 1
    skipSpace()
    return string
  }

  private mutating func readEscape() throws(JSONFailure) -> Unicode.Scalar {
    guard position + 1 < end else { throw failure("string is never closed") }
    let byte = bytes[position + 1]
    position += 2
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return try readUnit()
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    default: throw failure("unknown escape")
    }
  }

  /// Reads the digits of `\u0041`, and of the second half where two make one character.
  private mutating func readUnit() throws(JSONFailure) -> Unicode.Scalar {
    let first = try readDigits()
    guard first & 0xFC00 == 0xD800, position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    let before = position
    position += 2
    let second = try readDigits()
    guard second & 0xFC00 == 0xDC00 else {
      position = before
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF) ?? "\u{FFFD}"
  }

  private mutating func readDigits() throws(JSONFailure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < end, let digit = bytes[position].hexValue else {
        throw failure("expected four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
