// Text after `|` and `>`.

import Characters

extension YAMLReader {
  /// What stands after the `|` or `>`.
  private struct Header {
    var isFolded: Bool
    /// `-`, `+` or a space for neither.
    var chomp = UInt8.space
    /// How much more than its parent the text is indented, if the header has a digit.
    var indent = 0
  }

  /// Reads the text that begins with `|` or `>` at `position`.
  mutating func blockText(_ parent: Int, _ properties: Properties) throws(Failure) -> Int32 {
    let start = position
    let header = try readHeader()
    let headerEnd = position
    position = lineEnd(position)
    if position < end { startLine(position + breakLength(position)) }
    let first = tree.cooked.count
    let indent =
      header.indent > 0 ? max(parent, 0) + header.indent : try firstIndent(parent)
    let last = try cookLines(indent, header) ?? headerEnd
    let index = try addCooked(start, last, isPlain: false, first: first)
    finish(index, properties)
    return index
  }

  private mutating func readHeader() throws(Failure) -> Header {
    var header = Header(isFolded: bytes[position] == UInt8(ascii: ">"))
    position += 1
    while !isSpace(position) {
      let byte = bytes[position]
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"), header.chomp == .space {
        header.chomp = byte
      } else if byte.isDigit, byte > UInt8(ascii: "0"), header.indent == 0 {
        header.indent = Int(byte - 0x30)
      } else {
        throw failure("expected nothing but a digit, '-' or '+' here")
      }
      position += 1
    }
    let stop = position
    position = skipBlanks(position)
    guard isLineEnd(position) || isComment(position) else {
      throw failure("expected text on the next line")
    }
    let next = position
    position = stop
    if isComment(next) { position = next }
    return header
  }

  /// The indentation of the first line that has text; a huge one where there is none.
  private func firstIndent(_ parent: Int) throws(Failure) -> Int {
    var start = line.start
    var widest = 0
    while start < end {
      var index = start
      while index < end, bytes[index] == .space { index += 1 }
      let length = breakLength(index)
      guard length > 0 || index >= end else {
        guard index - start > parent else { break }
        guard widest <= index - start else {
          throw Failure(offset: start, message: "an empty line is indented more than the text")
        }
        return index - start
      }
      widest = max(widest, index - start)
      start = length > 0 ? index + length : end
    }
    return Int.max
  }

  /// Copies the lines that are indented by `indent`; returns the end of the last one that has text.
  private mutating func cookLines(
    _ indent: Int, _ header: Header
  ) throws(Failure) -> Int? {
    let first = tree.cooked.count
    var last: Int?
    var blanks = 0
    var lines = 0
    var hasText = false
    var wasDeeper = false
    var start = line.start
    while start < end {
      let stop = lineEnd(start)
      var index = start
      while index < stop, bytes[index] == .space { index += 1 }
      let isText = index < stop || index - start > indent
      if isText {
        guard index - start >= indent else {
          guard bytes[index] != 0x09 else {
            throw Failure(offset: index, message: "a tab cannot indent text after '|' or '>'")
          }
          break
        }
        let content = start + indent
        let isDeeper = bytes[content].isBlank
        cookBreaks(blanks, isFolded: header.isFolded && !isDeeper && !wasDeeper, hasText)
        cook(content, stop)
        wasDeeper = isDeeper
        hasText = true
        blanks = 0
        if index < stop { last = stop }
      }
      if !isText { blanks += 1 }
      lines += 1
      start = stop + breakLength(stop)
    }
    startLine(start)
    if last == nil {
      // Nothing but spaces is not text.
      tree.cooked.removeLast(tree.cooked.count - first)
      hasText = false
      blanks = lines
    }
    if header.chomp == UInt8(ascii: "+") {
      tree.cooked.append(contentsOf: repeatElement(.lineFeed, count: blanks + (hasText ? 1 : 0)))
    } else if header.chomp == .space, hasText {
      tree.cooked.append(.lineFeed)
    }
    while let found = last, bytes[found - 1].isBlank { last = found - 1 }
    return last
  }

  /// Adds the breaks between two lines of text with a number of empty lines between them.
  private mutating func cookBreaks(_ blanks: Int, isFolded: Bool, _ hasText: Bool) {
    if isFolded, hasText, blanks == 0 { return tree.cooked.append(.space) }
    let breaks = blanks + (hasText && !isFolded ? 1 : 0)
    tree.cooked.append(contentsOf: repeatElement(.lineFeed, count: breaks))
  }
}
