import Characters

/// The parts of a Markdown link that stand between its parentheses or after a definition's colon.
struct LinkSyntax {
  let bytes: UnsafePointer<UInt8>
  let end: Int

  /// A destination without its angle brackets, and the offset after it.
  struct Destination {
    var start: Int
    var end: Int
    var next: Int
  }

  /// Reads a destination at `start`; may be empty.
  func destination(at start: Int) -> Destination? {
    if start < end, bytes[start] == UInt8(ascii: "<") { return bracketed(start) }
    var depth = 0
    var index = start
    while index < end {
      if index + 8 <= end, isPlain(index) {
        index += 8
        continue
      }
      let byte = bytes[index]
      if byte.isBlankOrControl || byte == 0x7F { break }
      if byte == UInt8(ascii: "\\"), index + 1 < end, bytes[index + 1].isPunctuation {
        index += 2
        continue
      }
      if byte == UInt8(ascii: "(") {
        depth += 1
        if depth > 32 { return nil }
      } else if byte == UInt8(ascii: ")") {
        if depth == 0 { break }
        depth -= 1
      }
      index += 1
    }
    guard depth == 0 else { return nil }
    return Destination(start: start, end: index, next: index)
  }

  /// Whether eight bytes are all part of a destination and neither a bracket nor a backslash.
  ///
  /// Most of an address is, and can be a hundred bytes long: so it is read in a third of the time.
  @inline(__always)
  private func isPlain(_ index: Int) -> Bool {
    let eight = UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let (ones, high) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
    // The highest bit of the lowest byte that is 0, if one is.
    func zeros(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes }
    let low = (eight &- ones &* 0x21) & ~eight
    // `(` and `)` differ in the lowest bit.
    let brackets = zeros((eight & ~ones) ^ (ones &* 0x28))
    return (low | brackets | zeros(eight ^ (ones &* 0x5C)) | zeros(eight ^ (ones &* 0x7F))) & high
      == 0
  }

  private func bracketed(_ start: Int) -> Destination? {
    var index = start + 1
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: ">"): return Destination(start: start + 1, end: index, next: index + 1)
      case UInt8(ascii: "<"), 0x0A: return nil
      case UInt8(ascii: "\\") where index + 1 < end && bytes[index + 1].isPunctuation: index += 2
      default: index += 1
      }
    }
    return nil
  }

  /// Returns the offset after the title that starts at `start`, if one does.
  func titleEnd(at start: Int) -> Int? {
    guard start < end else { return nil }
    let opener = bytes[start]
    guard opener == 0x22 || opener == 0x27 || opener == 0x28 else { return nil }
    let closer = opener == 0x28 ? 0x29 : opener
    var index = start + 1
    while index < end {
      let byte = bytes[index]
      if byte == closer { return index + 1 }
      if byte == 0x28, opener == 0x28 { return nil }
      index +=
        byte == UInt8(ascii: "\\") && index + 1 < end && bytes[index + 1] != .lineFeed ? 2 : 1
    }
    return nil
  }

  /// Skips blanks and line breaks.
  func skipSpace(_ start: Int) -> Int {
    var index = start
    while index < end, bytes[index].isSpace { index += 1 }
    return index
  }

  func skipBlanks(_ start: Int) -> Int {
    var index = start
    while index < end, bytes[index].isBlank || bytes[index] == .carriageReturn { index += 1 }
    return index
  }

  /// Returns the offset of the `]` that closes a label whose `[` stands before `start`.
  func labelEnd(_ start: Int) -> Int? {
    var index = start
    let limit = min(end, start + 1_000)
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "]"): return index
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "\\") where index + 1 < limit && bytes[index + 1].isPunctuation: index += 2
      default: index += 1
      }
    }
    return nil
  }
}

/// Reads `[label]: destination "title"`.
struct DefinitionScanner {
  let bytes: UnsafePointer<UInt8>
  /// The end of the paragraph.
  let end: Int

  func definition(at start: Int) -> ScannedDefinition? {
    let syntax = LinkSyntax(bytes: bytes, end: end)
    guard let close = syntax.labelEnd(start + 1), close + 1 < end,
      bytes[close + 1] == UInt8(ascii: ":"), syntax.skipSpace(start + 1) < close
    else { return nil }
    let target = syntax.skipSpace(close + 2)
    guard let destination = syntax.destination(at: target), destination.next > target else {
      return nil
    }
    var finish = destination.next
    let afterDestination = syntax.skipBlanks(finish)
    let endsLine = afterDestination == end || bytes[afterDestination] == .lineFeed
    let title = syntax.skipSpace(finish)
    if title > finish, let titleEnd = syntax.titleEnd(at: title),
      case let rest = syntax.skipBlanks(titleEnd), rest == end || bytes[rest] == .lineFeed
    {
      finish = titleEnd
    } else if !endsLine {
      return nil
    }
    return ScannedDefinition(
      start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: finish),
      label: span(start + 1, close), destination: span(destination.start, destination.end))
  }

  private func span(_ start: Int, _ end: Int) -> LineSpan {
    LineSpan(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
  }
}
