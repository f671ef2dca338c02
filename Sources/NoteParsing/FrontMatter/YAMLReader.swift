// YAML 1.2 as Obsidian's own library understands it, straight from the bytes: a value's place in the file is
// where it was read. Block style lies in YAMLBlocks.swift, brackets in YAMLFlow.swift, text in YAMLText.swift
// and YAMLBlockText.swift, anchors and tags in YAMLProperties.swift.

import Characters

/// Reads any front matter into a tree.
struct YAMLReader {
  /// What is wrong with a front matter, and where.
  struct Failure: Error {
    var offset: Int
    var message: String
  }

  /// Deeper values are refused: reading them would need as deep a stack.
  static let maximumDepth = 256
  /// Front matter with more values than this is refused: each costs more memory than its text.
  static let maximumValues = 100_000
  /// Longest key in bytes, except after `?` and in a map in braces.
  static let maximumKeyLength = 1_024

  /// The line that is being read.
  struct Line {
    var start: Int
    /// How many spaces it begins with.
    var indent = 0
    /// Its first byte that is neither a space nor a tab.
    var content = 0
  }

  let bytes: UnsafePointer<UInt8>
  /// Where the document ends.
  var end: Int
  var position: Int
  var line: Line
  var tree: YAMLTree
  /// The node of each anchor; while the node is being read, a number that says where the anchor stands.
  var anchors: [String: Int32] = [:]
  /// The tag handles that `%TAG` declares and what each stands for.
  var handles: [String: String] = [:]

  /// Reads `file[start..<end]`, which must be UTF-8, into `tree`.
  static func read(
    _ file: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into tree: inout YAMLTree
  ) throws(Failure) {
    var reader = YAMLReader(file, start, end, tree)
    tree = YAMLTree(file: file)
    defer { tree = reader.tree }
    try reader.readStream(to: end)
  }

  private init(
    _ file: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ tree: consuming YAMLTree
  ) {
    bytes = file
    self.end = end
    position = start
    line = Line(start: start)
    self.tree = tree
  }

  // MARK: The document

  private mutating func readStream(to limit: Int) throws(Failure) {
    if end - position >= 3, bytes[position] == 0xEF, bytes[position + 1] == 0xBB,
      bytes[position + 2] == 0xBF
    {
      position += 3
    }
    startLine(position)
    var marker = findMarker(line.start, limit)
    end = marker
    let hasDirectives = try readDirectives()
    var isAfterMarker = false
    if marker < limit, bytes[marker] == UInt8(ascii: "-"), position >= end {
      startLine(marker)
      position = marker + 3
      isAfterMarker = true
      marker = findMarker(lineEnd(position), limit)
      end = marker
    } else if hasDirectives {
      throw failure("expected '---' after directives")
    }
    try skipSpace()
    if position < end {
      let opening = isAfterMarker ? Opening.none : .any
      tree.root = try blockNode(Slot(parent: -1, opening: opening, takesList: false))
      try skipSpace()
      guard position >= end else { throw failure("expected nothing more") }
    }
    try readRest(marker, limit)
  }

  /// Reads what follows the document: `...`, blank lines and comments may.
  private mutating func readRest(_ marker: Int, _ limit: Int) throws(Failure) {
    end = limit
    startLine(marker)
    while position < end {
      guard bytes[position] == UInt8(ascii: "."), isMarker(line.start, limit) else {
        throw failure("more than one document")
      }
      position += 3
      try skipSpace()
      guard position >= end || position == line.content else {
        throw failure("expected nothing more on this line")
      }
    }
  }

  /// Returns the first line from the one at `start` on that begins with `---` or `...`.
  private func findMarker(_ start: Int, _ limit: Int) -> Int {
    var line = start
    while line < limit {
      if isMarker(line, limit) { return line }
      line = findNewline(bytes, line, limit) + 1
    }
    return limit
  }

