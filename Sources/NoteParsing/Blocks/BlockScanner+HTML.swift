import Characters
import NoteModel

// The seven conditions under which CommonMark starts an HTML block, and the ones that end it.
extension BlockScanner {
  mutating func startHTML(_ matched: Int, inParagraph: Bool) -> Bool {
    let condition = htmlCondition(inParagraph: inParagraph)
    guard condition > 0 else { return false }
    prepareForLeaf(matched)
    openLeaf(.html, start: lineStart, level: condition)
    appendRaw()
    if endsHTML(condition, from: nonspace) { closeLeaf(end: lineEnd) }
    return true
  }

  /// Returns the number of the condition that the line's start meets, or 0.
  private func htmlCondition(inParagraph: Bool) -> UInt8 {
    let start = nonspace + 1
    guard start < lineEnd else { return 0 }
    switch bytes[start] {
    case UInt8(ascii: "!"):
      if matches("--", at: start + 1) { return 2 }
      if start + 1 < lineEnd, bytes[start + 1].isLetter { return 4 }
      return matches("[CDATA[", at: start + 1) ? 5 : 0
    case UInt8(ascii: "?"): return 3
    default: break
    }
    let isClosing = bytes[start] == UInt8(ascii: "/")
    let nameStart = isClosing ? start + 1 : start
    var nameEnd = nameStart
    while nameEnd < lineEnd, bytes[nameEnd].isLetterOrDigit { nameEnd += 1 }
    if nameEnd > nameStart, bytes[nameStart].isLetter {
      let name = HTMLName(bytes, nameStart, nameEnd)
      let after = nameEnd < lineEnd ? bytes[nameEnd] : 0x20
      if after.isBlank || after == UInt8(ascii: ">") {
        if !isClosing, name.isVerbatim { return 1 }
        if name.isBlock { return 6 }
      } else if after == UInt8(ascii: "/"), nameEnd + 1 < lineEnd,
        bytes[nameEnd + 1] == UInt8(ascii: ">"), name.isBlock
      {
        return 6
      }
      if name.isVerbatim, !isClosing { return 0 }
    }
    return !inParagraph && isWholeTag() ? 7 : 0
  }

  /// Whether one tag is all that stands on the line.
  private func isWholeTag() -> Bool {
    guard var end = InlineHTML.tagEnd(bytes, nonspace, lineEnd) else { return false }
    while end < lineEnd, bytes[end].isBlank { end += 1 }
    return end == lineEnd
  }

  /// Whether the line from `start` on holds what ends a block of this condition.
  func endsHTML(_ condition: UInt8, from start: Int) -> Bool {
    switch condition {
    case 1:
      return contains("</script>", from: start) || contains("</pre>", from: start)
        || contains("</style>", from: start) || contains("</textarea>", from: start)
    case 2: return contains("-->", from: start)
    case 3: return contains("?>", from: start)
    case 4: return contains(">", from: start)
    case 5: return contains("]]>", from: start)
    default: return false
    }
  }

  /// Compares without regard to the case of ASCII letters; `text` must be in lower case.
  private func contains(_ text: StaticString, from start: Int) -> Bool {
    let first = text.utf8Start[0]
    var index = start
    while index + text.utf8CodeUnitCount <= lineEnd {
      if bytes[index] == first {
        var length = 1
        while length < text.utf8CodeUnitCount,
          ASCIICase.small(bytes[index + length]) == text.utf8Start[length]
        {
          length += 1
        }
        if length == text.utf8CodeUnitCount { return true }
      }
      index += 1
    }
    return false
  }

  private func matches(_ text: StaticString, at start: Int) -> Bool {
    guard start + text.utf8CodeUnitCount <= lineEnd else { return false }
    for index in 0..<text.utf8CodeUnitCount where bytes[start + index] != text.utf8Start[index] {
      return false
    }
    return true
  }
}
