import Characters
import NoteModel

/// Builds the plain text of one section after the other, line for line with the file.
struct PlainTextWriter: ~Copyable {
  /// The texts of the sections so far, the one that is being written at the end.
  private var texts = SectionTexts()
  /// Where that one begins.
  private(set) var start = SectionTexts.Place(byte: 0, leaf: 0, run: 0)
  /// Whether the file holds bytes that are not UTF-8, which read as U+FFFD.
  var repairs = false
  /// Bytes of text after which no leaf begins that is recorded, and no run.
  var mostMapped = Int.max
  /// Whether runs are kept after the leaf whose marks they place.
  var keepsRuns = true
  /// Bytes of leaves that are neither code nor formulas and are recorded wherever they begin.
  var leastProse = 0
  /// How many of these there are so far.
  private var prose = 0
  /// 1-based lines of the file that the text's first and last line stand on.
  private var firstLine = 0
  private var lastLine = 0

  // The line that is being written.
  private var line = 0
  private var isAtLineStart = true
  /// List markers and blanks that are written once the line shows anything.
  private var prefix = 0..<0
  private var keepsBlanks = false
  private var leafStart = -1

  /// Begins with the first text of a note.
  mutating func begin() {
    texts.removeAll()
    start = texts.end
    prose = 0
  }

  /// Ends the text of a section, for which `line` stands in where it shows nothing.
  ///
  /// Returns where it begins and the 1-based line of the file that its first line stands on.
  mutating func finish(line: Int) -> (place: SectionTexts.Place, firstLine: Int) {
    let place = start
    let isEmpty = isEmpty
    start = texts.end
    return (place, isEmpty ? line : firstLine)
  }

  /// Cuts the text of the section, and goes on with the last piece.
  ///
  /// - Parameters:
  ///   - leaf: The leaf that is being written, if one is: the pieces are those that are cut when it has ended.
  ///   - keeps: Whether the text of a piece, by its number, is not to be forgotten.
  mutating func cut(
    most: Int, in leaf: Block.Kind?, keeps: (Int) -> Bool
  ) -> [TextPiece] {
    let before = count
    var settled = before
    if let leaf {
      record(leaf)
      // Blanks go where a line ends with them.
      while settled > 0, texts.bytes[Int(start.byte) + settled - 1].isBlank { settled -= 1 }
    }
    let pieces = texts.split(&start, &firstLine, most: most, settled: settled, keeps: keeps)
    leafStart = max(leafStart < 0 ? -1 : 0, leafStart - (before - count))
    return pieces
  }

  /// Forgets the texts from a place on.
  mutating func removeText(from place: SectionTexts.Place) {
    texts.removeText(from: place)
    start = texts.end
  }

  mutating func makeRoom(after part: Double) { texts.makeRoom(after: part) }

  /// Hands all texts over.
  mutating func take() -> SectionTexts { texts.take() }

  /// How many bytes the section has so far.
  var count: Int { texts.bytes.count - Int(start.byte) }
  private var isEmpty: Bool { texts.bytes.count == Int(start.byte) }
  /// The last byte of the section.
  private var last: UInt8? { isEmpty ? nil : texts.bytes[texts.bytes.count - 1] }
  private var lastRun: TextRun? {
    texts.runs.count > Int(start.run) ? texts.runs[texts.runs.count - 1] : nil
  }

  // MARK: Marks

  /// Where the runs begin of the text that comes now.
  func beginMarks() -> Int { texts.runs.count }

  /// Records marks of the text that was written since, given as offsets that `source` brings to offsets in the file.
  ///
  /// - Parameter first: What `beginMarks` returned; texts without runs have no marks.
  mutating func add(_ marks: [TextMark], from first: Int, source: (Int) -> Int) {
    // What comes now may go on with the run before it.
    let earliest = max(Int(start.run), first - 1)
    guard texts.runs.count > earliest, texts.bytes.count <= mostMapped else { return }
    // They ascend, and so do the runs that they begin in.
    var place = earliest
    for mark in marks {
      let begin = source(mark.start)
      place = run(endingBehind: begin, from: place)
      let start = textStart(of: begin, in: place, first)
      let end = textEnd(of: source(mark.end - 1) + 1, from: place)
      guard start < end else { continue }
      texts.marks.append(
        TextMark(
          kind: mark.kind, start: Int(self.start.byte) + start, end: Int(self.start.byte) + end))
    }
  }

