import Characters
import NoteModel

// What a line that is not blank does to the open blocks.
extension BlockScanner {
  /// Reads a line whose first `matched` containers go on.
  mutating func readText(matched: Int) {
    let isMatched = matched == stack.count
    if isLeafOpen, isMatched, continueVerbatim() { return }
    var matched = matched
    var opened = false
    while !isAtEnd {
      let mayBeLazy = isLeafOpen && leaf.kind == .paragraph && !opened
      if indent >= 4 {
        if mayBeLazy || (isLeafOpen && leaf.kind == .table && !opened && isMatched) { break }
        startIndentedCode(matched)
        return
      }
      let byte = bytes[nonspace]
      if classes[Int(byte)] & ByteClass.block == 0 { break }
      let inParagraph = mayBeLazy && isMatched
      if inParagraph, leaf.level == 0, readUnderline(byte) || readDelimiterRow(byte) { return }
      if startLeaf(byte, matched: matched, inParagraph: inParagraph) { return }
      guard startContainer(byte, matched: matched, inParagraph: inParagraph) else { break }
      opened = true
      matched = stack.count
    }
    readRest(matched: matched, opened: opened)
  }

  /// Reads what is left of a line once no block starts in it any more.
  private mutating func readRest(matched: Int, opened: Bool) {
    if isAtEnd {
      closeAbove(matched)
      return
    }
    if isLeafOpen, leaf.kind == .paragraph, !opened {
      appendSpan(nonspace, trimmed: true)
      return
    }
    if isLeafOpen, leaf.kind == .table, !opened, matched == stack.count {
      appendSpan(nonspace, trimmed: true)
      return
    }
    prepareForLeaf(matched)
    openLeaf(.paragraph, start: nonspace)
    appendSpan(nonspace, trimmed: true)
  }

  /// Closes what a line does not continue.
  mutating func closeAbove(_ matched: Int) {
    if matched < stack.count { closeContainers(to: matched) } else { closeLeaf() }
  }

  /// Closes what a line does not continue; a list that gets no further item ends as well.
  mutating func prepareForLeaf(_ matched: Int) {
    closeAbove(matched)
    if stack.last?.kind == .list { closeContainers(to: stack.count - 1) }
  }

  // MARK: Leaves

  mutating func openLeaf(_ kind: Block.Kind, start: Int, level: UInt8 = 0) {
    let rootIndex = openRoot(kind, start: kind == .paragraph ? start : lineStart)
    if let last = stack.indices.last { stack[last].hasChildren = true }
    leaf = Leaf(
      kind: kind, level: level, isRoot: rootIndex >= 0, isInList: itemDepth > 0,
      isQuoted: quoteDepth > 0, isInFootnote: footnoteDepth > 0,
      firstLine: Int32(truncatingIfNeeded: line),
      spanStart: Int32(truncatingIfNeeded: layout.spans.count), root: rootIndex, item: innermostItem
    )
    isLeafOpen = true
  }

  /// The item that a leaf would belong to; -1 outside of lists.
  var innermostItem: Int32 {
    guard itemDepth > 0, let item = stack.last(where: { $0.kind == .item }) else { return -1 }
    return item.index
  }

  /// Gives the rest of the line from `start` on to the open leaf.
  mutating func appendSpan(_ start: Int, trimmed: Bool = false) {
    var end = lineEnd
    if trimmed { while end > start, bytes[end - 1].isBlank { end -= 1 } }
    layout.spans.append(
      LineSpan(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: max(start, end))))
    leaf.spanCount += 1
  }

  /// Gives what is left of the line to a leaf that keeps its blanks.
  mutating func appendRaw() {
    let tab = partial > 0 ? 1 : 0
    layout.spans.append(
      LineSpan(
        start: Int32(truncatingIfNeeded: min(offset + tab, lineEnd)),
        end: Int32(truncatingIfNeeded: lineEnd), pad: Int32(truncatingIfNeeded: partial)))
    leaf.spanCount += 1
  }

  /// Closes the open leaf, which ends with the last line that was not blank.
  mutating func closeLeaf() {
    guard isLeafOpen else { return }
    closeLeaf(end: lastEnd)
  }

  mutating func closeLeaf(end: Int) {
    isLeafOpen = false
    switch leaf.kind {
    case .paragraph:
      finishParagraph()
      return
    case .code where leaf.level == 0, .html:
      while leaf.spanCount > 0, let last = layout.spans.last, isBlank(last) {
        layout.spans.removeLast()
        leaf.spanCount -= 1
      }
    default: break
    }
    if leaf.isRoot { closeRoot(Int(leaf.root), end: end) }
    layout.leaves.append(leaf)
  }

  private func isBlank(_ span: LineSpan) -> Bool {
    var index = Int(span.start)
    while index < Int(span.end), bytes[index].isBlank { index += 1 }
    return index == Int(span.end)
  }

  /// Reads a line on which nothing is left once its first `matched` containers are taken away.
  mutating func readBlank(matched: Int) {
    if isLeafOpen, matched == stack.count {
      switch leaf.kind {
      case .code where leaf.level > 0, .comment, .math:
        appendRaw()
        return
      case .code:
        advance(columns: 4)
        appendRaw()
        return
      case .html where leaf.level <= 5:
        appendRaw()
        return
      default: break
      }
    }
    closeAbove(matched)
  }

  private mutating func startIndentedCode(_ matched: Int) {
    prepareForLeaf(matched)
    openLeaf(.code, start: lineStart)
    advance(columns: 4)
    appendRaw()
  }

  // MARK: Lines of leaves that take everything

  /// Gives the line to an open code, HTML, math or comment block; returns whether it took it.
  private mutating func continueVerbatim() -> Bool {
    switch leaf.kind {
    case .code where leaf.level > 0:
      if closesFence() {
        closeLeaf(end: lineEnd)
        return true
      }
      advance(columns: fence.indent)
      appendRaw()
    case .html:
      appendRaw()
      if endsHTML(leaf.level, from: offset) { closeLeaf(end: lineEnd) }
    case .math:
      return continueDelimited(UInt8(ascii: "$"))
    case .comment:
      return continueDelimited(UInt8(ascii: "%"))
    case .code where indent >= 4:
      advance(columns: 4)
      appendRaw()
    default: return false
    }
    return true
  }

  private mutating func continueDelimited(_ byte: UInt8) -> Bool {
    let close = findPair(byte, from: offset, to: lineEnd)
    guard close >= 0 else {
      appendRaw()
      return true
    }
    let end = lineEnd
    lineEnd = close
    appendRaw()
    lineEnd = end
    nonspace = close + 2
    skipToNonspace()
    closeLeaf(end: isAtEnd ? end : close + 2)
    if !isAtEnd {
      openLeaf(.paragraph, start: nonspace)
      // What stands before it on the line is not a list marker, and it can be no heading or table.
      leaf.isInList = false
      leaf.level = 1
      appendSpan(nonspace, trimmed: true)
    }
    return true
  }

  private func closesFence() -> Bool {
    guard indent <= 3, bytes[nonspace] == fence.byte else { return false }
    var index = nonspace
    while index < lineEnd, bytes[index] == fence.byte { index += 1 }
    guard index - nonspace >= fence.length else { return false }
    while index < lineEnd, bytes[index].isBlank { index += 1 }
    return index == lineEnd
  }

  /// Returns the first of two equal bytes in a row, or -1.
  func findPair(_ byte: UInt8, from start: Int, to end: Int) -> Int {
    var index = start
    while index + 1 < end {
      if bytes[index] == byte, bytes[index + 1] == byte { return index }
      index += 1
    }
    return -1
  }
}
