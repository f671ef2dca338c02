import Characters
import NoteModel
import Platform

/// Cuts the plain text of a section into the pieces that a passage may be.
///
/// A list item, a table row or a short paragraph is one piece; in code every line is, in longer text every
/// sentence. A line break of prose ends a piece where a sentence ends too, or where the next word would still have
/// fitted the line: there somebody broke it on purpose, elsewhere an editor did.
struct PassageUnits {
  /// Longest text in bytes that is shown whole.
  private static let longestWhole = 280
  /// Longest piece in bytes; a longer one is cut at a blank.
  private static let longestPiece = 800
  /// No editor wraps at fewer bytes than this.
  private static let leastWidth = 60

  /// One piece: byte offsets without blanks at the ends, and the leaf it belongs to.
  struct Unit {
    var start: Int
    var end: Int
    var kind: Block.Kind
    /// Whether it is the first row of a table: it names what the others say.
    var isTableHead = false
    /// Whether it begins where its leaf or a line of its own begins.
    var beginsEntry: Bool
    /// The place of its leaf among those of the text.
    var leaf = 0
  }

  /// What a reader gets from a piece, the least first.
  enum Worth: Int, Comparable {
    /// Pictures, badges, tags, bare addresses, rules: no answer.
    case nothing
    /// Links in a row with bars or arrows between them, as at the foot of a page: they only lead away.
    case navigation
    /// Links to places in the same note, as in a table of contents.
    case contents
    /// Links to other places, with no word on what is there.
    case links
    /// A name followed by a link or a piece of code, as `Written by: [[Ann]]`: an answer to who asks for that name.
    case field
    case text

    static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let marks: [TextMark]
  private var leaf = 0
  private(set) var units: [Unit] = []

  init(_ text: borrowing SectionText, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    marks = text.marks
    var covered = 0
    for (index, leaf) in text.leaves.enumerated() {
      let start = max(covered, min(leaf.start, bytes.count))
      let end = max(start, min(leaf.end, bytes.count))
      let first = units.count
      self.leaf = index
      add(start, end, leaf.kind)
      covered = end
      let isHead =
        leaf.kind == .table && (index == 0 || text.leaves[index - 1].kind != .table)
      if isHead, first < units.count { units[first].isTableHead = true }
    }
    if text.leaves.isEmpty { add(0, bytes.count, .paragraph) }
  }

  private mutating func add(_ start: Int, _ end: Int, _ kind: Block.Kind) {
    switch kind {
    case .table, .callout:
      append(start, end, kind, beginsEntry: true)
    case _ where kind.isOfLines:
      var line = start
      while line < end {
        let next = lineEnd(line, end)
        append(line, next, kind, beginsEntry: true)
        line = next + 1
      }
    default:
      addProse(start, end, kind)
    }
  }

  /// Cuts prose at deliberate line breaks, then what is still long into sentences.
  private mutating func addProse(_ start: Int, _ end: Int, _ kind: Block.Kind) {
    if lineEnd(start, end) == end { return addSentences(start, end, kind) }
    var width = 0
    var line = start
    while line < end {
      let next = lineEnd(line, end)
      width = max(width, next - line)
      line = next + 1
    }
    var pieceStart = start
    line = start
    while line < end {
      let next = lineEnd(line, end)
      if next >= end || isDeliberate(line, next, end, width) {
        addSentences(pieceStart, next, kind)
        pieceStart = next + 1
      }
      line = next + 1
    }
  }

  /// Whether the break at `lineBreak` leaves room that the next word would have filled, or parts two fields.
  private func isDeliberate(_ start: Int, _ lineBreak: Int, _ end: Int, _ width: Int) -> Bool {
    if lineBreak > start, ".!?:;".utf8.contains(bytes[lineBreak - 1]) { return true }
    if labelEnd(lineBreak + 1, end) != nil, labelEnd(start, lineBreak) != nil { return true }
    var wordEnd = lineBreak + 1
    while wordEnd < end, !bytes[wordEnd].isBlankOrControl { wordEnd += 1 }
    return (lineBreak - start) + (wordEnd - lineBreak) < width || width < Self.leastWidth
  }

