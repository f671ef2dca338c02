import Characters
import NoteModel

// Tags, comments and autolinks in running text.
extension InlineScanner {
  mutating func readAngle() {
    let next = byte(at: position + 1)
    switch next {
    case UInt8(ascii: "!"):
      if byte(at: position + 2) == UInt8(ascii: "-"), byte(at: position + 3) == UInt8(ascii: "-") {
        dropComment()
      } else if byte(at: position + 2).isLetter {
        dropThrough(memo.htmlEnd(1, ">", bytes, position + 2, end))
      } else if byte(at: position + 2) == UInt8(ascii: "[") {
        dropThrough(memo.htmlEnd(2, "]]>", bytes, position + 2, end))
      } else {
        position += 1
      }
    case UInt8(ascii: "?"):
      dropThrough(memo.htmlEnd(3, "?>", bytes, position + 2, end))
    default:
      if next.isLetter || next == UInt8(ascii: "/") {
        readTagOrAutolink()
      } else if next.isDigit || next.isPunctuation, let close = autolinkEnd() {
        showAutolink(close)
      } else {
        position += 1
      }
    }
  }

  private mutating func dropComment() {
    let content = position + 4
    if byte(at: content) == UInt8(ascii: ">") {
      dropThrough(content + 1)
    } else if byte(at: content) == UInt8(ascii: "-"), byte(at: content + 1) == UInt8(ascii: ">") {
      dropThrough(content + 2)
    } else {
      dropThrough(memo.htmlEnd(0, "-->", bytes, content, end))
    }
  }

  private mutating func dropThrough(_ close: Int?) {
    guard let close else {
      position += 1
      return
    }
    drop(position, close)
    position = close
  }

  private mutating func readTagOrAutolink() {
    if let close = autolinkEnd() {
      showAutolink(close)
      return
    }
    guard let close = InlineHTML.tagEnd(bytes, position, end) else {
      position += 1
      return
    }
    let name = InlineHTML.name(bytes, position, close)
    if !showsAsRendered {
      if isPlaceholder(name, close) {
        position += 1
        return
      }
      if name == .anchor, showAnchor(close) { return }
    }
    add(
      InlineEvent(
        start: Int32(truncatingIfNeeded: position), end: Int32(truncatingIfNeeded: close),
        isGap: !name.isPhrasing))
    position = close
  }

  /// Whether what looks like a tag stands for something, so that a reader has to see it: `git switch <branch>`.
  ///
  /// No tag has its name, or it begins what nothing ends: `cp <source> <dest>`.
  private mutating func isPlaceholder(_ name: HTMLName, _ close: Int) -> Bool {
    if hasAttribute(position, close) { return false }
    if !name.isKnown { return true }
    guard !readsHTMLBlock, !name.standsAlone, byte(at: position + 1) != UInt8(ascii: "/"),
      bytes[close - 2] != UInt8(ascii: "/")
    else { return false }
    return !memo.isClosed(name, bytes, close, textStart..<textEnd)
  }

  /// Remembers where a link in HTML leads, and writes it after its text; returns whether it did that.
  private mutating func showAnchor(_ close: Int) -> Bool {
    if byte(at: position + 1) != UInt8(ascii: "/") {
      let address = InlineHTML.value(of: "href", bytes, position, close) ?? 0..<0
      anchor = (close, LinkText.isExternal(bytes, address) && isShown(address) ? address : 0..<0)
      return false
    }
    let (text, address) = (anchor.text..<position, anchor.address)
    anchor = (0, 0..<0)
    if address.isEmpty || isSame(text, address) { return false }
    let first = literals.count
    literals.append(contentsOf: [0x20, 0x28])
    literals.append(
      contentsOf: UnsafeBufferPointer(start: bytes + address.lowerBound, count: address.count))
    literals.append(0x29)
    replace(position, close, literalsFrom: first)
    mark(.address, position, close)
    position = close
    return true
  }

  private func hasAttribute(_ start: Int, _ end: Int) -> Bool {
    for index in start..<end where bytes[index] == UInt8(ascii: "=") { return true }
    return false
  }

  private mutating func showAutolink(_ close: Int) {
    drop(position, position + 1)
    drop(close, close + 1)
    mark(.address, position + 1, close)
    links.append(
      FoundLink(
        [.isMarkdown, .isExternal, .isAutolink], start: position, end: close + 1,
        target: position + 1..<close, display: position + 1..<close))
    position = close + 1
  }

  /// Returns the offset of the `>` that ends an autolink at `position`.
  private func autolinkEnd() -> Int? {
    let start = position + 1
    var index = start
    while index < end, index - start <= 32, isSchemeByte(bytes[index]) { index += 1 }
    if index < end, bytes[index] == UInt8(ascii: ":"), bytes[start].isLetter, index - start >= 2,
      index - start <= 32
    {
      while index < end, !bytes[index].isBlankOrControl, bytes[index] != UInt8(ascii: "<"),
        bytes[index] != UInt8(ascii: ">")
      {
        index += 1
      }
      return index < end && bytes[index] == UInt8(ascii: ">") ? index : nil
    }
    return mailEnd(start)
  }

