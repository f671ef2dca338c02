import Characters
import NoteModel

// Headings, code, HTML, math, comments and thematic breaks.
extension BlockScanner {
  /// Opens the leaf that starts at `nonspace`, if one does, and gives it the line.
  mutating func startLeaf(_ byte: UInt8, matched: Int, inParagraph: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "#"): return startHeading(matched)
    case UInt8(ascii: "`"), UInt8(ascii: "~"): return startFence(byte, matched)
    case UInt8(ascii: "<"): return startHTML(matched, inParagraph: inParagraph)
    case UInt8(ascii: "$"), UInt8(ascii: "%"): return startDelimited(byte, matched)
    case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      return startThematicBreak(byte, matched)
    default: return false
    }
  }

  private mutating func startHeading(_ matched: Int) -> Bool {
    var index = nonspace
    while index < lineEnd, bytes[index] == UInt8(ascii: "#") { index += 1 }
    let level = index - nonspace
    guard level <= 6, index == lineEnd || bytes[index].isBlank else { return false }
    prepareForLeaf(matched)
    while index < lineEnd, bytes[index].isBlank { index += 1 }
    openLeaf(.heading, start: lineStart, level: UInt8(level))
    appendHeadingText(from: index)
    closeLeaf(end: lineEnd)
    return true
  }

  /// Gives an ATX heading its text, without the closing hashes.
  private mutating func appendHeadingText(from start: Int) {
    var end = lineEnd
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    var hashes = end
    while hashes > start, bytes[hashes - 1] == UInt8(ascii: "#") { hashes -= 1 }
    if hashes == start || bytes[hashes - 1].isBlank { end = hashes }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    layout.spans.append(
      LineSpan(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end)))
    leaf.spanCount = 1
    if leaf.isRoot { nameHeading() } else { nameContainerByHeading() }
  }

  /// Reads the line under a paragraph that makes it a setext heading.
  mutating func readUnderline(_ byte: UInt8) -> Bool {
    guard byte == UInt8(ascii: "=") || byte == UInt8(ascii: "-") else { return false }
    var index = nonspace
    while index < lineEnd, bytes[index] == byte { index += 1 }
    while index < lineEnd, bytes[index].isBlank { index += 1 }
    guard index == lineEnd else { return false }
    takeDefinitions()
    guard leaf.spanCount > 0 else {
      // Only definitions stood above, so this line begins a paragraph of its own.
      isLeafOpen = false
      if leaf.isRoot { layout.roots.removeLast() }
      return false
    }
    leaf.kind = .heading
    leaf.level = byte == UInt8(ascii: "=") ? 1 : 2
    if leaf.isRoot {
      let start = layout.lineStarts[Int(leaf.firstLine)]
      layout.roots[Int(leaf.root)].kind = .heading
      layout.roots[Int(leaf.root)].start = start
      nameHeading()
    }
    closeLeaf(end: lineEnd)
    return true
  }

  private mutating func startFence(_ byte: UInt8, _ matched: Int) -> Bool {
    var index = nonspace
    while index < lineEnd, bytes[index] == byte { index += 1 }
    let length = index - nonspace
    guard length >= 3 else { return false }
    if byte == UInt8(ascii: "`") {
      while index < lineEnd, bytes[index] != byte { index += 1 }
      if index < lineEnd { return false }
    }
    let fenceIndent = indent
    let isQuery = isLanguageOfQueries(behind: nonspace + length)
    prepareForLeaf(matched)
    openLeaf(.code, start: lineStart, level: isQuery ? 2 : 1)
    fence = (byte, length, fenceIndent)
    leaf.firstLine += 1
    return true
  }

  /// Whether the language named after a fence is one in which Obsidian or a plugin is asked for notes.
  private func isLanguageOfQueries(behind fence: Int) -> Bool {
    var start = fence
    while start < lineEnd, bytes[start].isBlank { start += 1 }
    var end = start
    while end < lineEnd, !bytes[end].isBlankOrControl { end += 1 }
    let name = UnsafeBufferPointer(start: bytes + start, count: end - start)
    return Self.languagesOfQueries.contains { $0.elementsEqual(name) }
  }

  private static let languagesOfQueries = ["query", "tasks", "dataview", "dataviewjs", "base"]
    .map { Array($0.utf8) }

  private mutating func startThematicBreak(_ byte: UInt8, _ matched: Int) -> Bool {
    var marks = 0
    var index = nonspace
    while index < lineEnd {
      if bytes[index] == byte {
        marks += 1
      } else if !bytes[index].isBlank {
        return false
      }
      index += 1
    }
    guard marks >= 3 else { return false }
    prepareForLeaf(matched)
    let root = openRoot(.thematicBreak, start: lineStart)
    if let last = stack.indices.last { stack[last].hasChildren = true }
    if root >= 0 { closeRoot(Int(root), end: lineEnd) }
    return true
  }

  /// Opens a `$$` or `%%` block; one that closes on its line must end it, else it is running text.
  private mutating func startDelimited(_ byte: UInt8, _ matched: Int) -> Bool {
    guard nonspace + 1 < lineEnd, bytes[nonspace + 1] == byte else { return false }
    let content = nonspace + 2
    // Four percent signs open nothing.
    let isComment = byte == UInt8(ascii: "%")
    if isComment, content < lineEnd, bytes[content] == byte { return false }
    let close = findPair(byte, from: content, to: lineEnd)
    if close >= 0 {
      var rest = close + 2
      while rest < lineEnd, bytes[rest].isBlank { rest += 1 }
      guard rest == lineEnd else { return false }
    } else if !isComment, !hasMathFence(after: lineEnd) {
      return false
    }
    prepareForLeaf(matched)
    openLeaf(isComment ? .comment : .math, start: lineStart)
    let end = lineEnd
    if close >= 0 { lineEnd = close }
    appendSpan(content)
    lineEnd = end
    if close >= 0 { closeLeaf(end: lineEnd) }
    return true
  }

  /// Whether a `$$` follows: without one, an opening `$$` is text and not a block to the note's end.
  private mutating func hasMathFence(after position: Int) -> Bool {
    if lastMathFence < 0 {
      var index = count - 2
      while index >= position,
        bytes[index] != UInt8(ascii: "$") || bytes[index + 1] != UInt8(ascii: "$")
      {
        index -= 1
      }
      lastMathFence = max(0, index)
    }
    return lastMathFence >= position
  }
}
