import Characters
import VaultKit

extension Answer {
  /// The answer with the text that a person sees, and its matches where they stand in that.
  var visible: Answer {
    var answer = self
    (answer.text, answer.matches) = matches.visible(in: text)
    if var passage {
      (passage.text, passage.matches) = passage.matches.visible(in: passage.text)
      answer.passage = passage
    }
    return answer
  }

  /// What its text takes at most, in quarters of a token.
  var textQuarters: Int {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + LineWindow.cost($1) }
  }

  /// Returns the answer with the blocks around its passage that quarters of a token have room for; nil if all fit.
  ///
  /// The passage stays whatever it takes. Of lists and tables single lines are taken where the whole does not fit.
  func cut(toQuarters quarters: Int) -> Answer? {
    if textQuarters <= quarters { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let passage = passage?.textLines.clamped(to: 0..<lines.count) ?? 0..<0
    var window = LineWindow(lines, passage, quarters: quarters)
    window.grow()
    return cut(to: window.range, of: lines)
  }

  /// Leaves of the text what the passage has of its lines: these can be very long.
  mutating func cutToPassage() {
    guard let passage else { return }
    (text, matches) = (passage.text, passage.matches)
    self.passage?.textLines =
      0..<passage.text.split(separator: "\n", omittingEmptySubsequences: false).count
  }

  private func cut(to range: Range<Int>, of lines: [Substring]) -> Answer {
    guard let first = lines[range].first, let last = lines[range].last else {
      var answer = self
      (answer.text, answer.matches) = ("", [])
      answer.passage?.textLines = 0..<0
      return answer
    }
    var answer = self
    let kept = text[first.startIndex..<last.endIndex]
    let start = text.utf8.distance(from: text.startIndex, to: first.startIndex)
    let end = start + kept.utf8.count
    answer.text = String(kept)
    answer.textLine += range.lowerBound
    answer.matches = matches.filter { $0.start >= start && $0.end <= end }.map { match in
      var match = match
      match.start -= start
      match.end -= start
      return match
    }
    if let passage {
      let places = passage.textLines.clamped(to: range)
      answer.passage?.textLines =
        places.lowerBound - range.lowerBound..<places.upperBound - range.lowerBound
    }
    return answer
  }
}

/// Lines of a text around some of them, which grow as long as there is room.
private struct LineWindow {
  private let lines: [Substring]
  private(set) var range: Range<Int>
  private var room: Int

  init(_ lines: [Substring], _ core: Range<Int>, quarters: Int) {
    self.lines = lines
    range = core
    room = quarters - lines[core].reduce(0) { $0 + Self.cost($1) }
  }

  /// Takes what follows and what comes before in turns, block by block.
  mutating func grow() {
    var (growsDown, growsUp) = (true, true)
    while growsDown || growsUp {
      if growsDown { growsDown = growDown() }
      if growsUp { growsUp = growUp() }
    }
  }

  private mutating func growDown() -> Bool {
    var end = range.upperBound
    while end < lines.count, isBlank(end) { end += 1 }
    while end < lines.count, !isBlank(end) { end += 1 }
    if take(range.upperBound..<end) { return end < lines.count }
    let next = range.upperBound
    return next < lines.count && isEntry(next) && take(next..<next + 1)
  }

  private mutating func growUp() -> Bool {
    var start = range.lowerBound
    while start > 0, isBlank(start - 1) { start -= 1 }
    while start > 0, !isBlank(start - 1) { start -= 1 }
    if take(start..<range.lowerBound) { return start > 0 }
    let last = range.lowerBound - 1
    return last >= 0 && isEntry(last) && take(last..<last + 1)
  }

  private mutating func take(_ more: Range<Int>) -> Bool {
    if more.isEmpty { return false }
    let cost = lines[more].reduce(0) { $0 + Self.cost($1) }
    if cost > room { return false }
    room -= cost
    range = min(range.lowerBound, more.lowerBound)..<max(range.upperBound, more.upperBound)
    return true
  }

  private func isBlank(_ line: Int) -> Bool { lines[line].utf8.allSatisfy { $0.isSpace } }

  /// Whether a line is an item of a list or a row of a table, which can stand by itself.
  private func isEntry(_ line: Int) -> Bool {
    let text = lines[line].utf8.drop { $0.isBlank }
    guard let first = text.first else { return false }
    if first == UInt8(ascii: "|") { return true }
    let rest = text.drop { $0.isDigit }
    let isNumbered = first.isDigit && rest.dropFirst().first?.isBlank == true
    return isNumbered || "-*+".utf8.contains(first) && text.dropFirst().first?.isBlank == true
  }

  /// With its end, and with what stands before it in an answer.
  static func cost(_ line: Substring) -> Int { TokenCount.printedQuarters(line.utf8) + 3 }
}

extension [TextMatch] {
  fileprivate func visible(in text: String) -> (String, [TextMatch]) {
    let (visible, places) = VisibleText.of(text, places: flatMap { [$0.start, $0.end] })
    var matches = self
    for place in indices {
      (matches[place].start, matches[place].end) = (places[2 * place], places[2 * place + 1])
    }
    return (visible, matches)
  }
}
