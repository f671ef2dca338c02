import NoteModel

/// A `[` that may turn out to begin a link.
struct Bracket {
  enum Kind: UInt8 { case link, image, footnote }

  var kind: Kind
  /// Whether another bracket opened after it.
  var hasInner = false
  /// How deep the images in it are nested.
  var depth: UInt8 = 0
  var start: Int32
}

// Wiki-links, Markdown links, images and footnotes.
extension InlineScanner {
  /// Links and images around deeper ones are text.
  static let maximumImageDepth: UInt8 = 16

  mutating func pushBracket(_ kind: Bracket.Kind, length: Int) {
    if let last = brackets.indices.last, last >= bracketBase { brackets[last].hasInner = true }
    brackets.append(Bracket(kind: kind, start: Int32(truncatingIfNeeded: position)))
    position += length
  }

  mutating func readOpenBracket() {
    let next = byte(at: position + 1)
    if next == UInt8(ascii: "["), readWikiLink(at: position, isEmbed: false) { return }
    if next == UInt8(ascii: "^"), readFootnoteReference() { return }
    pushBracket(.link, length: 1)
  }

  mutating func readImageBracket() {
    guard byte(at: position + 1) == UInt8(ascii: "[") else {
      position += 1
      return
    }
    if byte(at: position + 2) == UInt8(ascii: "["),
      readWikiLink(at: position + 1, isEmbed: true)
    {
      return
    }
    pushBracket(.image, length: 2)
  }

  private mutating func readFootnoteReference() -> Bool {
    let label = position + 2
    let close = footnoteLabelEnd(bytes, label, end)
    guard close > label else { return false }
    references.append(SourceRange(label, close))
    if keepsStyles {
      style(.anchor, position, close + 1)
    } else if isDefinedFootnote(label..<close) {
      drop(position, close + 1)
    }
    position = close + 1
    return true
  }

  private func isDefinedFootnote(_ label: Range<Int>) -> Bool {
    !definedFootnotes.isEmpty && definedFootnotes.contains(NameKey(text(label)))
  }

