import Characters
import NoteModel

// Tags, Dataview fields and code: what is not a pair of brackets or marks.
extension InlineScanner {
  // MARK: Tags

  mutating func readTag() {
    let start = position
    position += 1
    guard isTagBoundary(start) else { return }
    var index = position
    var hasLetter = false
    while index < end {
      let byte = bytes[index]
      if byte.isASCII {
        guard classes[Int(byte)] & ByteClass.tag != 0 else { break }
        hasLetter = hasLetter || !(byte.isDigit || byte == UInt8(ascii: "/"))
        index += 1
      } else {
        let (scalar, length) = decodeScalar(bytes, index, end)
        guard Self.mayStandInTag(scalar) else { break }
        hasLetter = true
        index += length
      }
    }
    guard hasLetter else { return }
    position = index
    while bytes[index - 1] == UInt8(ascii: "/") { index -= 1 }
    tags.append(SourceRange(start, index))
    mark(.tag, start, index)
  }

  /// A tag begins at the start of a line, after white space or after an escaped punctuation mark.
  private func isTagBoundary(_ index: Int) -> Bool {
    guard index > textStart, index != escapeEnd else { return true }
    let before = bytes[index - 1]
    if before.isASCII { return before.isSpace }
    return CharacterClass(before: index, from: textStart, in: bytes) == .space
  }

  private static func mayStandInTag(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2000...0x206F, 0x2E00...0x2E7F, 0xA0, 0x85, 0x1680, 0x3000, 0xFEFF: false
    default: true
    }
  }

  // MARK: Code

  mutating func readCode() {
    let start = position
    while byte(at: position) == UInt8(ascii: "`") { position += 1 }
    let length = position - start
    guard let close = memo.backtickRun(length, bytes, position, textEnd), close + length <= end
    else { return }
    var first = position
    var last = close
    if last - first >= 2, isCodeBlank(first), isCodeBlank(last - 1), hasText(first, last) {
      first += 1
      last -= 1
    }
    position = close + length
    // What a plugin reckons is not text of the note.
    if !keepsQueries, isInlineQuery(first, last) { return drop(start, position) }
    drop(start, first)
    if isTable { dropEscapedBars(first, last) }
    drop(last, position)
    mark(.code, first, last)
  }

  /// Whether code is an expression that Dataview shows the value of: `= this.file.name`, `$= dv.current()`.
  private func isInlineQuery(_ first: Int, _ last: Int) -> Bool {
    var index = first
    if index < last, bytes[index] == UInt8(ascii: "$") { index += 1 }
    guard index + 1 < last, bytes[index] == UInt8(ascii: "=") else { return false }
    if bytes[index + 1] == .space { return true }
    return bytes[first] == UInt8(ascii: "$") || hasPrefix("this.", at: index + 1, last)
  }

  private func hasPrefix(_ prefix: StaticString, at start: Int, _ end: Int) -> Bool {
    guard end - start >= prefix.utf8CodeUnitCount else { return false }
    for index in 0..<prefix.utf8CodeUnitCount where bytes[start + index] != prefix.utf8Start[index]
    {
      return false
    }
    return true
  }

  private func isCodeBlank(_ index: Int) -> Bool {
    bytes[index] == .space || bytes[index] == .lineFeed
  }

  private func hasText(_ start: Int, _ end: Int) -> Bool {
    var index = start
    while index < end, isCodeBlank(index) { index += 1 }
    return index < end
  }

  private mutating func dropEscapedBars(_ start: Int, _ end: Int) {
    var index = start
    while index + 1 < end {
      if bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "|") {
        drop(index, index + 1)
      }
      index += 1
    }
  }

  // MARK: Fields

  /// Reads `key:: value`, in brackets or on a line of its own, once the colons are reached.
  mutating func readField() {
    let colons = position
    position += 1
    guard byte(at: position) == UInt8(ascii: ":") else { return }
    position += 1
    let after = byte(at: position)
    guard after == 0 || after.isSpace else { return }
    var start = colons
    while start > memo.fieldFloor, isKeyByte(bytes[start - 1]) { start -= 1 }
    let opener: UInt8 = start > textStart ? bytes[start - 1] : 0x0A
    memo.fieldFloor = position
    let key = trimmedKey(start, colons)
    guard !key.isEmpty, let value = fieldEnd(opener, position) else { return }
    fields.append(FoundField(key: key, value: value))
  }

  private func isKeyByte(_ byte: UInt8) -> Bool {
    classes[Int(byte)] & ByteClass.tag != 0 || !byte.isASCII || byte == .space
      || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "~")
  }

  /// Takes blanks and emphasis off a key.
  private func trimmedKey(_ start: Int, _ end: Int) -> Range<Int> {
    func isMark(_ byte: UInt8) -> Bool {
      byte == .space || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "~")
        || byte == UInt8(ascii: "_")
    }
    return (start..<end).trimmed { isMark(bytes[$0]) }
  }

  private mutating func fieldEnd(_ opener: UInt8, _ start: Int) -> Range<Int>? {
    let closer: UInt8
    switch opener {
    case UInt8(ascii: "["): closer = UInt8(ascii: "]")
    case UInt8(ascii: "("): closer = UInt8(ascii: ")")
    case 0x0A:
      guard allowsFields else { return nil }
      return trimmedValue(start, min(findNewline(bytes, start, end), end))
    default: return nil
    }
    guard start >= memo.fieldEnd else { return nil }
    var depth = 1
    var index = start
    while index < end, bytes[index] != .lineFeed {
      if bytes[index] == opener { depth += 1 }
      if bytes[index] == closer { depth -= 1 }
      if depth == 0 { break }
      index += 1
    }
    memo.fieldEnd = index
    return depth == 0 ? trimmedValue(start, index) : nil
  }

  private func trimmedValue(_ start: Int, _ end: Int) -> Range<Int> {
    (start..<end).trimmed { bytes[$0].isSpace }
  }
}
