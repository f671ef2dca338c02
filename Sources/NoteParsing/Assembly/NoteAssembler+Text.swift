import Characters
import NoteModel

// The plain text of leaves.
extension NoteAssembler {
  /// Tells the writer which line of a leaf comes.
  mutating func beginLine(_ leaf: Leaf, _ layout: borrowing BlockLayout, _ index: Int) {
    let line = Int(leaf.firstLine) + index
    var prefix = 0..<0
    if leaf.isInList {
      let start = Int(layout.lineStarts[line])
      let end = Int(layout.spans[Int(leaf.spanStart) + index].start)
      if start < end { prefix = start..<end }
    }
    writer.beginLine(line + 1, prefix: prefix, keepsBlanks: leaf.kind.keepsBlanks)
  }

  /// Goes on with the lines of the leaf that are not loaded yet; returns false if there are none.
  mutating func loadNext(
    _ leaf: Leaf, _ layout: borrowing BlockLayout, _ position: inout Int, _ line: inout Int
  ) -> Bool {
    guard text.loadNext(leaf, layout, bytes) else { return false }
    (position, line) = (text.start, 0)
    return true
  }

  /// Writes a stretch of the leaf in `text`, without the markup that the scanner found in it.
  ///
  /// Returns the line that it ends on; `firstLine` is the one it begins on.
  mutating func writeText(
    _ leaf: Leaf, _ layout: borrowing BlockLayout, _ start: Int, _ end: Int, from firstLine: Int
  ) -> Int {
    guard !text.lines.isEmpty else { return 0 }
    var line = firstLine
    if start == text.start {
      beginLine(leaf, layout, text.firstLine)
      if leaf.kind == .callout, text.firstLine == 0, leaf.level != 1, !leaf.isInList {
        writeType(leaf, layout)
      }
    }
    let file = bytes
    var position = start
    for index in 0..<inlines.events.count {
      let event = inlines.events[index]
      let start = Int(event.start)
      if index & 0x3FF == 0x3FF {
        writer.makeRoom(after: Double(index) / Double(inlines.events.count))
      }
      guard start >= position else {
        // Inside of something that is not shown; the end of it may still lie further on.
        continue
      }
      line = copyText(position, start, from: line, leaf, layout)
      position = max(position, Int(event.end))
      writeReplacement(event, file)
    }
    return copyText(position, end, from: line, leaf, layout)
  }

  private mutating func writeReplacement(_ event: InlineEvent, _ file: UnsafePointer<UInt8>) {
    if event.isGap { writer.writeGap() }
    guard event.literalCount > 0 else { return }
    inlines.literals.withUnsafeBufferPointer { literals in
      let start = Int(event.literal)
      writer.write(
        UnsafeBufferPointer(rebasing: literals[start..<start + Int(event.literalCount)]),
        file: file)
    }
  }

  /// Copies a stretch of the text, line by line; returns the line it ended on.
  private mutating func copyText(
    _ start: Int, _ end: Int, from firstLine: Int, _ leaf: Leaf, _ layout: borrowing BlockLayout
  ) -> Int {
    var line = firstLine
    var position = start
    let file = bytes
    let base = text.base(file)
    while true {
      while line + 1 < text.lines.count,
        position >= Int(text.lines[line + 1].start)
          || (position < end && position >= Int(text.lines[line].end))
      {
        line += 1
        beginLine(leaf, layout, text.firstLine + line)
      }
      guard position < end else { return line }
      let span = text.lines[line]
      // The blanks and the break before the line belong to none.
      position = max(position, Int(span.start))
      let stop = min(end, Int(span.end))
      if position < stop {
        let source = text.lineSource(line) + position - Int(span.start)
        writer.copy(base + position, stop - position, source: source, file: file)
      }
      if line + 1 == text.lines.count { return line }
      position = max(position, stop)
      if position >= end { continue }
    }
  }

  /// Writes a table's cell, which stands on the line that has begun.
  mutating func writeCell(_ start: Int, _ end: Int) {
    var position = start
    let file = bytes
    for event in inlines.events where Int(event.start) >= position {
      writer.copy(
        file + position, Int(event.start) - position, source: position, file: file)
      position = Int(event.end)
      writeReplacement(event, file)
    }
    if position < end { writer.copy(file + position, end - position, source: position, file: file) }
  }

  /// Writes code and formulas as they are.
  mutating func writeVerbatim(
    _ leaf: Leaf, _ layout: borrowing BlockLayout, into note: inout Note
  ) {
    writer.beginLeaf()
    for index in 0..<Int(leaf.spanCount) {
      let span = layout.spans[Int(leaf.spanStart) + index]
      var first = Int(span.start)
      while first < Int(span.end), bytes[first].isBlank { first += 1 }
      if first == Int(span.end) { continue }
      beginLine(leaf, layout, index)
      if !leaf.isInList { writer.pad(span.pad, file: bytes) }
      writer.copy(
        bytes + Int(span.start), Int(span.end - span.start), source: Int(span.start), file: bytes)
      writer.endStretch()
      sections.cutLongText(&writer, in: leaf.kind, into: &note)
    }
    writer.endLeaf(leaf.isQuery ? .query : leaf.kind)
  }

  /// Returns the leaf in `text` up to `end` as one line, without markup; `raw` is all of it as written.
  func plainText(to end: Int, raw: String) -> String {
    if inlines.events.isEmpty, end == text.end, text.lines.count == 1, isOneLine(text.start, end) {
      return raw
    }
    var result: [UInt8] = []
    let base = text.base(bytes)
    var position = text.start
    for event in inlines.events where Int(event.start) >= position && Int(event.start) < end {
      result.append(
        contentsOf: UnsafeBufferPointer(start: base + position, count: Int(event.start) - position))
      position = Int(event.end)
      if event.isGap { result.append(.space) }
      let literal = Int(event.literal)
      result.append(contentsOf: inlines.literals[literal..<literal + Int(event.literalCount)])
    }
    if position < end {
      result.append(
        contentsOf: UnsafeBufferPointer(start: base + position, count: end - position))
    }
    return Self.oneLine(result)
  }

  /// Whether white space is one blank at a time and none at the ends.
  private func isOneLine(_ start: Int, _ end: Int) -> Bool {
    let base = text.base(bytes)
    var wasSpace = true
    for index in start..<end {
      let isSpace = base[index].isSpace
      if isSpace, wasSpace || base[index] != .space { return false }
      wasSpace = isSpace
    }
    return !wasSpace || start == end
  }

  /// Shrinks runs of white space to one blank each and takes them off both ends.
  private static func oneLine(_ bytes: [UInt8]) -> String {
    var first = bytes[...]
    while first.first?.isSpace == true { first.removeFirst() }
    while first.last?.isSpace == true { first.removeLast() }
    var isClean = true
    var wasSpace = false
    for byte in first {
      if byte.isSpace, byte != .space || wasSpace { isClean = false }
      wasSpace = byte.isSpace
    }
    if isClean { return String(decoding: first, as: UTF8.self) }
    var result: [UInt8] = []
    for byte in first {
      if !byte.isSpace {
        result.append(byte)
      } else if result.last != .space {
        result.append(.space)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
