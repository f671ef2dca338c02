import Characters
import NoteModel

extension Block.Kind {
  var isQuote: Bool { self == .blockquote || self == .callout }
}

/// What stands before the text of a list item.
struct ListMarker {
  var byte: UInt8
  /// Its number; -1 for a bullet.
  var number: Int
  /// Bytes of bullet or number and delimiter.
  var width: Int
}

// Quotes and callouts, lists and footnotes.
extension BlockScanner {
  /// Opens the container that starts at `nonspace`, if one does.
  mutating func startContainer(_ byte: UInt8, matched: Int, inParagraph: Bool) -> Bool {
    guard stack.count < Self.maximumDepth else { return false }
    switch byte {
    case UInt8(ascii: ">"):
      startQuote(matched)
      return true
    case UInt8(ascii: "["):
      return startFootnote(matched)
    default:
      guard let marker = listMarker(byte, inParagraph: inParagraph) else { return false }
      startItem(marker, matched)
      return true
    }
  }

  private mutating func startQuote(_ matched: Int) {
    prepareForLeaf(matched)
    let root = openRoot(.blockquote, start: lineStart)
    push(Container(kind: .quote, line: Int32(truncatingIfNeeded: line), root: root))
    consumeQuoteMarker()
    if !isAtEnd, indent <= 3, bytes[nonspace] == UInt8(ascii: "[") { startCallout(root) }
  }

  /// Reads `[!type]` and the title, after which nothing of the line is left.
  private mutating func startCallout(_ root: Int32) {
    guard nonspace + 3 < lineEnd, bytes[nonspace + 1] == UInt8(ascii: "!") else { return }
    var close = nonspace + 2
    var typeEnd = -1
    while close < lineEnd, bytes[close] != UInt8(ascii: "]"), bytes[close] != UInt8(ascii: "[") {
      if bytes[close] == UInt8(ascii: "|"), typeEnd < 0 { typeEnd = close }
      close += 1
    }
    guard close < lineEnd, bytes[close] == UInt8(ascii: "]") else { return }
    if typeEnd < 0 { typeEnd = close }
    let type = nonspace + 2
    guard typeEnd > type else { return }
    var title = close + 1
    if title < lineEnd, bytes[title] == UInt8(ascii: "+") || bytes[title] == UInt8(ascii: "-") {
      title += 1
    }
    while title < lineEnd, bytes[title].isBlank { title += 1 }
    if root >= 0 { layout.roots[Int(root)].kind = .callout }
    let end = lineEnd
    lineEnd = takeTitleID(title)
    openLeaf(.callout, start: title, level: title == lineEnd ? 1 : 0)
    if title == lineEnd {
      lineEnd = typeEnd
      appendSpan(type)
    } else {
      appendSpan(title, trimmed: true)
    }
    lineEnd = end
    closeLeaf(end: lineEnd)
    nonspace = lineEnd
  }

  /// Takes the id off the end of a callout's title; returns where the title ends then.
  private mutating func takeTitleID(_ title: Int) -> Int {
    var end = lineEnd
    while end > title, bytes[end - 1].isBlank { end -= 1 }
    let span = LineSpan(
      start: Int32(truncatingIfNeeded: title), end: Int32(truncatingIfNeeded: end))
    guard end > title, let caret = caret(span),
      nameContainer(Int32(truncatingIfNeeded: caret + 1), span.end)
    else { return lineEnd }
    end = caret
    while end > title, bytes[end - 1].isBlank { end -= 1 }
    return end
  }

  private mutating func startFootnote(_ matched: Int) -> Bool {
    guard nonspace + 1 < lineEnd, bytes[nonspace + 1] == UInt8(ascii: "^") else { return false }
    let label = nonspace + 2
    let end = footnoteLabelEnd(bytes, label, lineEnd)
    guard end > label, end + 1 < lineEnd, bytes[end + 1] == UInt8(ascii: ":") else { return false }
    prepareForLeaf(matched)
    let root = openRoot(.footnoteDefinition, start: lineStart)
    layout.footnotes.append(
      ScannedFootnote(
        labelStart: Int32(truncatingIfNeeded: label), labelEnd: Int32(truncatingIfNeeded: end),
        start: Int32(truncatingIfNeeded: nonspace), end: Int32(truncatingIfNeeded: lineEnd)))
    push(
      Container(
        kind: .footnote, index: Int32(truncatingIfNeeded: layout.footnotes.count - 1),
        line: Int32(truncatingIfNeeded: line), root: root))
    consume(through: end + 1)
    advance(columns: indent)
    return true
  }

  // MARK: Lists

