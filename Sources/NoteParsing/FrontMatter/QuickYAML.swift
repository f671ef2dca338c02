import Characters

// Nearly all front matter is a list of `key: value` lines. The common shapes are read here, faster than
// `YAMLReader` does. Whatever is not plainly one of them is left to it; for what is read here both give the
// same tree.

/// Reads front matter of the common shapes.
struct QuickYAML {
  private let bytes: UnsafePointer<UInt8>
  private let end: Int
  private let classes = ByteClass.table
  private var position: Int

  /// Reads `file[start..<end]` into `tree`; false means that `YAMLReader` has to.
  static func read(
    _ file: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into tree: inout YAMLTree
  ) -> Bool {
    guard isCommonText(file, start, end) else { return false }
    var reader = QuickYAML(bytes: file, end: end, position: start)
    return reader.readMap(into: &tree)
  }

  private init(bytes: UnsafePointer<UInt8>, end: Int, position: Int) {
    self.bytes = bytes
    self.end = end
    self.position = position
  }

  /// Whether there is neither a tab nor a CR without an LF, nor a byte order mark in front.
  private static func isCommonText(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    let classes = ByteClass.table
    guard start < end, bytes[start] != 0xEF else { return false }
    for index in start..<end where classes[Int(bytes[index])] & ByteClass.yamlOdd != 0 {
      guard bytes[index] == .carriageReturn, index + 1 < end, bytes[index + 1] == .lineFeed else {
        return false
      }
    }
    return true
  }

  /// Whether there is room for more values.
  private func hasRoom(_ tree: YAMLTree) -> Bool {
    tree.nodes.count < 2 * YAMLReader.maximumValues
  }

  // MARK: Lines

  /// The end of the line that holds `position`, its break left out.
  private func lineEnd() -> Int {
    let newline = findNewline(bytes, position, end)
    return newline > position && bytes[newline - 1] == .carriageReturn ? newline - 1 : newline
  }

  private mutating func skipLine(_ lineEnd: Int) {
    position = min(findNewline(bytes, lineEnd, end) + 1, end)
  }

  private func skipSpaces(_ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, bytes[index] == .space { index += 1 }
    return index
  }

  /// Goes to the next line that is neither blank nor a comment; returns its indentation.
  private mutating func nextLine() -> Int? {
    while position < end {
      let stop = lineEnd()
      let first = skipSpaces(position, stop)
      if first < stop, bytes[first] != UInt8(ascii: "#") { return first - position }
      // A comment that is indented may end a block; `YAMLReader` knows.
      if first < stop, first > position { return -1 }
      skipLine(stop)
    }
    return nil
  }

  // MARK: The map

  private mutating func readMap(into tree: inout YAMLTree) -> Bool {
    guard nextLine() == 0 else { return false }
    tree.open(.map, at: position)
    while let indent = nextLine() {
      guard indent == 0, hasRoom(tree), readEntry(into: &tree) else { return false }
    }
    tree.close(at: nil)
    return true
  }

  private mutating func readEntry(into tree: inout YAMLTree) -> Bool {
    let stop = lineEnd()
    guard let colon = keyEnd(stop) else { return false }
    tree.add(scalar(position, colon))
    let value = skipSpaces(colon + 1, stop)
    if value == stop {
      skipLine(stop)
      return readBlock(after: colon + 1, into: &tree)
    }
    if bytes[value] == UInt8(ascii: "|") { return readLiteral(value, stop, into: &tree) }
    guard readValue(value, stop, into: &tree) else { return false }
    skipLine(stop)
    return true
  }

  /// Returns the offset of the colon after a plain key.
  private func keyEnd(_ stop: Int) -> Int? {
    let first = bytes[position]
    guard first != UInt8(ascii: "-"), first != UInt8(ascii: "?"), first != UInt8(ascii: ".") else {
      return nil
    }
    var index = position
    while index < stop, classes[Int(bytes[index])] & ByteClass.yamlSpecial == 0 { index += 1 }
    guard index < stop, index > position, bytes[index] == UInt8(ascii: ":"),
      bytes[index - 1] != .space, index - position < 1_000,
      index + 1 == stop || bytes[index + 1] == .space
    else { return nil }
    return index
  }

