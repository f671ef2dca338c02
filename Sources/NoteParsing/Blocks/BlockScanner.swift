// The block structure, line by line, as CommonMark's appendix describes it: match the open containers,
// look for new ones, give the rest of the line to a leaf. Obsidian's own blocks (comments, math, callouts,
// footnotes, tables, tasks) take part as further starts. Nothing here builds a tree: what the note needs
// are lists of roots, items and leaves in the order of the file.

import Characters
import NoteModel

/// An open block that holds other blocks.
struct Container {
  enum Kind: UInt8 { case list, item, quote, footnote }

  var kind: Kind
  /// Bullet of a list, or the character after its numbers.
  var marker: UInt8 = 0
  /// Whether an item has got a child block.
  var hasChildren = false
  /// Columns that an item's content is indented by.
  var indent: Int32 = 0
  /// Columns more that Obsidian counts to the indentation of a numbered item's children.
  var extraIndent: Int32 = 0
  /// The item itself; of a list its last item; of a footnote its definition.
  var index: Int32 = -1
  /// 0-based line it started on.
  var line: Int32
  /// Index of the root block it is, or -1.
  var root: Int32 = -1
}

/// Finds the blocks of a note.
struct BlockScanner: ~Copyable {
  /// Deeper containers are read as text, so that memory stays in proportion to the input.
  static let maximumDepth = 400

  var layout = BlockLayout()
  /// Whether reference definitions are recorded, and not only left out of the text.
  var keepsDefinitions = true
  var bytes = ByteClass.table
  var count = 0
  let classes = ByteClass.table

  var stack: [Container] = []
  /// Where the next line begins.
  private var position = 0
  /// How many leaves were read and forgotten.
  private var forgottenLeaves = 0
  /// Items on the stack; quotes on the stack, and where the first one is.
  var itemDepth = 0
  var quoteDepth = 0
  var firstQuote = -1
  var footnoteDepth = 0

  var leaf = Leaf(
    kind: .paragraph, isRoot: true, isInList: false, isQuoted: false, isInFootnote: false,
    firstLine: 0, spanStart: 0, root: -1, item: -1)
  var isLeafOpen = false
  var fence: (byte: UInt8, length: Int, indent: Int) = (0, 0, 0)

  // The line that is being read.
  var line = 0
  var lineStart = 0
  var lineEnd = 0
  var offset = 0
  var column = 0
  /// Columns of the tab at `offset` that are not yet used up; 0 where nothing is.
  var partial = 0
  var nonspace = 0
  var nonspaceColumn = 0
  var indent: Int { nonspaceColumn - column }
  var isAtEnd: Bool { nonspace >= lineEnd }

  /// End and number of the last line that was not blank.
  var lastEnd = 0
  var lastLine = -1
  /// The last leaf in a quote that ended with an id, and that id; the quote's own if no leaf follows.
  var quoteID: (leaf: Int, start: Int32, end: Int32)?
  /// Where the last `$$` and `%%`-free tail begins; -1 until it is asked for.
  var lastMathFence = -1

  /// Reads the blocks from `start` on; `layout.lineStarts` holds the lines before it.
  mutating func scan(_ source: UnsafePointer<UInt8>, count: Int, from start: Int) {
    begin(source, count: count, from: start)
    _ = scan(leaves: Int.max)
  }

  /// Gets ready to read the blocks from `start` on; `layout.lineStarts` holds the lines before it.
  mutating func begin(_ source: UnsafePointer<UInt8>, count: Int, from start: Int) {
    bytes = source
    self.count = count
    position = start
    forgottenLeaves = 0
    stack.removeAll(keepingCapacity: true)
    itemDepth = 0
    quoteDepth = 0
    firstQuote = -1
    footnoteDepth = 0
    isLeafOpen = false
    line = layout.lineStarts.count - 1
    lastEnd = start
    lastLine = -1
    quoteID = nil
    lastMathFence = -1
  }

  /// Reads on until there are `limit` leaves or more; returns whether that was the end of the note.
  mutating func scan(leaves limit: Int) -> Bool {
    while position < count {
      if layout.leaves.count >= limit { return false }
      line += 1
      lineStart = position
      layout.lineStarts.append(Int32(truncatingIfNeeded: position))
      // A leaf can have so many lines that two copies of them would not fit.
      if layout.lineStarts.count & 0x3_FFFF == 0 {
        layout.lineStarts.makeRoom(after: Double(position) / Double(count))
        layout.spans.makeRoom(after: Double(position) / Double(count))
      }
      let newline = findNewline(bytes, position, count)
      position = newline + 1
      lineEnd = newline > lineStart && bytes[newline - 1] == .carriageReturn ? newline - 1 : newline
      readLine()
    }
    if layout.lineStarts.isEmpty || (count > 0 && bytes[count - 1] == .lineFeed) {
      layout.lineStarts.append(Int32(truncatingIfNeeded: count))
    }
    lineEnd = count
    closeContainers(to: 0)
    return true
  }

