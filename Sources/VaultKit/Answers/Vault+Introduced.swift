import NoteModel
import NoteRanking
import NoteText

// A list of plugins says of each what its own note says: the note is the better answer.
extension Vault {
  /// Answers that are compared with what they introduce, and aliases of a note that count for that.
  private static let mostLists = 5
  private static let mostAliases = 16
  /// The least part of a list's score that the note has to have.
  private static let leastShare = 0.7

  /// Puts a note before an answer whose passage is one item or row that begins with the note's name: `- Git: Backs up a
  /// vault` of a list where `Git` is a note that answers too.
  func raiseIntroduced(
    in answers: inout [RankedAnswer], _ sections: [Int: ReadSection]
  ) {
    let lists = answers.prefix(Self.mostLists).compactMap { list in
      sections[Int(list.section.section)].flatMap { Self.introduced(by: list, $0) }
        .map { (answer: list.section, key: $0) }
    }
    if lists.isEmpty { return }
    var keys: [Int32: Set<String>] = [:]
    var raised: Set<Int32> = []
    for (list, key) in lists where !raised.contains(list.section) {
      let place = answers.firstIndex { answer in
        guard !answer.section.answersQuestion, answer.section.note != list.note,
          answer.section.score >= Self.leastShare * list.score,
          let other = sections[Int(answer.section.section)]
        else { return false }
        let known = keys[answer.section.note] ?? Self.keys(of: other)
        keys[answer.section.note] = known
        return known.contains(key)
      }
      guard let place, answers[place].section.score < list.score else { continue }
      // As good as the list, and a hair better.
      answers[place].section.score = list.score * (1 + 1e-9)
      raised.insert(answers[place].section.section)
    }
    if !raised.isEmpty { answers.sort { RankedSection.precedes($0.section, $1.section) } }
  }

  private static func keys(of section: ReadSection) -> Set<String> {
    let names = [section.title, String(section.path.stem)] + section.aliases.prefix(mostAliases)
    return Set(names.map { NameForm($0).key })
  }

  /// The key of the name that an answer's passage begins with; nil where it is no single line with a name.
  private static func introduced(by answer: RankedAnswer, _ section: ReadSection) -> String? {
    guard !answer.section.answersQuestion, let passage = answer.passage, passage.property == nil,
      passage.line == passage.endLine, passage.end <= section.text.bytes.count,
      isEntry(passage, of: section.text),
      let name = section.text.bytes[passage.start..<passage.end].withUnsafeBufferPointer(Self.name)
    else { return nil }
    let key = NameForm(name).key
    return key.isEmpty || keys(of: section).contains(key) ? nil : key
  }

  /// Whether a passage is an item of a list or a row of a table.
  private static func isEntry(_ passage: NoteRanking.Passage, of text: SectionText) -> Bool {
    let leaf = text.leaves.first { $0.end > passage.start }
    return leaf.map { $0.kind == .list || $0.kind == .table } ?? false
  }

  /// Longest name at the beginning of a line, in bytes.
  private static let longestName = 80

  /// What stands before the first colon, dash or cell's end of a list item or row, or all of a short one.
  private static func name(of line: UnsafeBufferPointer<UInt8>) -> String? {
    guard let start = line.firstIndex(where: { $0 > 0x2F }) else { return nil }
    let cell = line[start...].firstIndex(of: UInt8(ascii: "|")) ?? line.count
    let end = EntryHead.end(in: start..<cell, of: line) ?? cell
    guard end > start, end - start <= longestName else { return nil }
    return String(decoding: line[start..<end], as: UTF8.self)
  }
}
