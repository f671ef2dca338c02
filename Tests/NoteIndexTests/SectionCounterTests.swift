import NoteModel
import Testing

@testable import NoteIndex

/// How common a word is, without counting all of its sections.
@Suite struct SectionCounterTests {
  /// One note of many sections; each begins with `all`.
  private static func index(sections: Int) throws -> NoteIndex {
    let index = try NoteIndex.create(path: nil)
    var note = Note(path: VaultPath("1.md"), title: "")
    for number in 1...sections {
      var text = "all"
      if number % 3 == 0 { text += " third" }
      if number % 5000 == 0 { text += " rare" }
      note.sections.append(
        Section(
          kind: .heading, level: 1, headingPath: [], range: SourceRange(0, 0), line: 1, endLine: 1,
          text: SectionText(bytes: Array(text.utf8))))
    }
    let rows = NoteRows(note, tokenizer: index.tokenizer) { _ in
      KeyedTarget(target: LinkTarget(outcome: 0, file: nil, others: 0), key: NameKey(""))
    }
    try NoteWriter(index).insert(rows, id: 1)
    try index.finishNotes()
    try index.finishBulkLoad()
    return index
  }

  @Test(arguments: [
    ("all", 20_000, 1_200), ("third", 6_667, 400), ("rare", 4, 0), ("absent", 0, 0),
  ])
  func rareWordsAreCountedAndCommonOnesEstimated(
    _ word: String, _ count: Int, _ error: Int
  ) throws {
    let index = try Self.index(sections: 20_000)
    let found = try index.read { try index.sectionCounter().count(word) }
    #expect(abs(found - count) <= error, "\(found)")
  }
}
