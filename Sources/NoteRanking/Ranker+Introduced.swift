package import NoteModel
import NoteText

// A list of plugins says of each plugin what the plugin's own note says: the note is the better answer.
extension Ranker {
  /// Lists that are compared with the notes that they introduce.
  private static let mostLists = 5
  /// The least part of a list's score that such a note has.
  private static let leastShare = 0.7
  /// Longest name at the beginning of a line, in bytes.
  private static let longestName = 80

  /// Puts a note before an answer whose passage is one item or row that begins with the note's name: `- Git: Backs up a
  /// vault` of a list where `Git` is a note that answers too.
  ///
  /// - Parameters:
  ///   - text: The text of a section; nil for one that was not read.
  ///   - names: The names of a section's note; nil for a section that was not read.
  package func raiseIntroduced(
    in answers: inout [RankedAnswer], text: (RankedSection) -> SectionText?,
    names: (RankedSection) -> [String]?
  ) {
    func keys(_ section: RankedSection) -> Set<String>? {
      names(section).map { Set($0.map { NameForm($0).key }) }
    }
    let lists = answers.prefix(Self.mostLists).compactMap { list in
      text(list.section).flatMap { Self.introduced(by: list, $0) }.flatMap { key in
        keys(list.section)?.contains(key) == false ? (answer: list.section, key: key) : nil
      }
    }
    if lists.isEmpty { return }
    var known: [Int32: Set<String>] = [:]
    var raised: Set<Int32> = []
    for (list, key) in lists where !raised.contains(list.section) {
      let place = answers.firstIndex { answer in
        guard !answer.section.answersQuestion, answer.section.note != list.note,
          answer.section.score >= Self.leastShare * list.score
        else { return false }
        let note = answer.section.note
        if known[note] == nil { known[note] = keys(answer.section) }
        return known[note]?.contains(key) == true
      }
      guard let place, answers[place].section.score < list.score else { continue }
      answers[place].section.score = RankedSection.score(above: list.score)
      raised.insert(answers[place].section.section)
    }
    if !raised.isEmpty { answers.sortByScore() }
  }

  /// The key of the name that an answer's passage begins with; nil where it is no single line with a name.
  private static func introduced(by answer: RankedAnswer, _ text: SectionText) -> String? {
    guard !answer.section.answersQuestion, let passage = answer.passage, passage.property == nil,
      passage.line == passage.endLine, passage.end <= text.bytes.count,
      isEntry(passage, of: text),
      let name = text.bytes[passage.start..<passage.end].withUnsafeBufferPointer(Self.name)
    else { return nil }
    let key = NameForm(name).key
    return key.isEmpty ? nil : key
  }

  /// Whether a passage is an item of a list or a row of a table.
  private static func isEntry(_ passage: Passage, of text: SectionText) -> Bool {
    let leaf = text.leaves.first { $0.end > passage.start }
    return leaf.map { $0.kind == .list || $0.kind == .table } ?? false
  }

  /// What comes before the first colon, dash or cell's end of a list item or row, or all of a short one.
  private static func name(of line: UnsafeBufferPointer<UInt8>) -> String? {
    // Blanks and most signs come before the digits.
    guard let start = line.firstIndex(where: { $0 >= UInt8(ascii: "0") }) else { return nil }
    let cell = line[start...].firstIndex(of: UInt8(ascii: "|")) ?? line.count
    let end = EntryHead.end(in: start..<cell, of: line) ?? cell
    guard end > start, end - start <= longestName else { return nil }
    return String(decoding: line[start..<end], as: UTF8.self)
  }
}