  private func scalar(_ start: Int, _ end: Int, isPlain: Bool = true) -> YAMLTree.Node {
    var node = YAMLTree.Node(
      kind: .scalar, isPlain: isPlain, start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: end))
    node.textStart = node.start
    node.textEnd = node.end
    return node
  }

  // MARK: Values on one line

  /// Reads the value that is all of `bytes[start..<stop]`.
  private func readValue(_ start: Int, _ stop: Int, into tree: inout YAMLTree) -> Bool {
    var stop = stop
    while stop > start, bytes[stop - 1] == .space { stop -= 1 }
    switch bytes[start] {
    case 0x22, 0x27:
      guard let close = quotedEnd(start, stop), close + 1 == stop else { return false }
      addQuoted(start, close, to: &tree)
      return true
    case UInt8(ascii: "["):
      return readFlowList(start, stop, into: &tree)
    default:
      guard isPlainStart(start, stop) else { return false }
      var index = start + 1
      while index < stop {
        let byte = bytes[index]
        if byte == UInt8(ascii: ":"), index + 1 == stop || bytes[index + 1] == .space {
          return false
        }
        if byte == UInt8(ascii: "#"), bytes[index - 1] == .space { return false }
        index += 1
      }
      tree.add(scalar(start, stop))
      return true
    }
  }

  private func isPlainStart(_ start: Int, _ stop: Int) -> Bool {
    let first = bytes[start]
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "?") {
      return start + 1 < stop && bytes[start + 1] != .space
        && classes[Int(bytes[start + 1])] & ByteClass.yamlSpecial == 0
    }
    return classes[Int(first)] & ByteClass.yamlSpecial == 0
  }

  /// Returns the offset of the quote that closes the one at `start`, if nothing between is escaped.
  private func quotedEnd(_ start: Int, _ stop: Int) -> Int? {
    let quote = bytes[start]
    var index = start + 1
    while index < stop, bytes[index] != quote {
      if bytes[index] == UInt8(ascii: "\\"), quote == 0x22 { return nil }
      index += 1
    }
    guard index < stop else { return nil }
    // Two single quotes are one that is escaped.
    if quote == 0x27, index + 1 < stop, bytes[index + 1] == quote { return nil }
    return index
  }

  private func addQuoted(_ start: Int, _ close: Int, to tree: inout YAMLTree) {
    var node = scalar(start, close + 1, isPlain: false)
    node.textStart += 1
    node.textEnd -= 1
    tree.add(node)
  }

  private func readFlowList(_ start: Int, _ stop: Int, into tree: inout YAMLTree) -> Bool {
    tree.open(.list, at: start)
    var index = skipSpaces(start + 1, stop)
    if index + 1 == stop, bytes[index] == UInt8(ascii: "]") {
      tree.close(at: stop)
      return true
    }
    while index < stop {
      guard hasRoom(tree) else { return false }
      if bytes[index] == 0x22 || bytes[index] == 0x27 {
        guard let close = quotedEnd(index, stop) else { return false }
        addQuoted(index, close, to: &tree)
        index = skipSpaces(close + 1, stop)
      } else {
        guard isPlainStart(index, stop) else { return false }
        let first = index
        while index < stop, classes[Int(bytes[index])] & ByteClass.yamlSpecial == 0 { index += 1 }
        var last = index
        while last > first, bytes[last - 1] == .space { last -= 1 }
        guard last > first else { return false }
        tree.add(scalar(first, last))
      }
      guard index < stop else { return false }
      if bytes[index] == UInt8(ascii: "]") {
        tree.close(at: index + 1)
        return index + 1 == stop
      }
      guard bytes[index] == UInt8(ascii: ",") else { return false }
      index = skipSpaces(index + 1, stop)
    }
    return false
  }

  // MARK: Values on lines of their own

  /// Reads what stands below `key:`: a list, or nothing, which is null.
  private mutating func readBlock(after colon: Int, into tree: inout YAMLTree) -> Bool {
    guard let indent = nextLine(), indent > 0 || bytes[position] == UInt8(ascii: "-") else {
      tree.add(scalar(colon, colon))
      return true
    }
    guard indent >= 0 else { return false }
    tree.open(.list, at: position + indent)
    while let found = nextLine() {
      guard hasRoom(tree) else { return false }
      guard found == indent else {
        guard found == 0 else { return false }
        break
      }
      let stop = lineEnd()
      let dash = position + indent
      guard bytes[dash] == UInt8(ascii: "-"), dash + 1 == stop || bytes[dash + 1] == .space else {
        guard indent == 0 else { return false }
        break
      }
      let value = skipSpaces(dash + 1, stop)
      if value == stop {
        tree.add(scalar(dash + 1, dash + 1))
      } else if !readValue(value, stop, into: &tree) {
        return false
      }
      skipLine(stop)
    }
    tree.close(at: nil)
    return true
  }

  /// Reads `|`, `|-` or `|+` and the lines below it.
  private mutating func readLiteral(
    _ start: Int, _ stop: Int, into tree: inout YAMLTree
  ) -> Bool {
    var header = start + 1
    var chomp = UInt8.space
    if header < stop, bytes[header] == UInt8(ascii: "-") || bytes[header] == UInt8(ascii: "+") {
      chomp = bytes[header]
      header += 1
    }
    guard skipSpaces(header, stop) == stop else { return false }
    skipLine(stop)
    let indent = skipSpaces(position, end) - position
    guard indent > 0, position + indent < lineEnd() else { return false }
    let first = tree.cooked.count
    var last = position
    var blanks = 0
    while position < end {
      let stop = lineEnd()
      let text = skipSpaces(position, stop)
      if text < stop, text - position < indent {
        guard text == position else { return false }
        break
      }
      let content = min(position + indent, stop)
      if content < stop {
        tree.cooked.append(contentsOf: repeatElement(.lineFeed, count: blanks))
        tree.cooked.append(
          contentsOf: UnsafeBufferPointer(start: bytes + content, count: stop - content))
        blanks = 0
        if text < stop { last = stop }
      }
      blanks += 1
      skipLine(stop)
    }
    if chomp == UInt8(ascii: "+") {
      tree.cooked.append(contentsOf: repeatElement(.lineFeed, count: blanks))
    } else if chomp != UInt8(ascii: "-") {
      tree.cooked.append(.lineFeed)
    }
    while last > start, bytes[last - 1] == .space { last -= 1 }
    var node = scalar(start, last, isPlain: false)
    node.isCooked = true
    node.textStart = Int32(truncatingIfNeeded: first)
    node.textEnd = Int32(truncatingIfNeeded: tree.cooked.count)
    tree.add(node)
    return true
  }
}