  private mutating func addSentences(_ start: Int, _ end: Int, _ kind: Block.Kind) {
    guard end - start > Self.longestWhole else {
      append(start, end, kind, beginsEntry: true)
      return
    }
    var sentence = start
    var index = start
    var lastBlank = start
    while index < end {
      let byte = bytes[index]
      if byte.isBlankOrControl { lastBlank = index }
      let length = sentenceEndLength(index, end)
      if length > 0 {
        append(sentence, index + length, kind, beginsEntry: sentence == start)
        index += length
        sentence = index
        continue
      }
      if index - sentence >= Self.longestPiece, !byte.isContinuation {
        let cut = lastBlank > sentence ? lastBlank : index
        append(sentence, cut, kind, beginsEntry: sentence == start)
        sentence = cut
      }
      index += 1
    }
    append(sentence, end, kind, beginsEntry: sentence == start)
  }

  /// The length of the sentence end at `index`, 0 where there is none.
  ///
  /// A full stop counts before a blank and not after a single letter, so that `e.g.` and `J. Smith` stay whole.
  private func sentenceEndLength(_ index: Int, _ end: Int) -> Int {
    let byte = bytes[index]
    if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
      guard index + 1 < end, bytes[index + 1].isBlankOrControl else { return 0 }
      if byte == UInt8(ascii: "."), index >= 2, bytes[index - 1].isASCII {
        let before = bytes[index - 2]
        if before.isBlankOrControl || before == UInt8(ascii: ".") { return 0 }
      }
      return 1
    }
    guard byte >= 0xE0, index + 2 < end else { return 0 }
    switch (byte, bytes[index + 1], bytes[index + 2]) {
    case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F), (0xE0, 0xA5, 0xA4): return 3
    default: return 0
    }
  }

  private func lineEnd(_ start: Int, _ end: Int) -> Int {
    guard start < end, let base = bytes.baseAddress,
      let line = Memory.offset(of: .lineFeed, in: base + start, end - start)
    else { return end }
    return start + line
  }

  private mutating func append(
    _ start: Int, _ end: Int, _ kind: Block.Kind, beginsEntry: Bool
  ) {
    var start = start
    var end = end
    while start < end, bytes[start].isBlankOrControl { start += 1 }
    while end > start, bytes[end - 1].isBlankOrControl { end -= 1 }
    if start < end {
      units.append(
        Unit(
          start: start, end: end, kind: kind, beginsEntry: beginsEntry, leaf: leaf))
    }
  }

  /// What a reader gets from a piece. Most of a long text are never asked about, so nothing is kept.
  func worth(of index: Int) -> Worth {
    let (start, end, kind) = (units[index].start, units[index].end, units[index].kind)
    // What a plugin is asked for stands there, not what it answers.
    if kind == .query { return .links }
    if kind == .paragraph, isBrokenPicture(start, end) { return .nothing }
    let least = SectionText.leastLetters
    let letters = SectionText.readableLetters(bytes, marks, in: start..<end, most: least)
    // So short a line counts if it is all there is: `42` is an answer, `! [picture]` is none.
    if letters == 0
      || letters < least
        && SectionText.readableLetters(bytes, [], in: start..<end, most: least) > letters
    {
      return holds(.ownLink, start..<end) ? .contents : .nothing
    }
    // More letters beside the links than these make it text, however many there are.
    let links = LinkShare(bytes, marks, start..<end, most: least)
    if links.count > 0, links.others < least {
      return kind == .paragraph && links.isBar ? .navigation : .links
    }
    guard kind == .paragraph || kind == .list, let label = labelEnd(start, end) else {
      return .text
    }
    if namesTags(start..<label), holds(.tag, label..<end) { return .nothing }
    if isFieldOfLinks(index, label) { return .field }
    let isShort = kind == .paragraph && end - label <= Self.longestValue
    return isShort && isBesideField(index) ? .field : .text
  }

  /// Most pieces of a text that is looked through for links alone.
  private static let longestNavigation = 256

  /// Whether all that a reader gets from the text is links in a row, or leads to tags and to places in the same note.
  var isNavigation: Bool {
    guard units.count <= Self.longestNavigation else { return false }
    var leadsAway = false
    for index in units.indices {
      let worth = worth(of: index)
      if worth > .contents { return false }
      if worth > .nothing { leadsAway = true }
    }
    // A picture is what its note shows.
    if marks.contains(where: { $0.kind == .image || $0.kind == .embed }) { return false }
    return leadsAway || marks.contains { $0.kind == .tag }
  }

  /// Most pieces of a list of links.
  private static let longestList = 1_024

  /// Whether no piece says more than where it leads.
  var isLinks: Bool {
    guard !units.isEmpty, units.count <= Self.longestList else { return false }
    return units.indices.allSatisfy { worth(of: $0) <= .links }
  }

  /// Whether a piece is a picture whose address has a blank, so that it is text: `![plan](the plan.png)`.
  private func isBrokenPicture(_ start: Int, _ end: Int) -> Bool {
    guard end - start > 4, bytes[start] == UInt8(ascii: "!"), bytes[start + 1] == UInt8(ascii: "["),
      bytes[end - 1] == UInt8(ascii: ")")
    else { return false }
    let address = (start..<end - 1).first {
      bytes[$0] == UInt8(ascii: "]") && bytes[$0 + 1] == UInt8(ascii: "(")
    }
    return address.map { !bytes[$0..<end - 1].contains(UInt8(ascii: ")")) } ?? false
  }

  /// Whether a mark of a kind begins in a stretch.
  private func holds(_ kind: TextMark.Kind, _ range: Range<Int>) -> Bool {
    marks[SectionText.firstMark(marks, reaching: range.lowerBound)...].lazy
      .prefix { $0.start < range.upperBound }
      .contains { $0.kind == kind && $0.start >= range.lowerBound }
  }

  /// Whether a label says no more than that tags follow; `Genre: #novel` is a fact.
  private func namesTags(_ label: Range<Int>) -> Bool {
    let letters = bytes[label].lazy.filter(\.isLetter).map(ASCIICase.small)
    return letters.elementsEqual("tags".utf8) || letters.elementsEqual("tag".utf8)
  }

  /// Whether nearly all after the label of a piece is links, code or an address.
  private func isFieldOfLinks(_ index: Int, _ label: Int) -> Bool {
    let (end, kind) = (units[index].end, units[index].kind)
    let value = LinkShare(bytes, marks, label..<end, withCode: kind == .paragraph)
    if value.count == 0 { return value.others == 0 && end - label > 2 }
    return value.others < SectionText.leastLetters || value.others * 4 <= value.letters
  }

  /// Whether a neighbour of the same block is a field: then a short value is one too, as in `Mobile: Yes`.
  private func isBesideField(_ index: Int) -> Bool {
    [index - 1, index + 1].contains { other in
      guard units.indices.contains(other), units[other].leaf == units[index].leaf,
        let label = labelEnd(units[other].start, units[other].end)
      else { return false }
      return isFieldOfLinks(other, label)
    }
  }

  /// Longest value, without a link, of a field among others, in bytes.
  private static let longestValue = 40

  /// Longest name of a field in bytes.
  private static let longestLabel = 40

  /// The offset after the colon of a name at the start of a piece; nil where there is none.
  private func labelEnd(_ start: Int, _ end: Int) -> Int? {
    var index = start
    while index + 1 < min(end, start + Self.longestLabel), bytes[index] != .lineFeed {
      if bytes[index] == UInt8(ascii: ":"), bytes[index + 1].isBlankOrControl { return index + 1 }
      index += 1
    }
    return nil
  }
}

