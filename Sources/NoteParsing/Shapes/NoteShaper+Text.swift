import Characters
import NoteModel

// Running text: paragraphs, headings and the titles of callouts, line by line.
extension NoteShaper {
  mutating func tellText(_ leaf: Leaf, _ body: (LineShape) throws -> Void) rethrows {
    guard leaf.spanCount > 0 else { return }
    assembler.text.load(leaf, blocks.layout, bytes)
    var kind = kind(of: leaf)
    var line = 0
    var shape = shape(leaf, 0, kind)
    var limit = assembler.text.end
    if leaf.idStart > 0 {
      limit = Int(leaf.idStart) - 1
      while limit > assembler.text.start, bytes[limit - 1].isBlank { limit -= 1 }
    }
    var start = assembler.text.start
    while start < limit {
      let end = TextStretch.end(
        assembler.text.base(bytes), from: start, to: limit, most: Self.longestStretch)
      // Lines are handed out when they end, so that those of a stretch need not be kept.
      var found: [(piece: LineShape.Piece, line: Int)] = []
      forEachPiece(start, end) { found.append(($0, $1)) }
      for (piece, place) in found {
        while line < place {
          finish(&shape, leaf, line)
          try body(shape)
          next = max(next, Int(leaf.firstLine) + line + 1)
          line += 1
          if case .callout = kind { kind = .paragraph }
          shape = self.shape(leaf, line, kind)
        }
        shape.pieces.append(piece)
      }
      start = end
      if start < limit, !shape.pieces.isEmpty {
        try body(shape)
        shape.pieces = []
        shape.isContinued = true
      }
    }
    while line < Int(leaf.spanCount) {
      finish(&shape, leaf, line)
      try body(shape)
      next = max(next, Int(leaf.firstLine) + line + 1)
      line += 1
      if line < Int(leaf.spanCount) { shape = self.shape(leaf, line, kind) }
    }
  }

  private func kind(of leaf: Leaf) -> LineShape.Kind {
    switch leaf.kind {
    case .heading: .heading(level: Int(leaf.level))
    case .paragraph where leaf.isLabel: .label
    case .callout: .callout(type: calloutType(leaf))
    default: .paragraph
    }
  }

  /// Adds what stands behind the text of a line: the colon of a label, and the id of a block.
  private func finish(_ shape: inout LineShape, _ leaf: Leaf, _ line: Int) {
    let span = blocks.layout.spans[Int(leaf.spanStart) + line]
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
    guard !rest.isEmpty, bytes[rest.lowerBound] == UInt8(ascii: "^") else { return }
    shape.pieces.append(
      LineShape.Piece(source: rest.lowerBound..<rest.lowerBound, literal: [0x20], style: []))
    shape.pieces.append(LineShape.Piece(source: rest, style: .anchor))
  }

  /// Scans a stretch of the text that is loaded, and calls `body` with its pieces and the lines they stand on.
  mutating func forEachPiece(
    _ start: Int, _ end: Int, _ body: (LineShape.Piece, _ line: Int) -> Void
  ) {
    assembler.inlines.scan(assembler.text.base(bytes), start, end)
    var pieces = InlinePieces(assembler.inlines)
    var place = start
    for index in 0..<assembler.inlines.events.count {
      let event = assembler.inlines.events[index]
      let eventStart = Int(event.start)
      guard eventStart >= place else { continue }
      copy(place..<min(eventStart, end), &pieces, body)
      place = max(place, Int(event.end))
      tell(event, &pieces, body)
    }
    if place < end { copy(place..<end, &pieces, body) }
  }

  /// Tells what stands in the place of markup.
  private func tell(
    _ event: InlineEvent, _ pieces: inout InlinePieces, _ body: (LineShape.Piece, Int) -> Void
  ) {
    guard event.literalCount > 0 || event.isGap else { return }
    let first = Int(event.literal)
    let literal =
      (event.isGap ? [0x20] : [])
      + assembler.inlines.literals[first..<first + Int(event.literalCount)]
    let place = Int(event.start)
    let source = assembler.text.source(place)
    let (style, link) = (pieces.styleOfLiteral(at: place), pieces.link(at: place))
    body(
      LineShape.Piece(
        source: source..<source + max(0, Int(event.end) - place), literal: literal, style: style,
        target: target(of: link, style)), lineIndex(of: place))
  }

  /// Tells a stretch of text, line by line.
  private func copy(
    _ range: Range<Int>, _ pieces: inout InlinePieces, _ body: (LineShape.Piece, Int) -> Void
  ) {
    var index = lineIndex(of: range.lowerBound)
    let lines = assembler.text.lines
    while index < lines.count, Int(lines[index].start) < range.upperBound {
      let start = max(range.lowerBound, Int(lines[index].start))
      let end = min(range.upperBound, Int(lines[index].end))
      if start < end {
        let shift = assembler.text.lineSource(index) - Int(lines[index].start)
        pieces.forEachStretch(in: start..<end) { stretch, style, link in
          body(
            LineShape.Piece(
              source: stretch.lowerBound + shift..<stretch.upperBound + shift, style: style,
              target: target(of: link, style)), index)
        }
      }
      index += 1
    }
  }

  private func target(of link: FoundLink?, _ style: LineShape.Style) -> LineShape.Target? {
    guard let link, style.contains(.link) || style.contains(.address) else { return nil }
    let range: Range<Int>
    if link.marks.contains(.isDefined) {
      range = assembler.inlines.definitions.destination(link.target.lowerBound)
    } else {
      let source = assembler.text.source(link.target.lowerBound)
      range = source..<source + link.target.count
    }
    guard link.form == .markdown else {
      return .name(
        String(
          decoding: UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count),
          as: UTF8.self), .wiki)
    }
    let target = LinkText.target(bytes, range)
    return LinkText.isExternal(bytes, range) ? .address(target) : .name(target, .markdown)
  }

  /// The line of the text that is loaded which a place lies on, or behind.
  private func lineIndex(of place: Int) -> Int {
    let lines = assembler.text.lines
    var (low, high) = (0, lines.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lines[middle].start) <= place { low = middle } else { high = middle }
    }
    return low
  }

  /// The type of a callout, which stands before its title or is its text.
  private func calloutType(_ leaf: Leaf) -> Range<Int> {
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