  private func listMarker(_ byte: UInt8, inParagraph: Bool) -> ListMarker? {
    var index = nonspace
    var marker = ListMarker(byte: byte, number: -1, width: 1)
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
      index += 1
    case 0x30...0x39:
      marker.number = 0
      while index < lineEnd, bytes[index].isDigit, index - nonspace < 9 {
        marker.number = marker.number * 10 + Int(bytes[index] & 15)
        index += 1
      }
      guard index < lineEnd else { return nil }
      marker.byte = bytes[index]
      guard marker.byte == UInt8(ascii: ".") || marker.byte == UInt8(ascii: ")") else { return nil }
      index += 1
      marker.width = index - nonspace
    default: return nil
    }
    guard index == lineEnd || bytes[index].isBlank else { return nil }
    if inParagraph {
      if marker.number >= 0, marker.number != 1 { return nil }
      while index < lineEnd, bytes[index].isBlank { index += 1 }
      if index == lineEnd { return nil }
    }
    return marker
  }

  private mutating func startItem(_ marker: ListMarker, _ matched: Int) {
    closeAbove(matched)
    if let list = stack.last, list.kind == .list {
      if list.marker == marker.byte {
        endPreviousItem(Int(list.index))
      } else {
        closeContainers(to: stack.count - 1)
      }
    }
    if stack.last?.kind != .list {
      let root = openRoot(.list, start: lineStart)
      push(
        Container(
          kind: .list, marker: marker.byte, line: Int32(truncatingIfNeeded: line), root: root))
    }
    let item = Int32(truncatingIfNeeded: layout.items.count)
    layout.items.append(newItem())
    let outside = indent
    let markerStart = nonspace
    consume(through: nonspace + marker.width - 1)
    let blanks = indent
    let padding = isAtEnd || blanks > 4 ? 1 : blanks
    advance(columns: padding)
    let isOdd = (outside + marker.width + padding) & 1 == 1
    let countsMore = isOdd && marker.byte == UInt8(ascii: ".") && marker.number < 10
    stack[stack.count - 1].index = item
    push(
      Container(
        kind: .item, indent: Int32(truncatingIfNeeded: outside + marker.width + padding),
        extraIndent: countsMore ? 1 : 0, index: item, line: Int32(truncatingIfNeeded: line)))
    if markerStart + marker.width < lineEnd { readTask(item) }
  }

  /// An item's record, from what is left of the line on.
  private mutating func newItem() -> ListItemList.Record {
    let list = stack[stack.count - 1]
    var start = offset + (partial > 0 ? 1 : 0)
    var parent = -max(Int(list.line), 1)
    if itemDepth > 0, let outer = stack.last(where: { $0.kind == .item }) {
      parent = Int(outer.line)
      layout.items[Int(outer.index)].isFrozen = true
      let isDirect = stack.count >= 2 && stack[stack.count - 2].kind == .item
      if isDirect, outer.extraIndent > 0, outer.line != Int32(truncatingIfNeeded: line) {
        start = min(start + Int(outer.extraIndent), nonspace)
      }
    }
    return ListItemList.Record(
      parent: Int32(truncatingIfNeeded: parent), start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: lineEnd))
  }

  /// Lets an item that a blank line parts from the next one end with its line break.
  private mutating func endPreviousItem(_ index: Int) {
    guard !layout.items[index].isFrozen, lastLine < line - 1 else { return }
    var end = Int(layout.items[index].end)
    while end < lineStart, bytes[end] != .lineFeed { end += 1 }
    layout.items[index].end = Int32(truncatingIfNeeded: min(end + 1, lineStart))
  }

  /// Reads `[c] ` in front of an item's text.
  private mutating func readTask(_ item: Int32) {
    guard !isAtEnd, indent == 0, bytes[nonspace] == UInt8(ascii: "[") else { return }
    let start = nonspace + 1
    var end = start
    guard end < lineEnd else { return }
    let scalar = decodeScalar(bytes, end, lineEnd).scalar
    end += max(1, scalarLength(bytes[end]))
    // An emoji may bring its variation selector, U+FE0F.
    var hasSelector = false
    if end + 3 < lineEnd, bytes[end] == 0xEF, bytes[end + 1] == 0xB8, bytes[end + 2] == 0x8F {
      end += 3
      hasSelector = true
    }
    guard end + 1 < lineEnd, bytes[end] == UInt8(ascii: "]"), bytes[end + 1].isBlank,
      bytes[start] != UInt8(ascii: "]")
    else { return }
    layout.items[Int(item)].setTask(scalar, hasSelector: hasSelector)
    layout.tasks.count(scalar)
    consume(through: end)
    advance(columns: indent)
  }
}

/// Returns the length that a UTF-8 sequence's first byte announces; 1 for any other byte.
@inline(__always)
func scalarLength(_ byte: UInt8) -> Int {
  byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
}

/// Returns the offset of the `]` that closes a footnote's label, or -1.
func footnoteLabelEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
  var index = start
  while index < end {
    let byte = bytes[index]
    if byte == UInt8(ascii: "]") { return index }
    if byte.isSpace || byte == UInt8(ascii: "[") { return -1 }
    index += 1
  }
  return -1
}
