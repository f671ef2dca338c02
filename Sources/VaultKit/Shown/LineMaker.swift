import NoteLinks
import NoteModel
import NoteParsing

/// Makes lines out of the shapes of a note.
struct LineMaker {
  private let bytes: UnsafeRawBufferPointer
  private let source: VaultPath
  private let resolver: LinkResolver?
  /// Where terms of a question stand in the file, ascending.
  private let matches: [Range<Int>]
  private var nextMatch = 0
  /// How many more links are looked up; further ones lead nowhere.
  private var linksLeft = 10_000
  private var lastTarget: (written: LineShape.Target, target: ShownLine.Target?)?
  /// The line in the making; its memory is used again.
  private var line = ShownLine(kind: .blank, line: 0)

  init(
    _ bytes: UnsafeRawBufferPointer, in source: VaultPath, _ resolver: LinkResolver?,
    matches: [Range<Int>] = []
  ) {
    self.bytes = bytes
    self.source = source
    self.resolver = resolver
    self.matches = matches
  }

  /// Hands the line of a shape to `body`; shapes have to come in order.
  mutating func make(_ shape: LineShape, _ body: (ShownLine) throws -> Void) rethrows {
    line.kind = kind(shape)
    line.line = shape.line
    (line.isContinued, line.endsWithBreak) = (shape.isContinued, shape.endsWithBreak)
    if !line.markers.isEmpty { line.markers.removeAll(keepingCapacity: true) }
    for marker in shape.markers { line.markers.append(self.marker(marker)) }
    if !line.pieces.isEmpty { line.pieces.removeAll(keepingCapacity: true) }
    if !line.cellEnds.isEmpty { line.cellEnds.removeAll(keepingCapacity: true) }
    var first = 0
    for end in shape.cellEnds {
      addPieces(first..<end, of: shape)
      line.cellEnds.append(line.pieces.count)
      first = end
    }
    addPieces(first..<shape.pieces.count, of: shape)
    try body(line)
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  private func kind(_ shape: LineShape) -> ShownLine.Kind {
    switch shape.kind {
    case .blank: .blank
    case .paragraph: .paragraph
    case .heading(let level): .heading(level: level)
    case .label: .label
    case .codeStart(let language): .codeStart(language: text(language))
    case .code: .code
    case .math: .math
    case .html: .html
    case .comment: .comment
    case .tableRow(let isHead): .tableRow(isHead: isHead)
    case .tableRule: .tableRule(shape.alignments.map(alignment))
    case .callout(let type): .callout(type: text(type))
    case .thematicBreak: .thematicBreak
    case .markup: .markup
    }
  }

  private func alignment(_ alignment: LineShape.Alignment) -> ShownLine.Alignment {
    switch alignment {
    case .left: .left
    case .center: .center
    case .right: .right
    }
  }

  private func marker(_ marker: LineShape.Marker) -> ShownLine.Marker {
    switch marker {
    case .quote: .quote
    case .blanks(let count): .blanks(count)
    case .bullet: .bullet
    case .number(let range): .number(text(range))
    case .task(let range): .task(text(range).first ?? "?")
    case .footnote(let range): .footnote(text(range))
    }
  }

  private mutating func addPieces(_ range: Range<Int>, of shape: LineShape) {
    // Those of two cells are not joined.
    let first = line.pieces.count
    for place in range {
      let piece = shape.pieces[place]
      let target = piece.target.flatMap { self.target($0) }
      let style = ShownLine.Style(rawValue: piece.style.rawValue)
      if let literal = piece.literal {
        let text = String(decoding: shape.literals[literal], as: UTF8.self)
        add(ShownLine.Piece(text, style, target: target), behind: first)
      } else if matches.isEmpty {
        add(ShownLine.Piece(text(piece.source), style, target: target), behind: first)
      } else {
        for cut in cuts(of: piece.source) {
          let style = cut.isMatch ? style.union(.match) : style
          add(ShownLine.Piece(text(cut.range), style, target: target), behind: first)
        }
      }
    }
  }

  private mutating func add(_ piece: ShownLine.Piece, behind first: Int) {
    let last = line.pieces.count - 1
    if last >= first, line.pieces[last].style == piece.style,
      line.pieces[last].target == piece.target
    {
      line.pieces[last].text += piece.text
    } else {
      line.pieces.append(piece)
    }
  }

  /// A stretch of the file, cut where matches begin and end.
  private mutating func cuts(of range: Range<Int>) -> [(range: Range<Int>, isMatch: Bool)] {
    var cuts: [(range: Range<Int>, isMatch: Bool)] = []
    var place = range.lowerBound
    while nextMatch < matches.count, matches[nextMatch].upperBound <= place { nextMatch += 1 }
    for match in matches[nextMatch...] where place < range.upperBound {
      guard match.lowerBound < range.upperBound else { break }
      if match.lowerBound > place { cuts.append((place..<match.lowerBound, false)) }
      let start = max(place, match.lowerBound)
      let end = min(range.upperBound, match.upperBound)
      if end > start { cuts.append((start..<end, true)) }
      place = max(place, end)
    }
    if place < range.upperBound { cuts.append((place..<range.upperBound, false)) }
    return cuts
  }

  // MARK: Links

  private mutating func target(_ written: LineShape.Target) -> ShownLine.Target? {
    // A link has a piece for each style in it.
    if let lastTarget, lastTarget.written == written { return lastTarget.target }
    let target = found(LineShape.destination(of: written, in: bytes))
    lastTarget = (written, target)
    return target
  }

  private mutating func found(_ destination: LineShape.Destination) -> ShownLine.Target? {
    switch destination {
    case .address(let address): return .address(address)
    case .name(let name, let form):
      guard let resolver, linksLeft > 0 else { return nil }
      linksLeft -= 1
      let hash = name.firstIndex(of: "#") ?? name.endIndex
      guard let path = resolver.resolve(name[..<hash], form: form, from: source).path else {
        return nil
      }
      return .file(path: path.text, fragment: String(name[hash...]))
    }
  }
}
