import Characters
import NoteModel

// What becomes of a paragraph when it ends: reference definitions at its start and a block id at its end
// are not text, and a line that is one bold span is a label.
extension BlockScanner {
  /// Closes the paragraph that is open.
  mutating func finishParagraph() {
    takeDefinitions()
    guard leaf.spanCount > 0 else {
      if leaf.isRoot { layout.roots.removeLast() }
      layout.leaves.append(leaf)
      return
    }
    let lastSpan = layout.spans.count - 1
    if leaf.isRoot {
      closeRoot(Int(leaf.root), end: Int(layout.spans[lastSpan].end))
    }
    takeID()
    if leaf.isRoot, leaf.spanCount > 0, leaf.level == 0 {
      appendWithLabels()
    } else {
      layout.leaves.append(leaf)
    }
  }

  // MARK: Definitions

  /// Takes reference definitions off the front of the open paragraph; they must stand at column 1.
  mutating func takeDefinitions() {
    guard leaf.isRoot, leaf.spanCount > 0 else { return }
    while leaf.spanCount > 0 {
      let start = Int(layout.spans[Int(leaf.spanStart)].start)
      guard bytes[start] == UInt8(ascii: "["),
        start == Int(layout.lineStarts[Int(leaf.firstLine)])
      else { return }
      let end = Int(layout.spans[layout.spans.count - 1].end)
      guard let definition = DefinitionScanner(bytes: bytes, end: end).definition(at: start) else {
        return
      }
      if keepsDefinitions { layout.definitions.append(definition) }
      while leaf.spanCount > 0, layout.spans[Int(leaf.spanStart)].start < definition.end {
        leaf.spanStart += 1
        leaf.spanCount -= 1
        leaf.firstLine += 1
      }
      guard leaf.spanCount > 0 else { return }
      layout.roots[Int(leaf.root)].start = layout.spans[Int(leaf.spanStart)].start
    }
  }

  // MARK: Block ids

  /// Returns where the `^` of an id at the end of a line stands.
  func caret(_ span: LineSpan) -> Int? {
    let start = Int(span.start)
    var index = Int(span.end)
    while index > start, bytes[index - 1].isBlank { index -= 1 }
    let end = index
    while index > start, BlockID.allows(bytes[index - 1]) { index -= 1 }
    guard index < end, index > start, bytes[index - 1] == UInt8(ascii: "^") else { return nil }
    guard index - 1 == start || bytes[index - 2].isBlank else { return nil }
    return index - 1
  }

  /// Takes the id off the end of the last line and gives it to what it names.
  private mutating func takeID() {
    let last = layout.spans.count - 1
    let span = layout.spans[last]
    guard let caret = caret(span) else { return }
    let isOwnLine = caret == Int(span.start)
    let start = Int32(truncatingIfNeeded: caret + 1)
    if leaf.isRoot {
      if isOwnLine, leaf.spanCount == 1, namesBlockBefore(start, span.end) {
        leaf.spanCount = 0
        leaf.isRoot = false
        return
      }
      name(root: Int(leaf.root), start, span.end)
    } else if !nameContainer(start, span.end) {
      return
    }
    trimSpan(last, to: caret)
  }

  /// Gives an id at the end of a line to the innermost item, else to the quote if its last line it is.
  ///
  /// Returns false where neither is open.
  mutating func nameContainer(_ start: Int32, _ end: Int32) -> Bool {
    let item = innermostItem
    if item >= 0 {
      name(item: item, start, end)
    } else if quoteDepth > 0 {
      quoteID = (nextLeaf, start, end)
    } else {
      return false
    }
    return true
  }

  /// Takes the id off the end of a heading in an item or a quote, which is not a heading of the note.
  mutating func nameContainerByHeading() {
    let last = layout.spans.count - 1
    guard leaf.spanCount > 0, let caret = caret(layout.spans[last]),
      nameContainer(Int32(truncatingIfNeeded: caret + 1), layout.spans[last].end)
    else { return }
    trimSpan(last, to: caret)
  }

  /// Shortens a leaf's last line; a line that becomes empty is removed.
  private mutating func trimSpan(_ index: Int, to end: Int) {
    var end = end
    while end > Int(layout.spans[index].start), bytes[end - 1].isBlank { end -= 1 }
    layout.spans[index].end = Int32(truncatingIfNeeded: end)
    if end == Int(layout.spans[index].start), leaf.kind == .paragraph {
      layout.spans.removeLast()
      leaf.spanCount -= 1
    }
  }

  /// Gives an id on a line of its own to the root block before it; the line is not a block then.
  private mutating func namesBlockBefore(_ start: Int32, _ end: Int32) -> Bool {
    let previous = Int(leaf.root) - 1
    // A blank line stands between: the line above begins after the block's end.
    guard previous >= 0,
      layout.lineStarts[Int(leaf.firstLine) - 1] > layout.roots[previous].end
    else { return false }
    guard layout.roots[previous].kind.takesIDBehind else { return false }
    layout.roots.removeLast()
    name(root: previous, start, end)
    return true
  }

