import Characters

/// A piece of a text that is too long for one section, and where the next piece begins.
package struct TextPiece: Sendable {
  package var place: SectionTexts.Place
  /// 1-based lines of the file that it begins and ends on.
  package var firstLine: Int
  package var endLine: Int
  /// The line that the next piece begins on, and where in the file; nil if unknown.
  package var nextLine: Int
  package var source: Int?
}

extension SectionTexts {
  /// Cuts the text at the end into pieces of at most `most` bytes, between lines where there are any, else at blanks.
  ///
  /// Returns all but the last; `place` and `line` are where the text begins, then where its last piece does.
  ///
  /// - Parameters:
  ///   - settled: Bytes of it that stay as they are whatever follows: only they decide where it is cut.
  ///   - keeps: Whether the text of a piece, by its number, is not to be forgotten.
  package mutating func split(
    _ place: inout Place, _ line: inout Int, most: Int, settled: Int, keeps: (Int) -> Bool
  ) -> [TextPiece] {
    let whole = Array(bytes[Int(place.byte)...])
    let wholeLeaves = Array(leaves[Int(place.leaf)...])
    let wholeRuns = Array(runs[Int(place.run)...])
    let wholeMarks = marks(from: place.byte, to: end.byte)
    removeText(from: place)
    var pieces: [TextPiece] = []
    var (leaf, run, mark) = (0, 0, 0)
    var start = 0
    while true {
      let (end, next) = Self.cut(whole, from: start, most: most, settled: settled)
      add(wholeMarks, from: &mark, start..<end)
      bytes += whole[start..<end]
      add(wholeLeaves, from: &leaf, start..<end)
      add(wholeRuns, from: &run, start..<end)
      if end == whole.count { return pieces }
      var nextLine = line
      for byte in whole[start..<next] where byte == .lineFeed { nextLine += 1 }
      var endLine = nextLine
      for byte in whole[end..<next] where byte == .lineFeed { endLine -= 1 }
      if !keeps(pieces.count) { removeText(from: place) }
      pieces.append(
        TextPiece(
          place: place, firstLine: line, endLine: endLine, nextLine: nextLine,
          source: Self.source(of: next, wholeRuns, from: run)))
      (place, line, start) = (self.end, nextLine, next)
    }
  }

  /// Returns where the piece that begins at `start` ends, and where the next one begins.
  private static func cut(
    _ text: [UInt8], from start: Int, most: Int, settled: Int
  ) -> (end: Int, next: Int) {
    let limit = start + most
    guard limit < settled else { return (text.count, text.count) }
    var (line, blank) = (-1, -1)
    for index in limit - most / 4...limit {
      if text[index] == .lineFeed { line = index }
      if text[index] == .space, index < limit { blank = index + 1 }
    }
    if line > start {
      var next = line
      while next < text.count, text[next] == .lineFeed { next += 1 }
      while line > start + 1, text[line - 1] == .lineFeed { line -= 1 }
      if next < text.count { return (line, next) }
    }
    if blank > start { return (blank, blank) }
    var place = limit
    while place > start + 1, text[place].isContinuation { place -= 1 }
    return (place, place)
  }

  /// Adds the parts of leaves that lie in a piece; `first` goes on to the first one that reaches beyond it.
  private mutating func add(_ all: [LeafBlock], from first: inout Int, _ piece: Range<Int>) {
    while first < all.count, all[first].start < piece.upperBound {
      let leaf = all[first]
      let range = leaf.start.clamped(to: piece)..<leaf.end.clamped(to: piece)
      if !range.isEmpty {
        leaves.append(
          LeafBlock(
            kind: leaf.kind, start: range.lowerBound - piece.lowerBound,
            end: range.upperBound - piece.lowerBound))
      }
      if leaf.end > piece.upperBound { return }
      first += 1
    }
  }

  /// Adds the marks that lie in a piece, before its bytes; those that are cut are none.
  private mutating func add(_ all: [TextMark], from first: inout Int, _ piece: Range<Int>) {
    while first < all.count, all[first].start < piece.upperBound {
      let mark = all[first]
      if mark.start >= piece.lowerBound, mark.end <= piece.upperBound {
        marks.append(mark.moved(by: bytes.count - piece.lowerBound))
      }
      first += 1
    }
  }

  /// Adds the parts of runs that lie in a piece; `first` goes on to the first one that reaches beyond it.
  private mutating func add(_ all: [TextRun], from first: inout Int, _ piece: Range<Int>) {
    while first < all.count, Int(all[first].text) < piece.upperBound {
      let run = all[first]
      let (start, end) = (Int(run.text), Int(run.text + run.count))
      let range = start.clamped(to: piece)..<end.clamped(to: piece)
      if !range.isEmpty {
        runs.append(
          TextRun(
            text: Int32(range.lowerBound - piece.lowerBound),
            source: run.source + Int32(range.lowerBound - start), count: Int32(range.count)))
      }
      if end > piece.upperBound { return }
      first += 1
    }
  }

  /// Returns where in the file a place of the text stands, or what comes next after it.
  private static func source(of place: Int, _ runs: [TextRun], from first: Int) -> Int? {
    for run in runs[first...] where Int(run.text + run.count) > place {
      return Int(run.source) + max(0, place - Int(run.text))
    }
    return nil
  }
}

extension Int {
  fileprivate func clamped(to range: Range<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
