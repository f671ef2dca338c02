import Characters
import NoteIndex
import NoteModel
import NoteQuery
import NoteRanking
import NoteText

/// A heading or label of a note that answers as such.
public struct OutlineEntry: Sendable, Hashable {
  public var heading: String
  /// How many headings stand above it.
  public var depth: Int
  /// 1-based line of the file.
  public var line: Int
}

/// A note that answers as such: all of a short one, else how it begins and what it is divided into.
struct WholeNote {
  /// Lines and bytes of a note that is shown as it is.
  private static let mostLines = 20
  private static let mostBytes = 1_500
  /// Entries of an outline.
  private static let mostEntries = 16
  /// Sections of a note that are looked at, and words of these: an outline needs no more.
  static let mostSections = 128
  static let mostTokens = 1 << 16

  private let title: String
  /// Those with something to read or with such sections below them, in their order.
  private let sections: [ReadSection]
  /// The first one with prose, else with something to read.
  let first: ReadSection?

  /// - Parameter sections: The first ones of the note, in their order.
  init(_ sections: [ReadSection], _ ranker: Ranker) {
    title = sections.first?.title ?? ""
    let passages = ranker.list(sections.map { (Int64($0.id), $0.note, $0.text) }).map(\.passage)
    let hasText = passages.map { $0 != nil }
    var kept: [ReadSection] = []
    // The depth of the section below at hand that is kept.
    var below = 0
    for (section, hasText) in zip(sections, hasText).reversed() {
      let depth = section.headings.count
      guard hasText || depth > 0 && below > depth else { continue }
      kept.append(section)
      below = depth
    }
    self.sections = kept.reversed()
    let first = zip(sections, passages).first { $0.1?.isProse == true }
    self.first = first?.0 ?? zip(sections, hasText).first { $0.1 }?.0
  }

  /// The note as one section, line by line as in the file; nil where it is too long for that.
  func whole() -> ReadSection? {
    guard sections.count > 1, var whole = sections.first, let last = sections.last,
      last.endLine - whole.line < Self.mostLines
    else { return nil }
    whole.text = SectionText(firstLine: whole.line)
    for section in sections {
      if let heading = section.headings.last, heading != title {
        Self.append(Array(heading.utf8), .paragraph, line: section.line, to: &whole.text)
      }
      Self.append(section.text, to: &whole.text)
      if whole.text.bytes.count > Self.mostBytes { return nil }
    }
    whole.headings = sections.dropFirst().reduce(whole.headings) { shared, section in
      zip(shared, section.headings).prefix { $0 == $1 }.map(\.0)
    }
    whole.endLine = last.endLine
    return whole
  }

  private static func append(
    _ bytes: [UInt8], _ kind: Block.Kind, line: Int, to text: inout SectionText
  ) {
    fill(&text, to: line)
    let start = text.bytes.count
    text.bytes += bytes
    text.leaves.append(LeafBlock(kind: kind, start: start, end: text.bytes.count))
  }

  private static func append(_ other: SectionText, to text: inout SectionText) {
    if other.isEmpty { return }
    fill(&text, to: other.firstLine)
    let offset = text.bytes.count
    text.bytes += other.bytes
    text.leaves += other.leaves.map {
      LeafBlock(kind: $0.kind, start: $0.start + offset, end: $0.end + offset)
    }
    text.marks += other.marks.map {
      TextMark(kind: $0.kind, start: $0.start + offset, end: $0.end + offset)
    }
  }

  /// Ends the text before a line.
  private static func fill(_ text: inout SectionText, to line: Int) {
    if text.isEmpty { text.firstLine = line }
    let last = text.firstLine + text.bytes.count { $0 == .lineFeed }
    text.bytes += Array(repeating: .lineFeed, count: max(0, line - last))
  }

  /// The headings and labels, the higher ones of too many; empty where there is but one.
  func outline() -> [OutlineEntry] {
    let headed = sections.filter { section in
      guard let heading = section.headings.last else { return false }
      return !heading.isEmpty && !(section.headings.count == 1 && heading == title)
    }
    var depth = headed.map(\.headings.count).max() ?? 0
    let least = headed.map(\.headings.count).min() ?? 0
    while depth > least, headed.count(where: { $0.headings.count <= depth }) > Self.mostEntries {
      depth -= 1
    }
    let entries = headed.filter { $0.headings.count <= depth }.prefix(Self.mostEntries)
    guard entries.count > 1 else { return [] }
    return entries.map {
      OutlineEntry(
        heading: $0.headings.last ?? "", depth: $0.headings.count - least, line: $0.line)
    }
  }
}

extension Vault {
  /// Shows all of a note that answers as such, where it is short, else its outline beside its beginning.
  ///
  /// Of a name that a section has too, the section is shown.
  func whole(
    _ answer: RankedAnswer, _ section: ReadSection, _ query: Query, _ ranker: Ranker,
    _ reader: SectionReader
  ) throws -> (answer: RankedAnswer, section: ReadSection) {
    guard let place = try reader.index.place(of: section.note), place.sections.count > 1 else {
      return (answer, section)
    }
    let ids = place.sections.prefix(WholeNote.mostSections)
    guard reader.index.tokens(ofSections: ids) <= WholeNote.mostTokens else {
      return (answer, section)
    }
    let read = try reader.read(ids)
    let name = NameForm(query.name)
    let named = ids.compactMap { read[$0] }.first { section in
      section.headings.last.map { $0 != section.title && NameForm($0).key == name.key } ?? false
    }
    if let named,
      let passage = ranker.list([(Int64(named.id), named.note, named.text)]).first?.passage
    {
      var answer = answer
      answer.passage = passage
      answer.matches = []
      return (answer, named)
    }
    let note = WholeNote(ids.compactMap { read[$0] }, ranker)
    if let whole = note.whole(),
      var passage = ranker.list([(Int64(whole.id), whole.note, whole.text)]).first?.passage
    {
      passage.end = whole.text.bytes.count
      passage.endLine = whole.endLine
      var answer = answer
      answer.passage = passage
      answer.matches = []
      return (answer, whole)
    }
    let outline = note.outline()
    guard !outline.isEmpty, var first = note.first,
      let passage = ranker.list([(Int64(first.id), first.note, first.text)]).first?.passage
    else { return (answer, section) }
    first.outline = outline
    var answer = answer
    answer.passage = passage
    answer.matches = []
    return (answer, first)
  }
}