  /// Registers the id at the end of the heading that is open.
  mutating func nameHeading() {
    let last = layout.spans.count - 1
    guard leaf.spanCount > 0, let caret = caret(layout.spans[last]) else { return }
    leaf.idStart = Int32(truncatingIfNeeded: caret + 1)
    name(root: Int(leaf.root), leaf.idStart, layout.spans[last].end)
  }

  mutating func name(root: Int, _ start: Int32, _ end: Int32) {
    layout.ids.append(
      ScannedID(start: start, end: end, owner: Int32(truncatingIfNeeded: root)))
  }

  private mutating func name(item: Int32, _ start: Int32, _ end: Int32) {
    layout.ids.append(ScannedID(start: start, end: end, owner: ~item))
  }

  // MARK: Labels

  /// Adds the open paragraph, cut where one of its lines is a label.
  private mutating func appendWithLabels() {
    let first = Int(leaf.spanStart)
    let last = first + Int(leaf.spanCount) - 1
    var line = first
    while line < last, beginsWithEmbed(layout.spans[line]) { line += 1 }
    if let text = label(layout.spans[line]), line < last || isAboveText(layout.spans[line]) {
      split(at: line - first, text)
    } else if line > first, let text = label(layout.spans[last]), isAboveText(layout.spans[last]) {
      split(at: last - first, text)
    } else {
      layout.leaves.append(leaf)
    }
  }

  /// Whether the next line below one is text, and no heading or rule: a label stands above what it names, and the bold
  /// answer at the end of a question is none.
  private func isAboveText(_ span: LineSpan) -> Bool {
    var start = Int(span.end)
    while start < count, bytes[start].isBlankOrControl { start += 1 }
    var end = findNewline(bytes, start, count)
    while end > start, bytes[end - 1].isBlankOrControl { end -= 1 }
    guard start < end else { return false }
    let first = bytes[start]
    if first == UInt8(ascii: "#") {
      let behind = (start..<end).first { bytes[$0] != first } ?? end
      return behind - start > 6 || behind < end && !bytes[behind].isBlank
    }
    guard first == UInt8(ascii: "*") || first == UInt8(ascii: "_") || first == UInt8(ascii: "-")
    else { return true }
    let isRule =
      end - start >= 3 && (start..<end).allSatisfy { bytes[$0] == first || bytes[$0].isBlank }
    return !isRule
  }

  private func beginsWithEmbed(_ span: LineSpan) -> Bool {
    span.end - span.start > 3 && bytes[Int(span.start)] == UInt8(ascii: "!")
      && bytes[Int(span.start) + 1] == UInt8(ascii: "[")
  }

  /// Adds the paragraph as the lines before a label, the label and the lines after it.
  private mutating func split(at index: Int, _ text: LineSpan) {
    let whole = leaf
    if index > 0 {
      leaf.spanCount = Int32(truncatingIfNeeded: index)
      layout.leaves.append(leaf)
    }
    leaf = whole
    leaf.isLabel = true
    leaf.firstLine += Int32(truncatingIfNeeded: index)
    leaf.spanStart += Int32(truncatingIfNeeded: index)
    leaf.spanCount = 1
    layout.spans[Int(leaf.spanStart)] = text
    layout.leaves.append(leaf)
    let rest = Int(whole.spanCount) - index - 1
    guard rest > 0 else { return }
    leaf.isLabel = false
    leaf.firstLine += 1
    leaf.spanStart += 1
    leaf.spanCount = Int32(truncatingIfNeeded: rest)
    layout.leaves.append(leaf)
  }

  /// Returns the text inside the only bold span of a line that holds nothing else but a closing colon.
  private func label(_ span: LineSpan) -> LineSpan? {
    var start = Int(span.start)
    var end = Int(span.end)
    let colon = UInt8(ascii: ":")
    guard end - start >= 5, bytes[start] == UInt8(ascii: "*") || bytes[start] == UInt8(ascii: "_"),
      bytes[start] == bytes[start + 1]
    else { return nil }
    let mark = bytes[start]
    if bytes[end - 1] == colon { end -= 1 }
    guard end - start >= 5, bytes[end - 1] == mark, bytes[end - 2] == mark else { return nil }
    start += 2
    end -= 2
    guard !bytes[start].isBlank, !bytes[end - 1].isBlank, bytes[end - 1] != UInt8(ascii: "\\"),
      findPair(mark, from: start, to: end) < 0
    else { return nil }
    if bytes[end - 1] == colon { end -= 1 }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    guard start < end else { return nil }
    return LineSpan(
      start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
  }
}