  private func isMarker(_ start: Int, _ limit: Int) -> Bool {
    guard start + 3 <= limit,
      bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "."),
      bytes[start + 1] == bytes[start], bytes[start + 2] == bytes[start]
    else { return false }
    return start + 3 == limit || bytes[start + 3].isBlank || bytes[start + 3] == .lineFeed
      || (bytes[start + 3] == .carriageReturn && start + 4 < limit && bytes[start + 4] == .lineFeed)
  }

  /// Reads lines that begin with `%`; returns whether there are any.
  private mutating func readDirectives() throws(Failure) -> Bool {
    var isFound = false
    try skipSpace()
    while position < end, bytes[position] == UInt8(ascii: "%"), position == line.start {
      isFound = true
      let stop = lineEnd(position)
      let words = UnsafeBufferPointer(start: bytes + position, count: stop - position)
        .split(whereSeparator: \.isBlank).map { String(decoding: $0, as: UTF8.self) }
      if words.count > 2, words[0] == "%TAG" {
        guard handles.count < 100 else { throw failure("more than 100 tag handles") }
        handles[words[1]] = words[2]
      }
      position = stop
      try skipSpace()
    }
    return isFound
  }

  // MARK: Lines

  /// Goes to the content of the line at `start`.
  mutating func startLine(_ start: Int) {
    var index = start
    while index < end, bytes[index] == .space { index += 1 }
    line.start = start
    line.indent = index - start
    while index < end, bytes[index].isBlank { index += 1 }
    line.content = index
    position = index
  }

  /// How many bytes the line break at `index` has; 0 where there is none.
  func breakLength(_ index: Int) -> Int {
    guard index < end else { return 0 }
    if bytes[index] == .lineFeed { return 1 }
    return bytes[index] == .carriageReturn && index + 1 < end && bytes[index + 1] == .lineFeed
      ? 2 : 0
  }

  /// Returns the offset of the line break at or after `index`.
  func lineEnd(_ index: Int) -> Int {
    let newline = findNewline(bytes, index, end)
    return newline > index && newline < end && bytes[newline - 1] == .carriageReturn
      ? newline - 1 : newline
  }

  func isLineEnd(_ index: Int) -> Bool { index >= end || breakLength(index) > 0 }

  /// Whether nothing, a blank or a line break stands at `index`.
  func isSpace(_ index: Int) -> Bool { index >= end || bytes[index].isBlank || isLineEnd(index) }

  func skipBlanks(_ index: Int) -> Int {
    var index = index
    while index < end, bytes[index].isBlank { index += 1 }
    return index
  }

  /// Whether the byte at `position` is `-`, `?` or `:` with white space behind.
  func isIndicator(_ byte: UInt8) -> Bool {
    position < end && bytes[position] == byte && isSpace(position + 1)
  }

  /// Whether a comment begins at `index`: a `#` with white space before.
  func isComment(_ index: Int) -> Bool {
    index < end && bytes[index] == UInt8(ascii: "#")
      && (index == line.content || bytes[index - 1].isBlank)
  }

  /// Skips blanks, comments and line breaks.
  mutating func skipSpace() throws(Failure) {
    if position < end, bytes[position] > UInt8(ascii: "#") { return }
    while true {
      position = skipBlanks(position)
      if isComment(position) { position = lineEnd(position) }
      let length = breakLength(position)
      guard length > 0 else { break }
      startLine(position + length)
    }
    if position < end, bytes[position] == UInt8(ascii: "#") {
      throw failure("a comment needs white space before its '#'")
    }
  }

  // MARK: Nodes

  func failure(_ message: String) -> Failure {
    Failure(offset: min(position, end), message: message)
  }

  /// Opens a list or map at `position`.
  mutating func open(_ kind: YAMLTree.Kind, at start: Int) throws(Failure) {
    guard tree.depth < Self.maximumDepth else {
      throw Failure(
        offset: start, message: "values are nested more than \(Self.maximumDepth) deep")
    }
    try checkCount(start)
    tree.open(kind, at: start)
  }

  /// Adds a scalar that is not yet part of a list or map.
  mutating func add(_ node: YAMLTree.Node) throws(Failure) -> Int32 {
    try checkCount(Int(node.start))
    return tree.make(node)
  }

  private func checkCount(_ start: Int) throws(Failure) {
    // Of a map's nodes half are keys.
    guard tree.nodes.count < 2 * Self.maximumValues else {
      throw Failure(offset: start, message: "more than 100,000 values")
    }
  }

  /// Makes the null that stands where no value is written.
  mutating func emptyNode(at start: Int, _ properties: Properties) throws(Failure) -> Int32 {
    let offset = Int32(truncatingIfNeeded: max(start, properties.end))
    var node = YAMLTree.Node(kind: .scalar, isPlain: true, start: offset, end: offset)
    node.textStart = offset
    node.textEnd = offset
    let index = try add(node)
    finish(index, properties)
    return index
  }
}
