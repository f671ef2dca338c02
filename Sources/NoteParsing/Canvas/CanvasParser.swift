import JSON
package import NoteModel

/// Reads a canvas (`.canvas`, JSON Canvas 1.0) as a note.
///
/// Each text card gives the sections that it would have as a note, below the label of the group it lies in;
/// files and links of cards are the links. All lines are those of the canvas file: a card's text stands in
/// one string, so every line of it has the line of that string. Sections of a canvas do not cover the file.
/// Tags of cards are not tags of a canvas. An empty file is an empty canvas; one that is not JSON has what
/// stands before the mistake, and a problem.
package struct CanvasParser: ~Copyable {
  /// What a canvas says of a node: a canvas can have half a million, so its strings are read when they are wanted.
  private struct Node {
    enum Kind: UInt8 {
      case other, text, file, group
    }

    var area = CanvasArea()
    var kind = Kind.other
    /// Where strings begin, each with its quote; 0 for none.
    var text: UInt32 = 0
    var file: UInt32 = 0
    var subpath: UInt32 = 0
    /// The image behind a group.
    var background: UInt32 = 0
    var label: UInt32 = 0

    var isCard: Bool { kind == .text && text > 0 }
  }

  /// The bytes of a canvas.
  private struct Source {
    var bytes: UnsafePointer<UInt8>
    var count: Int

    /// Reads a string that was found to be one; nil where there is none.
    func string(at offset: UInt32) -> JSONString? {
      if offset == 0 { return nil }
      var reader = JSONReader(bytes: bytes, start: Int(offset), end: count)
      return try? reader.readString()
    }
  }

  private var parser = NoteParser()

  package init() {}

  /// Reads one canvas; bytes that are none give a note without sections' text, and a problem.
  package mutating func parse(_ bytes: [UInt8], path: VaultPath) -> Note {
    bytes.withUnsafeBytes { parse($0, path: path) }
  }

  /// Reads one canvas; the bytes are not needed afterwards.
  package mutating func parse(_ bytes: UnsafeRawBufferPointer, path: VaultPath) -> Note {
    var note = Note(path: path, title: String(path.stem))
    if let base = bytes.bindMemory(to: UInt8.self).baseAddress, !bytes.isEmpty {
      note.lines = Self.lines(base, bytes.count)
      var nodes: [Node] = []
      do throws(JSONFailure) { try Self.readNodes(base, bytes.count, { nodes.append($0) }) } catch {
        note.problems.append(
          Problem(
            kind: .fileUnreadable, position: note.lines.position(at: error.offset),
            message: "not a canvas: \(error.message)"))
      }
      let source = Source(bytes: base, count: bytes.count)
      let groups = nodes.filter { node in
        node.kind == .group && source.string(at: node.label)?.bytes.isEmpty == false
      }
      let around = CanvasGroups(groups.map(\.area))
        .smallest(around: nodes.filter(\.isCard).map(\.area))
      var card = 0
      for node in nodes {
        if node.isCard, let text = source.string(at: node.text) {
          let group = around[card] < 0 ? nil : source.string(at: groups[around[card]].label)
          addCard(text, group: group?.text, to: &note)
          card += 1
        } else {
          addFiles(of: node, source, to: &note)
        }
      }
    }
    note.links.sort()
    if note.sections.isEmpty { note.sections = [NoteAssembler.emptySection(at: 0, line: 1)] }
    return note
  }

  private static func lines(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> LineTable {
    var starts: [Int32] = [0]
    var newline = findNewline(bytes, 0, count)
    while newline < count {
      starts.append(Int32(truncatingIfNeeded: newline + 1))
      newline = findNewline(bytes, newline + 1, count)
    }
    return LineTable(starts: starts)
  }

  // MARK: Nodes

  /// Returns where the strings of a canvas stand that hold links: for those who change them in place.
  package static func strings(of bytes: [UInt8]) -> CanvasStrings {
    bytes.withUnsafeBufferPointer { buffer in
      var strings = CanvasStrings(lines: LineTable())
      guard let base = buffer.baseAddress else { return strings }
      strings.lines = Self.lines(base, buffer.count)
      let source = Source(bytes: base, count: buffer.count)
      try? readNodes(base, buffer.count) { add($0, source, to: &strings) }
      return strings
    }
  }

  /// Returns the texts of the cards of a canvas, in the order of the file.
  package static func cards(of bytes: UnsafeRawBufferPointer) -> [CanvasCard] {
    guard let base = bytes.bindMemory(to: UInt8.self).baseAddress, !bytes.isEmpty else { return [] }
    let source = Source(bytes: base, count: bytes.count)
    var cards: [CanvasCard] = []
    try? readNodes(base, bytes.count) { node in
      if node.isCard, let text = source.string(at: node.text) { cards.append(CanvasCard(text)) }
    }
    return cards
  }

  private static func add(_ node: Node, _ source: Source, to strings: inout CanvasStrings) {
    switch node.kind {
    case .file:
      guard let file = source.string(at: node.file) else { return }
      strings.files.append((file.range, source.string(at: node.subpath)?.range))
    case .group:
      guard let image = source.string(at: node.background) else { return }
      strings.files.append((image.range, nil))
    case .text:
      guard let text = source.string(at: node.text) else { return }
      strings.cards.append(text.range)
    case .other: return
    }
  }

  /// Calls `body` with each node; one that ends in a mistake counts with what stands before that.
  private static func readNodes(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ body: (Node) -> Void
  ) throws(JSONFailure) {
    let hasMark = count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    var reader = JSONReader(bytes: bytes, start: hasMark ? 3 : 0, end: count)
    // An empty file is an empty canvas.
    if reader.isAtEnd { return }
    try reader.readObject { (reader, key) throws(JSONFailure) in
      guard key == "nodes", reader.next == UInt8(ascii: "[") else {
        try reader.skip()
        return
      }
      try reader.readArray { (reader) throws(JSONFailure) in
        guard reader.next == UInt8(ascii: "{") else {
          try reader.skip()
          return
        }
        var node = Node()
        defer { body(node) }
        try read(&node, &reader)
      }
    }
  }

  private static func read(
    _ node: inout Node, _ reader: inout JSONReader
  ) throws(JSONFailure) {
    try reader.readObject { (reader, key) throws(JSONFailure) in
      if reader.next == UInt8(ascii: "\"") {
        let place = UInt32(truncatingIfNeeded: reader.position)
        let value = try reader.readString(decodes: key == "type")
        switch key {
        case "type": node.kind = Self.kind(value)
        case "text": node.text = place
        case "file": node.file = place
        case "subpath": node.subpath = place
        case "background": node.background = place
        case "label": node.label = place
        default: break
        }
      } else if let number = try reader.readNumber() {
        switch key {
        case "x": node.area.x = number
        case "y": node.area.y = number
        case "width": node.area.width = number
        case "height": node.area.height = number
        default: break
        }
      } else {
        try reader.skip()
      }
    }
  }

  private static func kind(_ type: JSONString) -> Node.Kind {
    switch type.text {
    case "text": .text
    case "file": .file
    case "group": .group
    default: .other
    }
  }

  // MARK: What nodes say

  private mutating func addFiles(of node: Node, _ source: Source, to note: inout Note) {
    if node.kind == .file, let file = source.string(at: node.file) {
      add(file, subpath: source.string(at: node.subpath), to: &note)
    } else if node.kind == .group, let image = source.string(at: node.background) {
      add(image, subpath: nil, to: &note)
    }
  }

  /// Adds a file that stands on the canvas, or behind a group of it.
  private func add(_ file: JSONString, subpath: JSONString?, to note: inout Note) {
    if file.bytes.isEmpty { return }
    let path = file.text.split { $0 == "/" || $0 == "\\" }.joined(separator: "/")
    // A path from the root is exact: nothing of that name elsewhere can be meant.
    note.links.append(
      Link(
        form: .wiki, isEmbed: true, link: "/" + path + (subpath?.text ?? ""), display: path,
        range: SourceRange(file.range.lowerBound, file.range.upperBound)))
  }

  private mutating func addCard(_ text: JSONString, group: String?, to note: inout Note) {
    let card = parser.parse(text.bytes, path: note.path)
    for link in card.links {
      var link = link
      link.range = SourceRange(text.source(link.range.start), text.source(link.range.end - 1) + 1)
      note.links.append(link)
    }
    let line = note.lines.line(at: text.range.lowerBound)
    for section in card.sections where !section.text.isEmpty || section.kind != .lead {
      var section = section
      section.headingPath = (group.map { [$0] } ?? []) + section.headingPath
      section.range = SourceRange(text.range.lowerBound, text.range.upperBound)
      section.line = line
      section.endLine = line
      section.text.firstLine = line
      section.text.runs = runs(section.text.runs, text)
      note.sections.append(section)
    }
  }

  /// The parts of runs that the canvas file holds as they are, without escapes.
  private func runs(_ runs: [TextRun], _ text: JSONString) -> [TextRun] {
    var result: [TextRun] = []
    var first = 0
    for run in runs {
      let start = Int(run.source)
      let end = start + Int(run.count)
      while first < text.runs.count, text.runs[first].text + text.runs[first].count <= start {
        first += 1
      }
      var index = first
      while index < text.runs.count, text.runs[index].text < end {
        let part = text.runs[index]
        let from = max(start, part.text)
        let to = min(end, part.text + part.count)
        result.append(
          TextRun(
            text: run.text + Int32(truncatingIfNeeded: from - start),
            source: Int32(truncatingIfNeeded: part.source + from - part.text),
            count: Int32(truncatingIfNeeded: to - from)))
        index += 1
      }
    }
    return result
  }
}
