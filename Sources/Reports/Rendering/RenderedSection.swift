import VaultKit

/// The lines of an answer that are printed as rendered Markdown.
struct RenderedSection {
  private let lines: [ShownLine]
  private let first: Int
  private let section: SectionLines
  private let longest: Int?

  /// - Parameters:
  ///   - range: The lines of the section, counted from 0.
  ///   - longest: Bytes of a line to show at most, around its first match; nil for all.
  init(_ answer: Answer, _ section: SectionLines, _ range: Range<Int>, longest: Int?) {
    first = answer.textLine
    self.section = section
    self.longest = longest
    let start = answer.lines.firstIndex { $0.line - answer.textLine >= range.lowerBound }
    let end = answer.lines.firstIndex { $0.line - answer.textLine >= range.upperBound }
    let all = answer.lines
    let shown = (start ?? all.endIndex)..<max(start ?? all.endIndex, end ?? all.endIndex)
    var lines = Array(Self.head(above: shown, all) + all[shown])
    // What begins after the last line is not shown.
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    self.lines = lines
  }

  /// The rows that name the columns of the table that the lines begin in.
  private static func head(above range: Range<Int>, _ lines: [ShownLine]) -> ArraySlice<ShownLine> {
    guard let first = range.first, lines[first].kind == .tableRow(isHead: false) else { return [] }
    var place = first
    while place > 0, lines[place - 1].isTable {
      place -= 1
      if lines[place].kind == .tableRow(isHead: true) {
        return lines[place..<min(place + 2, first)]
      }
    }
    return []
  }

  func print(to output: Output, _ look: Look, columns: Int) {
    var renderer = LineRenderer(output, look, columns: columns)
    for line in lines {
      let index = line.line - first
      let isPassage = section.passage.contains(index)
      switch line.kind {
      // Nothing of them answers.
      case .comment, .markup: continue
      case .html:
        // What it shows is read more easily than how it is written.
        guard section.all.contains(index) else { continue }
        renderer.print(plain(line, section.spans(of: index, longest: longest)), mark(isPassage))
      default: renderer.print(longest.map { line.shortened(to: $0) } ?? line, mark(isPassage))
      }
    }
    renderer.finish()
  }

  private func mark(_ isPassage: Bool) -> LineRenderer.Mark { isPassage ? .passage : .blank }

  /// A line with other text.
  private func plain(_ line: ShownLine, _ spans: [Span]) -> ShownLine {
    var line = line
    line.pieces = spans.map {
      ShownLine.Piece($0.text, $0.roles.contains(.match) ? .match : [])
    }
    line.kind = spans.allSatisfy { $0.text.allSatisfy(\.isWhitespace) } ? .blank : .paragraph
    return line
  }
}

extension ShownLine {
  fileprivate var isTable: Bool {
    switch kind {
    case .tableRow, .tableRule: true
    default: false
    }
  }

  /// Whether it says nothing without what comes after it.
  fileprivate var isEmpty: Bool {
    if case .codeStart = kind { return true }
    return kind == .blank
  }

  /// Returns a long line without what is far from its first match.
  fileprivate func shortened(to longest: Int) -> ShownLine {
    let sizes = pieces.map(\.text.utf8.count)
    let size = sizes.reduce(0, +)
    if size <= longest { return self }
    let match = pieces.firstIndex { $0.style.contains(.match) } ?? 0
    let start = max(0, min(sizes[..<match].reduce(0, +) - longest / 3, size - longest))
    var line = self
    line.pieces = []
    var place = 0
    for (piece, count) in zip(pieces, sizes) {
      let from = max(start - place, 0)
      let to = min(count, start + longest - place)
      place += count
      if from >= to { continue }
      var cut = piece
      cut.text = String(decoding: Array(piece.text.utf8)[from..<to], as: UTF8.self)
        .trimmingBrokenEnds()
      line.pieces.append(cut)
    }
    let dots = Piece("…", [])
    if start > 0 { line.pieces.insert(dots, at: 0) }
    if start + longest < size { line.pieces.append(dots) }
    return line
  }
}

extension String {
  /// The text without what is left of signs that were cut.
  fileprivate func trimmingBrokenEnds() -> String {
    var text = self[...]
    while text.first == "\u{FFFD}" { text.removeFirst() }
    while text.last == "\u{FFFD}" { text.removeLast() }
    return String(text)
  }
}
