import Characters
import NoteSearch

/// Makes the lines of a file that a search found.
struct FoundLines {
  /// Bytes of a line that are shown.
  private static let longest = 300
  /// The most matches that are marked in a line.
  private static let mostMarks = 100

  private let file: UnsafeRawBufferPointer
  private let context: Int
  private(set) var lines: [FoundLine] = []
  private(set) var placeCount = 0
  /// The line of the file that `lineStart` begins.
  private var line = 1
  private var lineStart = 0
  /// How far the lines of the file were counted.
  private var counted = 0

  init(_ found: FoundFile, _ file: UnsafeRawBufferPointer, context: Int) {
    self.file = file
    self.context = context
    if file.starts(with: [0xEF, 0xBB, 0xBF]) { (lineStart, counted) = (3, 3) }
    let places = found.places
    placeCount = places.count { !$0.range.isEmpty }
    var index = 0
    while index < places.count {
      let text = found.file.texts[places[index].text]
      if index > 0, places[index - 1].text != places[index].text { shownUntil = -1 }
      let range = Self.line(around: places[index].range.lowerBound, text.bytes)
      var end = index + 1
      while end < places.count, places[end].text == places[index].text,
        places[end].range.lowerBound < range.upperBound
          || places[end].range.lowerBound == range.upperBound
            && places[end].range.lowerBound == text.bytes.count
      {
        end += 1
      }
      let next =
        end < places.count && places[end].text == places[index].text
        ? places[end].range.lowerBound : text.bytes.count
      add(places[index..<end].map(\.range), range, text, before: next)
      index = end
    }
  }

  /// Returns the line that holds a byte, with its end.
  private static func line(around place: Int, _ bytes: UnsafeRawBufferPointer) -> Range<Int> {
    var start = min(place, bytes.count)
    while start > 0, bytes[start - 1] != .lineFeed { start -= 1 }
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    return start..<end(from: max(place, start), bytes)
  }

  /// Returns where the line that holds a byte ends, after its line feed.
  private static func end(from place: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
    var end = place
    while end < bytes.count, bytes[end] != .lineFeed { end += 1 }
    return min(end + 1, bytes.count)
  }

  private mutating func add(
    _ marks: [Range<Int>], _ range: Range<Int>, _ text: SearchedText, before next: Int
  ) {
    let source = text.source(marks[0].lowerBound)
    count(to: source)
    var excerpts = LineExcerpts(longest: Self.longest)
    let bytes = text.bytes
    let content = Self.withoutEnd(range, bytes)
    let part = excerpts.part(
      of: content, bytes,
      around: min(marks[0].lowerBound, content.upperBound) - content.lowerBound + 1)
    var shown = part.isCutBefore ? "…" : ""
    var matches: [Range<Int>] = []
    var done = part.range.lowerBound
    for mark in marks.prefix(Self.mostMarks) {
      let mark = mark.clamped(to: part.range)
      if mark.isEmpty || mark.lowerBound < done { continue }
      shown += String(decoding: bytes[done..<mark.lowerBound], as: UTF8.self)
      let start = shown.utf8.count
      shown += String(decoding: bytes[mark], as: UTF8.self)
      matches.append(start..<shown.utf8.count)
      done = mark.upperBound
    }
    shown += String(decoding: bytes[done..<part.range.upperBound], as: UTF8.self)
    if part.isCutBehind { shown += "…" }
    var found = FoundLine(
      line: line, column: source - lineStart + 1, text: shown, matches: matches, before: [],
      after: [])
    if context > 0 { addAround(&found, range, bytes, before: next) }
    lines.append(found)
  }

  private mutating func count(to place: Int) {
    while counted < place {
      if file[counted] == .lineFeed {
        line += 1
        lineStart = counted + 1
      }
      counted += 1
    }
  }

  // MARK: Lines around

  /// How far the text at hand was shown with the rows before; -1 where another text was.
  private var shownUntil = 0

  private mutating func addAround(
    _ found: inout FoundLine, _ range: Range<Int>, _ bytes: UnsafeRawBufferPointer,
    before next: Int
  ) {
    let starts = startsBefore(range, bytes)
    found.isApart = !lines.isEmpty && (starts.first ?? range.lowerBound) > shownUntil
    found.before = starts.map { excerpt(Self.line(around: $0, bytes), bytes) }
    found.after = after(range, bytes, before: next)
  }

  /// Where the lines before begin that no other row shows.
  private func startsBefore(_ range: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> [Int] {
    var starts: [Int] = []
    var start = range.lowerBound
    while starts.count < context, start > shownUntil, start > 0 {
      let line = Self.line(around: start - 1, bytes)
      if line.lowerBound >= start { break }
      start = line.lowerBound
      if start < shownUntil { break }
      starts.append(start)
    }
    return starts.reversed()
  }

  private mutating func after(
    _ range: Range<Int>, _ bytes: UnsafeRawBufferPointer, before next: Int
  ) -> [String] {
    var texts: [String] = []
    var start = range.upperBound
    while texts.count < context, start < bytes.count {
      let end = Self.end(from: start, bytes)
      if next < end { break }
      texts.append(excerpt(start..<end, bytes))
      start = end
    }
    shownUntil = start
    return texts
  }

  private func excerpt(_ line: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> String {
    var excerpts = LineExcerpts(longest: Self.longest)
    return excerpts.text(bytes, Self.withoutEnd(line, bytes), around: 1)
  }

  private static func withoutEnd(
    _ line: Range<Int>, _ bytes: UnsafeRawBufferPointer
  ) -> Range<Int> {
    var end = line.upperBound
    if end > line.lowerBound, bytes[end - 1] == .lineFeed { end -= 1 }
    if end > line.lowerBound, bytes[end - 1] == .carriageReturn { end -= 1 }
    return line.lowerBound..<end
  }
}
