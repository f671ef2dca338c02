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
  /// Links that are still looked up: of further ones nobody follows any.
  private var linksLeft = 10_000

  init(
    _ bytes: UnsafeRawBufferPointer, in source: VaultPath, _ resolver: LinkResolver?,
    matches: [Range<Int>] = []
  ) {
    self.bytes = bytes
    self.source = source
    self.resolver = resolver
    self.matches = matches
  }

  /// Returns the line of a shape; shapes have to come in order.
  mutating func line(_ shape: LineShape) -> ShownLine {
    ShownLine(
      kind: kind(shape), line: shape.line, isContinued: shape.isContinued,
      markers: shape.markers.map(marker), pieces: pieces(shape.pieces),
      cells: shape.cells.map { pieces($0) })
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

  private mutating func pieces(_ shapes: [LineShape.Piece]) -> [ShownLine.Piece] {
    var pieces: [ShownLine.Piece] = []
    pieces.reserveCapacity(shapes.count)
    for shape in shapes {
      let target = target(of: shape)
      func add(_ range: Range<Int>, isMatch: Bool) {
        var style = ShownLine.Style(rawValue: shape.style.rawValue)
        if isMatch { style.insert(.match) }
        let text = shape.literal.map { String(decoding: $0, as: UTF8.self) } ?? text(range)
        if let last = pieces.last, last.style == style, last.target == target {
          pieces[pieces.count - 1].text += text
        } else {
          pieces.append(ShownLine.Piece(text, style, target: target))
        }
      }
      if matches.isEmpty || shape.literal != nil {
        add(shape.source, isMatch: false)
      } else {
        for cut in cuts(of: shape.source) { add(cut.range, isMatch: cut.isMatch) }
      }
    }
    return pieces
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

  private mutating func target(of shape: LineShape.Piece) -> ShownLine.Target? {
    switch shape.target {
    case nil: return nil
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
