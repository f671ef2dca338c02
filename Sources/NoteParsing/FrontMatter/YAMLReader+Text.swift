// Text without quotes and in them. What reads as it is written is not copied.

import Characters

extension YAMLReader {
  private func textNode(
    _ start: Int, _ end: Int, isPlain: Bool, text: Range<Int>
  ) -> YAMLTree.Node {
    var node = YAMLTree.Node(
      kind: .scalar, isPlain: isPlain, start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: end))
    node.textStart = Int32(truncatingIfNeeded: text.lowerBound)
    node.textEnd = Int32(truncatingIfNeeded: text.upperBound)
    return node
  }

  /// Adds a scalar whose text was copied to `tree.cooked` from `first` on.
  mutating func addCooked(
    _ start: Int, _ end: Int, isPlain: Bool, first: Int
  ) throws(Failure) -> Int32 {
    var node = textNode(start, end, isPlain: isPlain, text: first..<tree.cooked.count)
    node.isCooked = true
    return try add(node)
  }

  mutating func cook(_ start: Int, _ end: Int) {
    tree.cooked.append(contentsOf: UnsafeBufferPointer(start: bytes + start, count: end - start))
  }

  /// Adds what a number of line breaks between two lines of text means.
  private mutating func cookBreaks(_ breaks: Int) {
    guard breaks > 1 else { return tree.cooked.append(.space) }
    tree.cooked.append(contentsOf: repeatElement(.lineFeed, count: breaks - 1))
  }

  // MARK: Without quotes

  /// Reads text without quotes; it goes on over lines that are indented more than `parent`.
  mutating func plain(_ parent: Int, _ isInFlow: Bool) throws(Failure) -> Int32 {
    try checkPlainStart(isInFlow)
    let start = position
    var mayGoOn = plainLine(isInFlow)
    let firstEnd = position
    let first = tree.cooked.count
    var isCooked = false
    while mayGoOn {
      let stop = position
      let stopLine = line
      let breaks = skipToText()
      guard position < end, line.indent > parent, !isComment(position) else {
        position = stop
        line = stopLine
        break
      }
      let next = position
      mayGoOn = plainLine(isInFlow)
      guard position > next else {
        position = stop
        line = stopLine
        break
      }
      if !isCooked { cook(start, firstEnd) }
      isCooked = true
      cookBreaks(breaks)
      cook(next, position)
    }
    guard isCooked else {
      return try add(textNode(start, position, isPlain: true, text: start..<position))
    }
    return try addCooked(start, position, isPlain: true, first: first)
  }

  private func checkPlainStart(_ isInFlow: Bool) throws(Failure) {
    switch bytes[position] {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      guard isSpace(position + 1) || (isInFlow && isFlowIndicator(position + 1)) else { return }
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"),
      UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      break
    default: return
    }
    let sign = Character(Unicode.Scalar(bytes[position]))
    throw failure("'\(sign)' cannot begin a value here; put the text in quotes")
  }

  /// Goes to the end of the text on this line; returns whether it may go on in the next one.
  private mutating func plainLine(_ isInFlow: Bool) -> Bool {
    let classes = ByteClass.table
    var index = position
    var mayGoOn = true
    scan: while index < end {
      while index < end, classes[Int(bytes[index])] & ByteClass.yamlSpecial == 0 { index += 1 }
      guard index < end else { break }
      switch bytes[index] {
      case 0x0A: break scan
      case 0x0D where isLineEnd(index): break scan
      case UInt8(ascii: ":"):
        mayGoOn = !(isSpace(index + 1) || (isInFlow && isFlowIndicator(index + 1)))
      case UInt8(ascii: "#"):
        mayGoOn = index == position || !bytes[index - 1].isBlank
      default:
        mayGoOn = !(isInFlow && isFlowIndicator(index))
      }
      guard mayGoOn else { break }
      index += 1
    }
    while index > position, bytes[index - 1].isBlank { index -= 1 }
    position = index
    return mayGoOn
  }

  /// Skips blanks and line breaks; returns the number of breaks.
  private mutating func skipToText() -> Int {
    var breaks = 0
    position = skipBlanks(position)
    while case let length = breakLength(position), length > 0 {
      breaks += 1
      startLine(position + length)
    }
    return breaks
  }

  // MARK: In quotes

  /// Reads text in quotes; its lines after the first are indented more than `parent`.
  mutating func quoted(_ parent: Int) throws(Failure) -> Int32 {
    let start = position
    let quote = bytes[position]
    let first = tree.cooked.count
    var isCooked = false
    position += 1
    var piece = position
    while true {
      skipQuotedText(quote)
      guard position < end else { throw failure("a quote is never closed") }
      let byte = bytes[position]
      if byte == quote {
        if quote == UInt8(ascii: "'"), position + 1 < end, bytes[position + 1] == quote {
          isCooked = true
          cook(piece, position + 1)
          position += 2
          piece = position
          continue
        }
        if isCooked { cook(piece, position) }
        position += 1
        return isCooked
          ? try addCooked(start, position, isPlain: false, first: first)
          : try add(textNode(start, position, isPlain: false, text: piece..<position - 1))
      }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        isCooked = true
        cook(piece, position)
        try escape(parent)
        piece = position
      } else if byte == .lineFeed || byte == .carriageReturn, isLineEnd(position) {
        isCooked = true
        var last = position
        while last > piece, bytes[last - 1].isBlank { last -= 1 }
        cook(piece, last)
        cookBreaks(skipToText())
        try checkQuotedLine(parent)
        piece = position
      } else {
        position += 1
      }
    }
  }

  /// Goes to the next byte that may be more than itself.
  private mutating func skipQuotedText(_ quote: UInt8) {
    var index = position
    while index < end, case let byte = bytes[index], byte != quote, byte != UInt8(ascii: "\\"),
      byte > 0x0D
    {
      index += 1
    }
    position = index
  }

  private func checkQuotedLine(_ parent: Int) throws(Failure) {
    guard position >= end || line.indent > parent else {
      throw failure("text in quotes must be indented more than the key before")
    }
  }

  /// Reads the escape at `position`.
  private mutating func escape(_ parent: Int) throws(Failure) {
    let start = position
    position += 1
    let length = breakLength(position)
    if length > 0 {
      startLine(position + length)
      if breakLength(position) == 0 { try checkQuotedLine(parent) }
      return
    }
    guard position < end else { throw failure("a quote is never closed") }
    let byte = bytes[position]
    position += 1
    let digits =
      switch byte {
      case UInt8(ascii: "x"): 2
      case UInt8(ascii: "u"): 4
      case UInt8(ascii: "U"): 8
      default: 0
      }
    guard digits > 0 else {
      guard let scalar = Self.escaped(byte) else {
        throw Failure(offset: start, message: "an unknown escape in quotes")
      }
      return append(scalar)
    }
    var value = try hexadecimal(digits, start)
    if value & 0xFFFF_FC00 == 0xD800, position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      let second = position
      position += 2
      let low = try hexadecimal(4, second)
      if low & 0xFFFF_FC00 == 0xDC00 {
        value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
      } else {
        position = second
      }
    }
    guard value <= 0x10FFFF else {
      throw Failure(offset: start, message: "an escape names no character")
    }
    append(Unicode.Scalar(value) ?? "\u{FFFD}")
  }

  private mutating func hexadecimal(_ digits: Int, _ start: Int) throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard position < end, let digit = bytes[position].hexValue else {
        throw Failure(offset: start, message: "expected \(digits) hexadecimal digits in an escape")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    tree.cooked.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private static func escaped(_ byte: UInt8) -> Unicode.Scalar? {
    switch byte {
    case UInt8(ascii: "0"): "\0"
    case UInt8(ascii: "a"): "\u{7}"
    case UInt8(ascii: "b"): "\u{8}"
    case UInt8(ascii: "e"): "\u{1B}"
    case UInt8(ascii: "f"): "\u{C}"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "t"), 0x09: "\t"
    case UInt8(ascii: "v"): "\u{B}"
    case UInt8(ascii: "N"): "\u{85}"
    case UInt8(ascii: "_"): "\u{A0}"
    case UInt8(ascii: "L"): "\u{2028}"
    case UInt8(ascii: "P"): "\u{2029}"
    case .space, UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"):
      Unicode.Scalar(byte)
    default: nil
    }
  }
}