  private func isSchemeByte(_ byte: UInt8) -> Bool {
    classes[Int(byte)] & ByteClass.alphanumeric != 0 || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private func mailEnd(_ start: Int) -> Int? {
    var index = start
    while index < end, isMailByte(bytes[index]) { index += 1 }
    guard index > start, byte(at: index) == UInt8(ascii: "@") else { return nil }
    repeat {
      index += 1
      let part = index
      while index < end,
        classes[Int(bytes[index])] & ByteClass.alphanumeric != 0
          || bytes[index] == UInt8(ascii: "-")
      {
        index += 1
      }
      guard index > part, index - part <= 63, bytes[part] != UInt8(ascii: "-"),
        bytes[index - 1] != UInt8(ascii: "-")
      else { return nil }
    } while byte(at: index) == UInt8(ascii: ".")
    return byte(at: index) == UInt8(ascii: ">") ? index : nil
  }

  private func isMailByte(_ byte: UInt8) -> Bool {
    if classes[Int(byte)] & ByteClass.alphanumeric != 0 { return true }
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"),
      UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"),
      UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"),
      UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "{"),
      UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "~"), UInt8(ascii: "-"):
      return true
    default: return false
    }
  }

  // MARK: HTML blocks

  /// Reads `bytes[start..<end]` as HTML: tags, comments, scripts and styles show nothing.
  mutating func scanHTML(_ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    scan(source, start, start)
    readsHTMLBlock = true
    defer { readsHTMLBlock = false }
    textEnd = end
    self.end = end
    position = start
    var hidden: HTMLName?
    while position < end {
      guard classes[Int(bytes[position])] & ByteClass.html != 0 else {
        position += 1
        continue
      }
      if bytes[position] == UInt8(ascii: "&") {
        readEntity()
        continue
      }
      let open = position
      readAngleInHTML()
      guard position > open + 1 else { continue }
      let name = InlineHTML.name(bytes, open, position)
      if bytes[open + 1] == UInt8(ascii: "/"), name == hidden {
        drop(hiddenStart, position)
        hidden = nil
      } else if hidden == nil, name.isHidden, bytes[open + 1] != UInt8(ascii: "/") {
        hidden = name
        hiddenStart = open
      }
    }
    if hidden != nil { drop(hiddenStart, end) }
    links.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    events.sort { ($0.start, -$0.end) < ($1.start, -$1.end) }
  }

  private mutating func readAngleInHTML() {
    let next = byte(at: position + 1)
    if next.isLetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
      || next == UInt8(ascii: "?")
    {
      readAngle()
    } else {
      position += 1
    }
  }
}

/// Where an HTML tag ends and what it is called.
enum InlineHTML {
  /// Returns the offset after the tag that begins at `start`, if one does.
  static func tagEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var index = start + 1
    let isClosing = index < end && bytes[index] == UInt8(ascii: "/")
    if isClosing { index += 1 }
    guard index < end, bytes[index].isLetter else { return nil }
    while index < end, isNameByte(bytes[index]) { index += 1 }
    if isClosing {
      while index < end, bytes[index].isSpace { index += 1 }
      return index < end && bytes[index] == UInt8(ascii: ">") ? index + 1 : nil
    }
    while true {
      let blanks = index
      while index < end, bytes[index].isSpace { index += 1 }
      guard index < end else { return nil }
      if bytes[index] == UInt8(ascii: ">") { return index + 1 }
      if bytes[index] == UInt8(ascii: "/") {
        return index + 1 < end && bytes[index + 1] == UInt8(ascii: ">") ? index + 2 : nil
      }
      guard index > blanks, let next = attributeEnd(bytes, index, end) else { return nil }
      index = next
    }
  }

  static func name(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> HTMLName {
    var first = start + 1
    if first < end, bytes[first] == UInt8(ascii: "/") { first += 1 }
    var last = first
    while last < end, isNameByte(bytes[last]) { last += 1 }
    return HTMLName(bytes, first, last)
  }

  /// The value of an attribute of the tag between two places; nil where it has none.
  static func value(
    of attribute: StaticString, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Range<Int>? {
    let length = attribute.utf8CodeUnitCount
    var index = start + 1
    while index < end, isNameByte(bytes[index]) { index += 1 }
    while index < end {
      while index < end, bytes[index].isSpace { index += 1 }
      guard index < end, let next = attributeEnd(bytes, index, end) else { return nil }
      let isIt =
        next - index > length
        && (0..<length).allSatisfy { bytes[index + $0] | 0x20 == attribute.utf8Start[$0] }
      var value = index + length
      while isIt, value < next, bytes[value].isSpace { value += 1 }
      if isIt, value < next, bytes[value] == UInt8(ascii: "=") {
        value += 1
        while value < next, bytes[value].isSpace { value += 1 }
        let isQuoted = value < next && (bytes[value] == 0x22 || bytes[value] == 0x27)
        return isQuoted ? value + 1..<next - 1 : value..<next
      }
      index = next
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || byte == UInt8(ascii: "-")
  }

  private static func attributeEnd(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    var index = start
    guard bytes[index].isLetter || bytes[index] == UInt8(ascii: "_") || bytes[index] == 0x3A else {
      return nil
    }
    while index < end,
      isNameByte(bytes[index]) || bytes[index] == UInt8(ascii: "_")
        || bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ":")
    {
      index += 1
    }
    let nameEnd = index
    while index < end, bytes[index].isSpace { index += 1 }
    guard index < end, bytes[index] == UInt8(ascii: "=") else { return nameEnd }
    index += 1
    while index < end, bytes[index].isSpace { index += 1 }
    guard index < end else { return nil }
    let quote = bytes[index]
    if quote == 0x22 || quote == 0x27 {
      index += 1
      while index < end, bytes[index] != quote { index += 1 }
      return index < end ? index + 1 : nil
    }
    let value = index
    while index < end, !bytes[index].isSpace, !isUnquotedEnd(bytes[index]) { index += 1 }
    return index > value ? index : nil
  }

  private static func isUnquotedEnd(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x27, UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"):
      true
    default: false
    }
  }
}