  /// Makes room for the lines, roots and items that are to come, if the rest is like what was read.
  mutating func makeRoom(from start: Int) -> Double {
    let part = Double(position - start) / Double(max(1, count - start))
    layout.lineStarts.makeRoom(after: part)
    layout.roots.makeRoom(after: part)
    layout.items.makeRoom(after: part)
    layout.ids.makeRoom(after: part)
    layout.definitions.makeRoom(after: part)
    layout.footnotes.makeRoom(after: part)
    return part
  }

  /// The number of the leaf that is closed next.
  var nextLeaf: Int { forgottenLeaves + layout.leaves.count }

  /// Forgets the leaves that are closed.
  ///
  /// - Parameter keepsBlocks: Whether their roots and items are listed in the end.
  mutating func forgetLeaves(keepsBlocks: Bool) {
    if !keepsBlocks {
      forgetRoots()
      forgetItems()
    }
    forgottenLeaves += layout.leaves.count
    layout.leaves.removeAll(keepingCapacity: true)
    if isLeafOpen {
      layout.spans.removeFirst(Int(leaf.spanStart))
      leaf.spanStart = 0
    } else {
      layout.spans.removeAll()
    }
  }

  /// Forgets the roots before the last two, which what follows may still belong to or name.
  private mutating func forgetRoots() {
    let gone = layout.roots.count - 2
    guard gone > 0 else { return }
    layout.roots.removeSubrange(..<gone)
    leaf.root = max(-1, leaf.root - Int32(gone))
    for index in stack.indices where stack[index].root >= 0 {
      stack[index].root = max(0, stack[index].root - Int32(gone))
    }
  }

  /// Forgets the items but those that are open.
  private mutating func forgetItems() {
    guard !layout.items.isEmpty else { return }
    var kept: [ListItemList.Record] = []
    var places: [Int32: Int32] = [:]
    for index in stack.indices
    where (stack[index].kind == .list || stack[index].kind == .item) && stack[index].index >= 0 {
      stack[index].index = Self.keep(stack[index].index, of: layout.items, &kept, &places)
    }
    if isLeafOpen, leaf.item >= 0 {
      leaf.item = Self.keep(leaf.item, of: layout.items, &kept, &places)
    }
    layout.items = kept
  }

  /// Moves an item to those that are kept; returns its new number.
  private static func keep(
    _ item: Int32, of items: [ListItemList.Record], _ kept: inout [ListItemList.Record],
    _ places: inout [Int32: Int32]
  ) -> Int32 {
    // A list and the item in it share one.
    if let place = places[item] { return place }
    let place = Int32(truncatingIfNeeded: kept.count)
    places[item] = place
    kept.append(items[Int(item)])
    return place
  }

  private mutating func readLine() {
    offset = lineStart
    column = 0
    partial = 0
    nonspace = lineStart
    nonspaceColumn = 0
    skipToNonspace()
    if isAtEnd {
      readBlank(matched: matchBlank())
      return
    }
    let matched = stack.isEmpty ? 0 : matchContainers()
    if isAtEnd {
      readBlank(matched: matched)
    } else {
      readText(matched: matched)
    }
    lastEnd = lineEnd
    lastLine = line
    if itemDepth > 0 { extendItem() }
  }

  /// Lets the innermost open item reach to the end of this line.
  private mutating func extendItem() {
    guard let index = stack.lastIndex(where: { $0.kind == .item }) else { return }
    let item = Int(stack[index].index)
    if !layout.items[item].isFrozen { layout.items[item].end = Int32(truncatingIfNeeded: lineEnd) }
  }

  // MARK: Columns

  /// Moves `nonspace` on to the first byte that is not blank.
  mutating func skipToNonspace() {
    while nonspace < lineEnd {
      if bytes[nonspace] == .space {
        nonspaceColumn += 1
      } else if bytes[nonspace] == 0x09 {
        nonspaceColumn += 4 - nonspaceColumn & 3
      } else {
        return
      }
      nonspace += 1
    }
  }

