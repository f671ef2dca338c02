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
  func window(before: Int, passage limit: Int, after: Int) -> Range<Int> {
    let end = min(passage.upperBound, passage.lowerBound + limit)
    let isCut = end < passage.upperBound
    let first = max(0, passage.lowerBound - before)
    let last = min(lines.count, isCut ? end : end + after)
    // One hidden line is not worth the mark that says so.
    return
      (first <= 1 && before > 0 ? 0 : first)..<(last + 1 >= lines.count && after > 0 && !isCut
      ? lines.count : last)
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
    while start > line.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < line.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return start..<end
  }

  /// The matches that lie in a line or reach into it: they ascend, and a text can have millions of both.
  private func matches(in line: Range<Int>) -> some Collection<TextMatch> {
    let first = Self.first(below: matches.count) { reaches[$0] > line.lowerBound }
    let last = Self.first(below: matches.count) { matches[$0].start >= line.upperBound }
    return matches[min(first, last)..<last].lazy.filter { $0.end > line.lowerBound }
  }

  /// The first number of which something holds that then holds of all later ones.
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