  func text(_ range: Range<Int>) -> String {
    String(
      decoding: UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count),
      as: UTF8.self)
  }

  // MARK: Wiki-links

  /// Reads a wiki-link whose brackets begin at `open`.
  private mutating func readWikiLink(at open: Int, isEmbed: Bool) -> Bool {
    let inner = open + 2
    guard let close = memo.pair(UInt8(ascii: "]"), bytes, inner, end), close > inner else {
      return false
    }
    // It begins at the last pair of brackets before its end.
    var later = open + 1
    while later + 1 < close {
      if bytes[later] == UInt8(ascii: "["), bytes[later + 1] == UInt8(ascii: "[") { return false }
      later += 1
    }
    let start = isEmbed ? open - 1 : open
    var link = FoundLink(
      isEmbed ? .isEmbed : [], start: start, end: close + 2, target: inner..<close)
    if let pipe = separator(inner, close) {
      link.target = inner..<pipe.lowerBound
      link.display = pipe.upperBound..<close
    }
    links.append(link)
    showWikiLink(link)
    position = close + 2
    return true
  }

  /// Returns the bar that parts target and display text; in a table a backslash belongs to it.
  private func separator(_ start: Int, _ end: Int) -> Range<Int>? {
    var index = start
    while index < end, bytes[index] != UInt8(ascii: "|") { index += 1 }
    guard index < end, index > start else { return nil }
    guard isTable, bytes[index - 1] == UInt8(ascii: "\\") else { return index..<index + 1 }
    return index - 1 > start ? index - 1..<index + 1 : nil
  }

  /// Shows a wiki-link's display text; for an embed whose text is a size, its target.
  private mutating func showWikiLink(_ link: FoundLink) {
    if link.isEmbed, PictureText.isPicture(bytes, link.target) {
      return showPicture(link, text: link.display ?? link.end..<link.end, isAway: false)
    }
    mark(
      link.isEmbed ? .embed : kind(link, text: link.display ?? link.target), link.start, link.end)
    if let display = link.display, !(link.isEmbed && PictureText.isSize(bytes, display)) {
      drop(link.start, display.lowerBound)
      drop(display.upperBound, link.end)
      return
    }
    // As `LinkText.appendDisplay` has it, but the words stay where they are, so that marks find them.
    var end = link.start
    LinkText.forEachPart(bytes, link.target) { part in
      if end == link.start {
        drop(link.start, part.lowerBound)
      } else {
        let first = literals.count
        literals.append(contentsOf: LinkText.separator)
        replace(end, part.lowerBound, literalsFrom: first)
      }
      end = part.upperBound
    }
    drop(end, link.end)
  }

  // MARK: Markdown links

  mutating func readCloseBracket() {
    let close = position
    position += 1
    guard brackets.count > bracketBase, let opener = brackets.popLast() else { return }
    deepen(opener.depth)
    let start = Int(opener.start)
    if opener.kind == .footnote {
      finishInlineFootnote(start, close, opener)
      return
    }
    let isActive = opener.kind == .image || brackets.count >= inactiveBelow
    inactiveBelow = min(inactiveBelow, brackets.count)
    guard isActive else { return }
    // The text of each image holds the texts of those in it, so there must be an end to nesting.
    guard opener.depth < Self.maximumImageDepth else { return }
    let textStart = start + (opener.kind == .image ? 2 : 1)
    var link = FoundLink(
      opener.kind == .image ? [.isMarkdown, .isEmbed] : .isMarkdown, start: start,
      end: close + 1, target: close..<close, display: textStart..<close)
    guard readInlineTarget(&link, close) || readReference(&link, close, opener.hasInner) else {
      return
    }
    pairDelimiters(from: firstDelimiter(after: opener.start))
    if opener.kind == .image {
      showPicture(link, text: textStart..<close, isAway: link.marks.contains(.isExternal))
    } else {
      showLink(link, text: textStart..<close)
    }
    position = link.end
    links.append(link)
    deepen(opener.depth + 1)
    // Links do not hold links.
    if opener.kind == .link { inactiveBelow = brackets.count }
  }

  /// Lets the innermost open bracket know how deep what was closed in it is nested.
  private mutating func deepen(_ depth: UInt8) {
    guard let outer = brackets.indices.last, outer >= bracketBase else { return }
    brackets[outer].depth = max(brackets[outer].depth, depth)
  }

  private mutating func finishInlineFootnote(_ start: Int, _ close: Int, _ opener: Bracket) {
    inlineFootnotes.append(SourceRange(start + 2, close))
    pairDelimiters(from: firstDelimiter(after: opener.start))
    let first = literals.count
    literals.append(contentsOf: [0x20, 0x28, 0x29])
    add(
      InlineEvent(
        start: opener.start, end: opener.start + 2, literal: Int32(truncatingIfNeeded: first),
        literalCount: 2))
    let end = Int32(truncatingIfNeeded: close)
    add(
      InlineEvent(
        start: end, end: end + 1, literal: Int32(truncatingIfNeeded: first + 2), literalCount: 1))
  }

  /// Reads `(destination "title")` after a link's text.
  private func readInlineTarget(_ link: inout FoundLink, _ close: Int) -> Bool {
    guard byte(at: close + 1) == UInt8(ascii: "(") else { return false }
    let syntax = LinkSyntax(bytes: bytes, end: end)
    guard let destination = syntax.destination(at: syntax.skipSpace(close + 2)) else {
      return false
    }
    var next = syntax.skipSpace(destination.next)
    if byte(at: next) != UInt8(ascii: ")") {
      guard next > destination.next, let title = syntax.titleEnd(at: next) else { return false }
      next = syntax.skipSpace(title)
    }
    guard byte(at: next) == UInt8(ascii: ")") else { return false }
    link.target = destination.start..<destination.end
    if LinkText.isExternal(bytes, link.target) { link.marks.insert(.isExternal) }
    link.end = next + 1
    return true
  }

  /// Reads `[label]`, `[]` or nothing after a link's text and looks the definition up.
  private func readReference(_ link: inout FoundLink, _ close: Int, _ hasInner: Bool) -> Bool {
    guard !definitions.isEmpty, let display = link.display else { return false }
    if byte(at: close + 1) == UInt8(ascii: "["),
      let labelEnd = LinkSyntax(bytes: bytes, end: end).labelEnd(close + 2)
    {
      let label = labelEnd == close + 2 ? display : close + 2..<labelEnd
      if labelEnd == close + 2, hasInner { return false }
      if let index = definitions.index(of: LinkText.labelKey(bytes, label), file) {
        link.target = index..<index
        link.marks.insert(.isDefined)
        link.end = labelEnd + 1
        return true
      }
      return false
    }
    guard !hasInner, display.count < 1_000,
      let index = definitions.index(of: LinkText.labelKey(bytes, display), file)
    else { return false }
    link.target = index..<index
    link.marks.insert(.isDefined)
    return true
  }
}