  /// Uses up blanks worth `columns` columns, at most those before `nonspace`.
  mutating func advance(columns: Int) {
    var left = min(columns, indent)
    while left > 0, offset < nonspace {
      if bytes[offset] == 0x09 {
        let width = partial > 0 ? partial : 4 - column & 3
        if width > left {
          partial = width - left
          column += left
          return
        }
        partial = 0
        column += width
        left -= width
      } else {
        column += 1
        left -= 1
      }
      offset += 1
    }
  }

  /// Uses up everything before `position`, which is not blank itself, and the byte at it.
  mutating func consume(through position: Int) {
    column = nonspaceColumn + (position - nonspace) + 1
    offset = position + 1
    partial = 0
    nonspace = offset
    nonspaceColumn = column
    skipToNonspace()
  }

  // MARK: Containers

  /// How many open containers a wholly blank line belongs to.
  private func matchBlank() -> Int {
    var matched = firstQuote >= 0 ? firstQuote : stack.count
    if matched == stack.count, let last = stack.last, last.kind == .item, !last.hasChildren {
      matched -= 1
    }
    return matched
  }

  private mutating func matchContainers() -> Int {
    var index = 0
    while index < stack.count {
      switch stack[index].kind {
      case .list:
        break
      case .item:
        if isAtEnd {
          if !stack[index].hasChildren { return index }
        } else {
          let needed = Int(stack[index].indent)
          if indent < needed { return index }
          advance(columns: needed)
        }
      case .quote:
        guard !isAtEnd, indent <= 3, bytes[nonspace] == UInt8(ascii: ">") else { return index }
        consumeQuoteMarker()
      case .footnote:
        if !isAtEnd {
          if indent < 4 { return index }
          advance(columns: 4)
        }
      }
      index += 1
    }
    return index
  }

  mutating func consumeQuoteMarker() {
    consume(through: nonspace)
    if offset < lineEnd, bytes[offset].isBlank { advance(columns: 1) }
  }

  /// Opens a container; the leaf before it must be closed.
  mutating func push(_ container: Container) {
    if let last = stack.indices.last { stack[last].hasChildren = true }
    switch container.kind {
    case .list: break
    case .item: itemDepth += 1
    case .footnote: footnoteDepth += 1
    case .quote:
      if quoteDepth == 0 { firstQuote = stack.count }
      quoteDepth += 1
      layout.quotes += 1
    }
    stack.append(container)
  }

  /// Closes the open leaf and the containers above the first `depth`.
  mutating func closeContainers(to depth: Int) {
    closeLeaf()
    while stack.count > depth, let container = stack.popLast() {
      switch container.kind {
      case .list: break
      case .item: itemDepth -= 1
      case .footnote:
        footnoteDepth -= 1
        layout.footnotes[Int(container.index)].end = Int32(truncatingIfNeeded: lastEnd)
      case .quote:
        quoteDepth -= 1
        if quoteDepth == 0 { firstQuote = -1 }
      }
      if container.root >= 0 { closeRoot(Int(container.root), end: lastEnd) }
    }
  }

  // MARK: Roots

  /// Opens a root block if nothing is open around it; returns its index or -1.
  mutating func openRoot(_ kind: Block.Kind, start: Int) -> Int32 {
    guard stack.isEmpty else { return -1 }
    let start = Int32(truncatingIfNeeded: start)
    layout.roots.append(BlockList.Record(kind: kind, start: start, end: start))
    return Int32(truncatingIfNeeded: layout.roots.count - 1)
  }

  mutating func closeRoot(_ root: Int, end: Int) {
    layout.roots[root].end = Int32(truncatingIfNeeded: end)
    guard let pending = quoteID, layout.roots[root].kind.isQuote else { return }
    quoteID = nil
    guard pending.leaf == nextLeaf - 1 else { return }
    name(root: root, pending.start, pending.end)
  }
}

/// Returns the offset of the next line feed in `bytes[start..<end]`, or `end`.
@inline(__always)
func findNewline(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let raw = UnsafeRawPointer(bytes)
  var index = start
  while index + 8 <= end {
    let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ (ones &* 0x0A)
    let zeros = (word &- ones) & ~word & (ones &* 0x80)
    if zeros != 0 { return index + zeros.littleEndian.trailingZeroBitCount / 8 }
    index += 8
  }
  while index < end, bytes[index] != .lineFeed { index += 1 }
  return index
}
