import Characters
import VaultKit

/// The text of an answer, line by line.
struct SectionLines {
  private let bytes: [UInt8]
  private let matches: [TextMatch]
  /// How far the matches up to each one reach: that of a phrase may reach beyond the next ones.
  private let reaches: [Int]
  /// Byte ranges of the lines, without their ends.
  private let lines: [Range<Int>]
  /// Indices of the lines that the passage covers.
  let passage: Range<Int>

  init(_ answer: Answer) {
    bytes = Array(answer.text.utf8)
    matches = answer.matches
    var reach = 0
    reaches = answer.matches.map { match in
      reach = max(reach, match.end)
      return reach
    }
    var lines: [Range<Int>] = []
    var start = 0
    for (offset, byte) in bytes.enumerated() where byte == .lineFeed {
      lines.append(start..<offset)
      start = offset + 1
    }
    if !bytes.isEmpty { lines.append(start..<bytes.count) }
    self.lines = lines
    if let passage = answer.passage {
      self.passage = passage.textLines.clamped(to: 0..<lines.count)
    } else {
      passage = 0..<0
    }
  }

  var all: Range<Int> { lines.indices }

  /// Returns the lines to show around the passage; of a long passage the beginning.
  ///
  /// Lines are counted as the rows that they fill, so that a list of long items takes no more room than one of short
  /// ones; the first line of the passage is shown whatever its length.
  ///
  /// - Parameter columns: Of a row; nil where each line is one.
  func window(before: Int, passage limit: Int, after: Int, columns: Int?) -> Range<Int> {
    func rows(_ line: Int) -> Int {
      columns.map { max(1, (lines[line].count - 1) / max(1, $0 - 2) + 1) } ?? 1
    }
    var end = passage.lowerBound
    var room = Self.rowsOfLine * limit
    while end < min(passage.upperBound, passage.lowerBound + limit) {
      room -= rows(end)
      if room < 0, end > passage.lowerBound { break }
      end += 1
    }
    let isCut = end < passage.upperBound
    var first = passage.lowerBound
    room = before
    // One hidden line is not worth the mark that says so.
    while first > 0, rows(first - 1) <= room || first == 1 && before > 0 && rows(0) == 1 {
      room -= rows(first - 1)
      first -= 1
    }
    guard !isCut, after > 0 else { return first..<readableEnd(first, end) }
    room = after
    while end < lines.count, rows(end) <= room || end == lines.count - 1 && rows(end) == 1 {
      room -= rows(end)
      end += 1
    }
    return first..<(end == lines.count ? end : readableEnd(first, end))
  }

  /// Rows that a line of a passage fills on average, at most.
  private static let rowsOfLine = 3

  /// The end of a range without lines at its end that say nothing: blank ones and rules.
  private func readableEnd(_ first: Int, _ end: Int) -> Int {
    var end = end
    while end > first + 1, bytes[lines[end - 1]].allSatisfy(\.isBlankOrControl) { end -= 1 }
    return end
  }

  /// Returns a line cut at the matches, safe for a terminal.
  ///
  /// - Parameter longest: Bytes of the line to show at most, around its first match; nil for all.
  func spans(of index: Int, longest: Int?) -> [Span] {
    let whole = lines[index]
    let line = longest.map { window(of: whole, longest: $0) } ?? whole
    var spans = cut(line)
    let mark = Span("…")
    if line.lowerBound > whole.lowerBound { spans.insert(mark, at: 0) }
    if line.upperBound < whole.upperBound { spans.append(mark) }
    return spans
  }

  /// Returns the part of a long line to show, which begins and ends with whole characters.
  private func window(of line: Range<Int>, longest: Int) -> Range<Int> {
    if line.count <= longest { return line }
    let match = matches(in: line).first
    var start = max(line.lowerBound, (match?.start ?? line.lowerBound) - longest / 3)
    var end = min(line.upperBound, start + longest)
    start = max(line.lowerBound, end - longest)
    while start > line.lowerBound, bytes[start].isContinuation { start -= 1 }
    while end < line.upperBound, bytes[end].isContinuation { end += 1 }
    return start..<end
  }

  /// The matches that lie in a line or reach into it: they ascend, and a text can have millions of both.
  private func matches(in line: Range<Int>) -> some Collection<TextMatch> {
    let first = Self.first(below: matches.count) { reaches[$0] > line.lowerBound }
    let last = Self.first(below: matches.count) { matches[$0].start >= line.upperBound }
    return matches[min(first, last)..<last].lazy.filter { $0.end > line.lowerBound }
  }

  /// The first number for which a condition holds that also holds for all later ones.
  private static func first(below count: Int, _ holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func cut(_ line: Range<Int>) -> [Span] {
    var spans: [Span] = []
    var offset = line.lowerBound
    for match in matches(in: line) {
      let start = max(offset, match.start)
      let end = min(line.upperBound, match.end)
      if start > offset { spans.append(span(offset..<start, isMatch: false)) }
      if end > start { spans.append(span(start..<end, isMatch: true)) }
      offset = max(offset, end)
    }
    if offset < line.upperBound { spans.append(span(offset..<line.upperBound, isMatch: false)) }
    return spans
  }

  private func span(_ range: Range<Int>, isMatch: Bool) -> Span {
    let text = PlainText.safe(String(decoding: bytes[range], as: UTF8.self))
    return Span(text.replacingTabs(), isMatch ? [.match] : [])
  }
}