/// How much of a piece is what links show.
private struct LinkShare {
  /// How many links there are, and the bytes they show.
  private(set) var count = 0
  private(set) var letters = 0
  /// Letters and digits beside them, as far as they are counted.
  private(set) var others = 0
  /// Whether a sign stands between two of them that parts the entries of a bar.
  private(set) var isBar = false

  /// - Parameters:
  ///   - most: Letters beside links that are counted.
  ///   - withCode: Whether code in running text counts as a link does.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ marks: [TextMark], _ range: Range<Int>,
    most: Int = 64, withCode: Bool = false
  ) {
    var index = range.lowerBound
    func readable(_ range: Range<Int>) -> Int {
      SectionText.readableLetters(bytes, marks, in: range, most: most)
    }
    for mark in marks[SectionText.firstMark(marks, reaching: range.lowerBound)...] {
      if mark.start >= range.upperBound || others >= most { break }
      if mark.end <= index || mark.start < range.lowerBound { continue }
      if mark.kind == .address { continue }
      guard mark.kind.isLink || withCode && mark.kind == .code else { continue }
      let gap = index..<max(index, mark.start)
      others += readable(gap)
      if count > 0, Self.hasBar(bytes, gap) { isBar = true }
      count += 1
      letters += min(mark.end, range.upperBound) - max(index, mark.start)
      index = min(range.upperBound, mark.end)
    }
    others += readable(index..<range.upperBound)
  }

  /// Whether a bar, an arrow or a dot stands in a gap; addresses in brackets may stand there too.
  private static func hasBar(_ bytes: UnsafeBufferPointer<UInt8>, _ gap: Range<Int>) -> Bool {
    guard let last = gap.last(where: { !bytes[$0].isBlankOrControl }) else { return false }
    return "|/>~".utf8.contains(bytes[last]) || bytes[last].isContinuation
  }
}