  /// The first run that ends after a place of the file, most often one of the first ones.
  private func run(endingBehind source: Int, from first: Int) -> Int {
    func endsBefore(_ run: Int) -> Bool {
      Int(texts.runs[run].source + texts.runs[run].count) <= source
    }
    guard first < texts.runs.count, endsBefore(first) else { return first }
    var start = first
    var step = 1
    while start + step <= texts.runs.count, endsBefore(start + step - 1) {
      start += step
      step *= 2
    }
    let count = min(step, texts.runs.count - start)
    return start + BinarySearch.firstIndex(below: count) { endsBefore(start + $0) }
  }

  private func textStart(of source: Int, in index: Int, _ first: Int) -> Int {
    if index < texts.runs.count, Int(texts.runs[index].source) <= source {
      return Int(texts.runs[index].text) + source - Int(texts.runs[index].source)
    }
    if index <= first, index < texts.runs.count { return Int(texts.runs[index].text) }
    return Int(texts.runs[index - 1].text + texts.runs[index - 1].count)
  }

  private func textEnd(of source: Int, from first: Int) -> Int {
    let index = run(endingBehind: source - 1, from: first)
    guard index < texts.runs.count else { return count }
    let run = texts.runs[index]
    return Int(run.text) + max(0, source - Int(run.source))
  }

  // MARK: Leaves and lines

  mutating func beginLeaf() { leafStart = -1 }

  mutating func endLeaf(_ kind: Block.Kind) {
    defer { endStretch() }
    guard leafStart >= 0 else { return }
    trimBlanks()
    record(kind)
  }

  /// Ends a stretch of a leaf.
  mutating func endStretch() { if !keepsRuns { forgetRuns() } }

  /// Records what there is of the leaf that is being written; more may follow.
  private mutating func record(_ kind: Block.Kind) {
    guard leafStart >= 0 else { return }
    // A leaf is whole lines: two that begin on one line are one.
    if texts.leaves.count > Int(start.leaf), let last = texts.leaves.last, last.end > leafStart {
      texts.leaves[texts.leaves.count - 1].end = count
      if last.kind.isProse { prose += count - last.end }
      return
    }
    // A leaf counts from its begin: the first one may be longer than all that is recorded.
    if Int(start.byte) + leafStart > mostMapped, !kind.isProse || prose >= leastProse { return }
    texts.leaves.append(LeafBlock(kind: kind, start: leafStart, end: count))
    if kind.isProse { prose += count - leafStart }
  }

  /// Forgets all runs but the last one, which what follows may go on with.
  private mutating func forgetRuns() {
    let last = max(Int(start.run), texts.runs.count - 1)
    texts.runs.removeSubrange(Int(start.run)..<last)
  }

  /// Goes to a line of the file, counted from 1; nothing is written before there is something to show.
  mutating func beginLine(_ line: Int, prefix: Range<Int>, keepsBlanks: Bool) {
    self.line = line
    self.prefix = prefix
    self.keepsBlanks = keepsBlanks
    isAtLineStart = true
  }

  /// Writes bytes that stand at `source` in the file; `pointer` is the first of them.
  mutating func copy(
    _ pointer: UnsafePointer<UInt8>, _ count: Int, source: Int, file: UnsafePointer<UInt8>
  ) {
    var pointer = pointer
    var count = count
    var source = source
    if isAtLineStart {
      if !keepsBlanks {
        while count > 0, pointer[0].isBlank {
          pointer += 1
          count -= 1
          source += 1
        }
      }
      if count == 0 || (keepsBlanks && isBlank(pointer, count)) { return }
      startLine(file)
    }
    guard count > 0 else { return }
    if repairs {
      appendRepaired(pointer, count, source: source)
      return
    }
    appendRun(source, count)
    texts.bytes.append(contentsOf: UnsafeBufferPointer(start: pointer, count: count))
  }

  /// Copies what is valid; every other byte gives one U+FFFD.
  private mutating func appendRepaired(
    _ pointer: UnsafePointer<UInt8>, _ count: Int, source: Int
  ) {
    var index = 0
    while index < count {
      let invalid = UTF8Check.firstInvalid(pointer, index, count) ?? count
      if invalid > index {
        appendRun(source + index, invalid - index)
        texts.bytes.append(
          contentsOf: UnsafeBufferPointer(start: pointer + index, count: invalid - index))
      }
      if invalid < count { texts.bytes.append(contentsOf: [0xEF, 0xBF, 0xBD]) }
      index = invalid + 1
    }
  }

