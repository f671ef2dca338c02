import Characters

// A file of nothing but headings has a section every two bytes. Eight numbers say where one stands and where
// its text lies in the buffers that all sections share; a heading path is the way up over the sections above.

/// The sections of a note, kept small; elements are made when they are asked for.
package struct SectionList: Sendable {
  /// 36 bytes a section; what it takes up in the shared buffers ends where the next one begins.
  private struct Record {
    var start: UInt32
    var line: UInt32
    var endLine: UInt32
    var firstLine: UInt32
    /// The section above, its level in the lower three bits: 0 for the lead, 7 for a label. `noParent` at
    /// the top; from `firstOuter` on one of `outers`.
    var parentAndLevel: UInt32
    var title: UInt32
    var text: UInt32
    var leaf: UInt32
    var run: UInt32

    var level: Int { Int(parentAndLevel & 7) }
    var parent: UInt32 { parentAndLevel >> 3 }
  }

  /// What only sections have that were put in as they are.
  private struct Oddities {
    /// Heading paths above.
    var outers: [[String]] = []
    /// Where sections end that are not followed by their neighbour.
    var ends: [UInt32: UInt32] = [:]
    /// Sections that go on with the one before.
    var pieces: Set<Int> = []
  }

  private static let noParent: UInt32 = (1 << 29) - 1
  private static let firstOuter: UInt32 = 1 << 28

  private var records: [Record] = []
  private var titles: [UInt8] = []
  /// The texts of all sections, which `SectionText` describes.
  package var texts = SectionTexts()
  /// Where the last section ends.
  private var end: UInt32 = 0
  private var oddities: Oddities?

  package init() {}

  // MARK: Filling

  /// Appends a section whose text is the end of `texts`, begun at `text`.
  ///
  /// - Parameters:
  ///   - parent: Index of the section whose heading stands above; nil at the top.
  ///   - title: Its heading as plain text; empty for a lead.
  ///   - isPiece: Whether it goes on with a text that was too long for the section before.
  package mutating func append(
    level: Int, parent: Int?, title: String, _ range: SourceRange, line: Int,
    endLine: Int, firstLine: Int, text: SectionTexts.Place, isPiece: Bool = false
  ) {
    if isPiece {
      if oddities == nil { oddities = Oddities() }
      oddities?.pieces.insert(records.count)
    }
    append(
      level, parent.map { UInt32(truncatingIfNeeded: $0) } ?? Self.noParent, title, range,
      (line, endLine, firstLine), text)
  }

  private mutating func append(
    _ level: Int, _ parent: UInt32, _ title: String, _ range: SourceRange,
    _ lines: (line: Int, end: Int, first: Int), _ text: SectionTexts.Place
  ) {
    let start = UInt32(truncatingIfNeeded: range.start)
    if records.isEmpty {
      records.reserveCapacity(8)
      titles.reserveCapacity(128)
    }
    if !records.isEmpty, end != start {
      if oddities == nil { oddities = Oddities() }
      oddities?.ends[UInt32(truncatingIfNeeded: records.count - 1)] = end
    }
    end = UInt32(truncatingIfNeeded: range.end)
    records.append(
      Record(
        start: start, line: UInt32(truncatingIfNeeded: lines.line),
        endLine: UInt32(truncatingIfNeeded: lines.end),
        firstLine: UInt32(truncatingIfNeeded: lines.first),
        parentAndLevel: parent << 3 | UInt32(truncatingIfNeeded: level & 7),
        title: UInt32(truncatingIfNeeded: titles.count), text: text.byte, leaf: text.leaf,
        run: text.run))
    titles.append(contentsOf: title.utf8)
  }

  /// Appends a section that was made elsewhere, with its text.
  package mutating func append(_ section: Section) {
    let above = section.kind == .lead ? section.headingPath[...] : section.headingPath.dropLast()
    var parent = Self.noParent
    if !above.isEmpty {
      if oddities == nil { oddities = Oddities() }
      if oddities?.outers.last != Array(above) { oddities?.outers.append(Array(above)) }
      parent = Self.firstOuter + UInt32(truncatingIfNeeded: (oddities?.outers.count ?? 1) - 1)
    }
    let place = texts.end
    texts.append(section.text)
    let title = section.kind == .lead ? "" : section.headingPath.last ?? ""
    append(
      section.level, parent, title, section.range,
      (section.line, section.endLine, section.text.firstLine), place)
  }

  /// Makes room for what is to come after a part of the file, if the rest of it is like that part.
  package mutating func makeRoom(after part: Double) {
    records.makeRoom(after: part)
    titles.makeRoom(after: part)
  }

  /// Frees the texts; what is left of each is its first line.
  package mutating func removeTexts() {
    texts = SectionTexts()
    for index in records.indices {
      records[index].text = 0
      records[index].leaf = 0
      records[index].run = 0
    }
  }

  // MARK: Parts of a section

  /// Returns the range of an element.
  package func range(at index: Int) -> SourceRange {
    let isLast = index + 1 == records.count
    let next =
      isLast ? end : oddities?.ends[UInt32(truncatingIfNeeded: index)] ?? records[index + 1].start
    return SourceRange(Int(records[index].start), Int(next))
  }

  /// Tells whether a section has no heading of its own, but goes on below that of the one before.
  package func isPiece(_ index: Int) -> Bool { oddities?.pieces.contains(index) ?? false }

  /// Returns the 1-based last line of a section that is not blank.
  package func endLine(at index: Int) -> Int { Int(records[index].endLine) }

  /// Returns the heading or label of a section as plain text; empty for a lead.
  package func title(at index: Int) -> String {
    titles.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[titleRange(at: index)]), as: UTF8.self)
    }
  }

  private func titleRange(at index: Int) -> Range<Int> {
    let next = index + 1 < records.count ? Int(records[index + 1].title) : titles.count
    return Int(records[index].title)..<next
  }

  /// Returns the headings from the top down to that of a section, as plain text.
  package func headingPath(at index: Int) -> [String] {
    var path: [String] = []
    var next = index
    while true {
      if records[next].level > 0 { path.append(title(at: next)) }
      let parent = records[next].parent
      if parent == Self.noParent { break }
      if parent >= Self.firstOuter {
        path.append(
          contentsOf: (oddities?.outers[Int(parent - Self.firstOuter)] ?? []).reversed())
        break
      }
      next = Int(parent)
    }
    path.reverse()
    return path
  }

  /// Appends the heading path of a section, one heading a line, until there are more bytes than `most`.
  ///
  /// The bytes are those that lie here already: a text for each heading takes longer than to cut it into words.
  package func appendHeadingPath(at index: Int, to lines: inout [UInt8], most: Int) {
    let record = records[index]
    if record.parent != Self.noParent {
      if record.parent < Self.firstOuter {
        appendHeadingPath(at: Int(record.parent), to: &lines, most: most)
      } else {
        for heading in oddities?.outers[Int(record.parent - Self.firstOuter)] ?? [] {
          Self.append(heading.utf8, to: &lines, most: most)
        }
      }
    }
    if record.level > 0 { Self.append(titles[titleRange(at: index)], to: &lines, most: most) }
  }

  private static func append(
    _ line: some Collection<UInt8>, to lines: inout [UInt8], most: Int
  ) {
    if lines.count > most { return }
    if !lines.isEmpty { lines.append(.lineFeed) }
    lines.append(contentsOf: line)
  }

  /// Returns the plain text of a section.
  package func text(at index: Int) -> SectionText {
    let next = index + 1 < records.count ? place(records[index + 1]) : texts.end
    return texts.text(
      from: place(records[index]), to: next, firstLine: Int(records[index].firstLine))
  }

  /// Calls `body` with the bytes of the plain text of a section where they are.
  package func withText<Result>(
    at index: Int, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    texts.bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[textRange(at: index)])) }
  }

  /// Returns the pieces of the plain text of a section, where they are; see `SectionText.leaves`.
  package func leaves(at index: Int) -> ArraySlice<LeafBlock> {
    let next = index + 1 < records.count ? Int(records[index + 1].leaf) : texts.leaves.count
    return texts.leaves[Int(records[index].leaf)..<next]
  }

  /// Writes where marks of a kind are in the plain text of a section, ascending, into a list that is emptied first.
  package func readMarks(
    _ kind: TextMark.Kind, inTextAt index: Int, into ranges: inout [Range<Int>]
  ) {
    ranges.removeAll(keepingCapacity: true)
    let text = textRange(at: index)
    let marks = texts.marks(in: text)
    if marks.isEmpty { return }
    ranges.reserveCapacity(marks.count)
    for mark in marks where mark.kind == kind {
      ranges.append(
        mark.start - text.lowerBound..<Swift.min(mark.end, text.upperBound) - text.lowerBound)
    }
  }

  /// Counts the letters and digits of the plain text of a section that a person reads, up to `most`.
  package func readableLetters(at index: Int, most: Int) -> Int {
    let range = textRange(at: index)
    let marks = texts.marks(
      from: UInt32(truncatingIfNeeded: range.lowerBound),
      to: UInt32(truncatingIfNeeded: range.upperBound))
    return texts.bytes.withUnsafeBufferPointer {
      SectionText.readableLetters(
        UnsafeBufferPointer(rebasing: $0[range]), marks, in: 0..<range.count, most: most)
    }
  }

  private func textRange(at index: Int) -> Range<Int> {
    let next = index + 1 < records.count ? Int(records[index + 1].text) : texts.bytes.count
    return Int(records[index].text)..<next
  }

  /// Whether the text of a section is empty.
  package func isEmptyText(at index: Int) -> Bool {
    let next = index + 1 < records.count ? place(records[index + 1]) : texts.end
    return next.byte == records[index].text
  }

  private func place(_ record: Record) -> SectionTexts.Place {
    SectionTexts.Place(byte: record.text, leaf: record.leaf, run: record.run)
  }
}

extension SectionList: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { records.count }
  package var count: Int { records.count }
  /// Returns the next index.
  package func index(after index: Int) -> Int { index + 1 }
  /// Goes to the next index.
  package func formIndex(after index: inout Int) { index += 1 }
  package var isEmpty: Bool { records.isEmpty }

  /// Makes the element at an index.
  package subscript(index: Int) -> Section {
    let record = records[index]
    return Section(
      kind: record.level == 0 ? .lead : record.level == 7 ? .label : .heading,
      level: record.level, headingPath: headingPath(at: index), range: range(at: index),
      line: Int(record.line), endLine: Int(record.endLine), text: text(at: index))
  }
}

extension SectionList: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Section...) {
    for element in elements { append(element) }
  }

  package init(_ elements: some Sequence<Section>) {
    for element in elements { append(element) }
  }
}
