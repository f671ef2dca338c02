import Characters
import NoteModel

// Running text: paragraphs, headings and the titles of callouts, line by line.
extension NoteShaper {
  mutating func tellText(_ leaf: Leaf, _ body: (LineShape) throws -> Void) rethrows {
    let count = Int(leaf.spanCount)
    guard count > 0 else { return }
    begin(leaf, 0, kind(of: leaf))
    var (line, first) = (0, 0)
    while first < count {
      let last = endOfWindow(leaf, from: first)
      assembler.text.load(leaf, first..<last, blocks.layout, bytes)
      var limit = assembler.text.end
      if leaf.idStart > 0, last == count {
        limit = Int(leaf.idStart) - 1
        while limit > assembler.text.start, bytes[limit - 1].isBlank { limit -= 1 }
      }
      var start = assembler.text.start
      while start < limit {
        let end = TextStretch.end(
          assembler.text.base(bytes), from: start, to: limit, most: Self.longestStretch)
        scan(start, end)
        while let piece = nextPiece() {
          while line < first + piece.line { try endLine(leaf, &line, body) }
          add(piece)
        }
        start = end
        if start < limit, !shape.pieces.isEmpty {
          try body(shape)
          shape.removeText()
          shape.isContinued = true
        }
      }
      first = last
    }
    while line < count { try endLine(leaf, &line, body) }
  }

  /// The lines of a leaf that are read at once: as many as a stretch has room for.
  private mutating func endOfWindow(_ leaf: Leaf, from first: Int) -> Int {
    var (last, bytes) = (first, 0)
    while last < Int(leaf.spanCount) {
      let span = blocks.layout.spans[Int(leaf.spanStart) + last]
      bytes += Int(span.end - span.start) + 1
      if last > first, bytes > Self.longestStretch { break }
      last += 1
    }
    return last
  }

  /// Hands out the line at hand, and begins the next one.
  private mutating func endLine(
    _ leaf: Leaf, _ line: inout Int, _ body: (LineShape) throws -> Void
  ) rethrows {
    finish(leaf, line)
    try body(shape)
    line += 1
    next = max(next, Int(leaf.firstLine) + line)
    if line == Int(leaf.spanCount) { return }
    var kind = shape.kind
    if case .callout = kind { kind = .paragraph }
    begin(leaf, line, kind)
  }

  private mutating func kind(of leaf: Leaf) -> LineShape.Kind {
    switch leaf.kind {
    case .heading: .heading(level: Int(leaf.level))
    case .paragraph where leaf.isLabel: .label
    case .callout: .callout(type: calloutType(leaf))
    default: .paragraph
    }
  }

  /// Adds what stands after the text of a line: the colon of a label, and the id of a block.
  private mutating func finish(_ leaf: Leaf, _ line: Int) {
    let span = blocks.layout.spans[Int(leaf.spanStart) + line]
    let bytes = bytes
    let end = self.line(Int(leaf.firstLine) + line).upperBound
    var place = Int(span.end)
    if leaf.idStart > 0 { place = Int(leaf.idStart) - 1 }
    if leaf.isLabel {
      let rest = place..<end
      if let colon = rest.prefix(4).first(where: { bytes[$0] == UInt8(ascii: ":") }) {
        shape.pieces.append(LineShape.Piece(source: colon..<colon + 1, style: []))
      }
      while place < end,
        bytes[place] == UInt8(ascii: "*") || bytes[place] == UInt8(ascii: "_")
          || bytes[place] == UInt8(ascii: ":")
      {
        place += 1
      }
    }
    let rest = trimmed(place..<max(place, end))
    if rest.isEmpty {
      shape.endsWithBreak = isBreak(before: end, behind: place)
    } else if bytes[rest.lowerBound] == UInt8(ascii: "^") {
      shape.literals.append(.space)
      shape.pieces.append(
        LineShape.Piece(
          source: rest.lowerBound..<rest.lowerBound,
          literal: shape.literals.count - 1..<shape.literals.count, style: []))
      shape.pieces.append(LineShape.Piece(source: rest, style: .anchor))
    }
  }

  /// Whether what stands after the text of a line breaks it: two blanks, or the backslash that the text left out.
  private mutating func isBreak(before end: Int, behind place: Int) -> Bool {
    end - place > 1 || end > 0 && end == place && bytes[end - 1] == UInt8(ascii: "\\")
  }

  /// The type of a callout, which stands before its title or is its text.
  private mutating func calloutType(_ leaf: Leaf) -> Range<Int> {
    let span = blocks.layout.spans[Int(leaf.spanStart)]
    if leaf.level == 1 { return Int(span.start)..<Int(span.end) }
    let start = line(Int(leaf.firstLine)).lowerBound
    var place = Int(span.start)
    while place > start + 1,
      bytes[place - 1] != UInt8(ascii: "!") || bytes[place - 2] != UInt8(ascii: "[")
    {
      place -= 1
    }
    var end = place
    while end < Int(span.start), bytes[end] != UInt8(ascii: "]"), bytes[end] != UInt8(ascii: "|") {
      end += 1
    }
    return place..<end
  }
}
