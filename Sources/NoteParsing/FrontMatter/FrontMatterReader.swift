import Characters
import NoteModel

/// Finds a note's front matter and reads its properties.
struct FrontMatterReader {
  /// Most problems of one kind that are reported of a note.
  static let maximumProblems = 1_000

  /// Whether the names, tags and links that properties hold are wanted too.
  var keepsNames = true
  private var tree = YAMLTree(file: ByteClass.table)

  /// Reads the front matter at `start`, if there is one; returns where the body begins.
  mutating func read(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int, isValid: Bool,
    into note: inout Note, lineStarts: inout [Int32]
  ) -> Int {
    guard let first = openingEnd(bytes, start, count) else { return start }
    lineStarts.append(Int32(truncatingIfNeeded: start))
    var line = first
    while line < count {
      lineStarts.append(Int32(truncatingIfNeeded: line))
      let newline = findNewline(bytes, line, count)
      if isClosing(bytes, line, newline) {
        finish(bytes, start, first, line, isValid: isValid, lineStarts, into: &note)
        return min(newline + 1, count)
      }
      line = newline + 1
    }
    addUnclosed(bytes, first, count, into: &note)
    lineStarts.removeAll(keepingCapacity: true)
    return start
  }

  /// Returns where the body begins, without reading a property: `start` where there is no front matter.
  func bodyStart(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int {
    guard var line = openingEnd(bytes, start, count) else { return start }
    while line < count {
      let newline = findNewline(bytes, line, count)
      if isClosing(bytes, line, newline) { return min(newline + 1, count) }
      line = newline + 1
    }
    return start
  }

  /// Returns the start of the second line if the first one opens a front matter.
  private func openingEnd(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int
  ) -> Int? {
    let hyphen = UInt8(ascii: "-")
    guard count - start >= 4, bytes[start] == hyphen, bytes[start + 1] == hyphen,
      bytes[start + 2] == hyphen
    else { return nil }
    if bytes[start + 3] == .lineFeed { return start + 4 }
    guard bytes[start + 3] == .carriageReturn, start + 4 < count, bytes[start + 4] == .lineFeed
    else { return nil }
    return start + 5
  }

  private func isClosing(_ bytes: UnsafePointer<UInt8>, _ line: Int, _ newline: Int) -> Bool {
    let hyphen = UInt8(ascii: "-")
    guard newline - line >= 3, bytes[line] == hyphen, bytes[line + 1] == hyphen,
      bytes[line + 2] == hyphen
    else { return false }
    var index = line + 3
    while index < newline, bytes[index].isBlank || bytes[index] == .carriageReturn { index += 1 }
    return index == newline
  }

  private mutating func finish(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ first: Int, _ closing: Int, isValid: Bool,
    _ lineStarts: [Int32], into note: inout Note
  ) {
    let range = SourceRange(start, closing + 3)
    note.blocks.append(Block(kind: .yaml, range: range))
    tree.removeAll(file: bytes)
    do throws(YAMLReader.Failure) {
      try readTree(bytes, first, closing, isValid: isValid)
      guard !tree.nodes.isEmpty else { return }
      note.frontMatter = range
      guard tree.nodes[Int(tree.root)].kind == .map else {
        if tree.isNull(tree.root) {
          note.frontMatter = nil
          return
        }
        let found = tree.nodes[Int(tree.root)].kind == .list ? "a list" : "a single value"
        throw YAMLReader.Failure(
          offset: Int(tree.nodes[Int(tree.root)].start),
          message: "expected 'key: value' but found \(found)")
      }
      var properties = PropertyReader(tree: tree, keepsNames: keepsNames)
      try properties.read(into: &note)
    } catch {
      note.frontMatter = range
      forgetProperties(&note)
      note.problems.append(
        Problem(
          kind: .yamlInvalid, position: LineTable(starts: lineStarts).position(at: error.offset),
          message: "front matter is not valid YAML: \(error.message); reading no properties"))
      return
    }
    addRepeatedKeys(LineTable(starts: lineStarts), to: &note)
  }

  /// Nothing is guessed from a front matter that is broken.
  private func forgetProperties(_ note: inout Note) {
    note.title = ""
    note.properties = []
    note.tags = []
    note.aliases = []
    note.questions = []
    note.propertyLinks = []
  }

  private func addRepeatedKeys(_ lines: LineTable, to note: inout Note) {
    let keys = tree.repeatedKeys.sorted { tree.nodes[Int($0)].start < tree.nodes[Int($1)].start }
    for key in keys.prefix(Self.maximumProblems) {
      note.problems.append(
        Problem(
          kind: .yamlDuplicateKey, position: lines.position(at: Int(tree.nodes[Int(key)].start)),
          message: "property '\(tree.name(ofKey: key))' is written twice; the last one counts"))
    }
  }

  private mutating func readTree(
    _ bytes: UnsafePointer<UInt8>, _ first: Int, _ closing: Int, isValid: Bool
  ) throws(YAMLReader.Failure) {
    if !isValid, let repaired = RepairedText(bytes, first, closing) {
      try readTree(repaired, bytes)
      return
    }
    if QuickYAML.read(bytes, first, closing, into: &tree) { return }
    tree.removeAll(file: bytes)
    try YAMLReader.read(bytes, first, closing, into: &tree)
  }

  /// The reader of YAML reads nothing but UTF-8, so it gets the copy; places are those of the file.
  private mutating func readTree(
    _ text: RepairedText, _ file: UnsafePointer<UInt8>
  ) throws(YAMLReader.Failure) {
    var tree = tree
    let failure = text.bytes.withUnsafeBufferPointer { buffer -> YAMLReader.Failure? in
      guard let base = buffer.baseAddress else { return nil }
      tree.removeAll(file: base)
      do throws(YAMLReader.Failure) {
        try YAMLReader.read(base, 0, buffer.count, into: &tree)
        tree.move(to: file) { Int32(truncatingIfNeeded: text.source(Int($0))) }
        return nil
      } catch {
        return error
      }
    }
    self.tree = tree
    if let failure {
      throw YAMLReader.Failure(offset: text.source(failure.offset), message: failure.message)
    }
  }

  /// Reports a first line that looks like the start of a front matter which never ends.
  private func addUnclosed(
    _ bytes: UnsafePointer<UInt8>, _ first: Int, _ count: Int, into note: inout Note
  ) {
    guard looksLikeKey(bytes, first, findNewline(bytes, first, count)) else { return }
    var line = 2
    var start = first
    while start < count {
      let newline = findNewline(bytes, start, count)
      let isContinued = bytes[start].isBlank || bytes[start] == UInt8(ascii: "-")
      guard newline > start, isContinued || looksLikeKey(bytes, start, newline) else { break }
      line += 1
      start = newline + 1
    }
    note.problems.append(
      Problem(
        kind: .frontMatterUnclosed, position: Position(line: 1, column: 1),
        message:
          "front matter is never closed; expected '---' before line \(line), reading it as text"))
  }

  /// Whether a line reads `key:` with something after it or not.
  private func looksLikeKey(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var index = start
    while index < end, bytes[index] != UInt8(ascii: ":") {
      if ByteClass.table[Int(bytes[index])] & ByteClass.yamlSpecial != 0 { return false }
      index += 1
    }
    guard index < end, index > start, !bytes[start].isBlank else { return false }
    return index + 1 == end || bytes[index + 1].isSpace
  }
}