  /// Writes a text that stands nowhere in the file.
  mutating func write(_ literal: StaticString, file: UnsafePointer<UInt8>) {
    write(
      UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount), file: file)
  }

  /// Writes bytes that stand nowhere in the file.
  mutating func write(_ literal: UnsafeBufferPointer<UInt8>, file: UnsafePointer<UInt8>) {
    guard !literal.isEmpty else { return }
    if isAtLineStart {
      if literal.allSatisfy({ $0.isBlank }) { return }
      startLine(file)
    }
    if repairs {
      // No part of it is a copy, so a string's way of repairing it will do.
      for byte in String(decoding: literal, as: UTF8.self).utf8 { append(literal: byte) }
      return
    }
    for byte in literal { append(literal: byte) }
  }

  private mutating func append(literal byte: UInt8) {
    texts.bytes.append(byte == .lineFeed || byte == .carriageReturn ? 0x20 : byte)
  }

  /// Keeps the words before and after apart.
  mutating func writeGap() {
    if !isAtLineStart, let last, !last.isSpace { texts.bytes.append(.space) }
  }

  /// Writes blanks that the file holds as part of a tab.
  mutating func pad(_ count: Int, file: UnsafePointer<UInt8>) {
    guard count > 0 else { return }
    if isAtLineStart { startLine(file) }
    for _ in 0..<count { texts.bytes.append(.space) }
  }

  private func isBlank(_ pointer: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    for index in 0..<count where !pointer[index].isBlank { return false }
    return true
  }

  private mutating func startLine(_ file: UnsafePointer<UInt8>) {
    isAtLineStart = false
    if isEmpty {
      firstLine = line
    } else if lastLine < line {
      trimBlanks()
      breakLines(line - lastLine, file)
    } else if let last, !last.isSpace {
      // Two leaves on one line: what follows a comment or formula that ends within it.
      texts.bytes.append(.space)
    }
    lastLine = line
    if leafStart < 0 {
      var first = texts.bytes.count
      while first > Int(start.byte), texts.bytes[first - 1] != .lineFeed { first -= 1 }
      leafStart = first - Int(start.byte)
    }
    writePrefix(file)
  }

  /// Takes blanks off the end of the line that was written.
  private mutating func trimBlanks() {
    while let last, last.isBlank {
      texts.bytes.removeLast()
      if let run = lastRun, Int(run.text + run.count) > count {
        texts.runs[texts.runs.count - 1].count -= 1
        if run.count == 1 { texts.runs.removeLast() }
      }
    }
  }

  /// Writes line breaks; they belong to the run before them where the file has the same bytes.
  private mutating func breakLines(_ count: Int, _ file: UnsafePointer<UInt8>) {
    for _ in 0..<count {
      if let last = lastRun, Int(last.text + last.count) == self.count,
        file[Int(last.source + last.count)] == .lineFeed
      {
        texts.runs[texts.runs.count - 1].count += 1
      }
      texts.bytes.append(.lineFeed)
    }
  }

  private mutating func appendRun(_ source: Int, _ count: Int) {
    if texts.bytes.count > mostMapped { return }
    let text = self.count
    if let last = lastRun, Int(last.text + last.count) == text,
      Int(last.source + last.count) == source
    {
      texts.runs[texts.runs.count - 1].count += Int32(truncatingIfNeeded: count)
      return
    }
    texts.runs.append(
      TextRun(
        text: Int32(truncatingIfNeeded: text), source: Int32(truncatingIfNeeded: source),
        count: Int32(truncatingIfNeeded: count)))
  }

  /// Writes what stands before a line's text: list markers and task brackets, but no quote markers.
  private mutating func writePrefix(_ file: UnsafePointer<UInt8>) {
    var index = prefix.lowerBound
    var start = index
    let end = prefix.upperBound
    while index < end {
      if file[index] == UInt8(ascii: ">") {
        copyPrefix(start, index, file)
        index += 1
        if index < end, file[index] == .space { index += 1 }
        start = index
      } else if file[index] == UInt8(ascii: "[") {
        let isFootnote = index + 1 < end && file[index + 1] == UInt8(ascii: "^")
        if isFootnote { copyPrefix(start, index, file) }
        while index < end, file[index] != UInt8(ascii: "]") { index += 1 }
        index = min(index + (isFootnote ? 2 : 1), end)
        if isFootnote {
          while index < end, file[index].isBlank { index += 1 }
          start = index
        }
      } else {
        index += 1
      }
    }
    copyPrefix(start, end, file)
  }

  private mutating func copyPrefix(_ start: Int, _ end: Int, _ file: UnsafePointer<UInt8>) {
    guard end > start else { return }
    if repairs {
      appendRepaired(file + start, end - start, source: start)
      return
    }
    appendRun(start, end - start)
    texts.bytes.append(contentsOf: UnsafeBufferPointer(start: file + start, count: end - start))
  }
}
