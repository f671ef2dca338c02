import NoteLinks
import NoteModel
import Testing

@testable import NoteIndex

/// How common a word is, without counting all of its sections.
@Suite struct SectionCounterTests {
  /// Makes an index of notes, each given by the texts of its sections.
  private static func index(_ notes: [[String]]) throws -> NoteIndex {
    let index = try NoteIndex.create(path: nil)
    let writer = try NoteWriter(index)
    for (place, texts) in notes.enumerated() {
      var note = Note(path: VaultPath("\(place).md"), title: "")
      for text in texts {
        note.sections.append(
          Section(
            kind: .heading, level: 1, headingPath: [], range: SourceRange(0, 0), line: 1,
            endLine: 1, text: SectionText(bytes: Array(text.utf8))))
      }
      let record = NoteRecord(note, tokenizer: index.tokenizer) { _ in
        KeyedTarget(
          target: LinkTarget(outcome: .unresolved, file: nil, others: 0), key: NameKey(""))
      }
      try writer.insert(record, id: Int64(place + 1))
    }
    try index.finishNotes()
    try index.finishBulkLoad()
    return index
  }

  private static let texts = (1...20_000).map { number in
    "all" + (number % 4 == 0 ? " quarter" : "") + (number % 5000 == 0 ? " rare" : "")
  }

  @Test(arguments: [("all", 6_667), ("quarter", 5_000), ("rare", 4), ("absent", 0)])
  func wordsOfMoreThanAThirdOfTheSectionsAreEquallyCommon(_ word: String, _ count: Int) throws {
    let index = try Self.index([Self.texts])
    #expect(try index.read { try index.sectionCounter().count(word) } == count)
  }

  /// Rows stand in the order of edits, which must not show.
  @Test func countsDoNotDependOnTheOrderOfNotes() throws {
    let dense = Array(repeating: "word", count: 2_000)
    let sparse = (1...18_000).map { $0 % 90 == 0 ? "word" : "other" }
    for notes in [[dense, sparse], [sparse, dense]] {
      let index = try Self.index(notes)
      #expect(try index.read { try index.sectionCounter().count("word") } == 2_200)
    }
  }

  @Test func noMoreIsToldThanWasAskedFor() throws {
    let index = try Self.index([Self.texts])
    try index.read {
      let counter = try index.sectionCounter()
      let counts = try [1, 10, 4_000, 4_000, 5_000, 9_000].map {
        try counter.count("quarter", most: $0)
      }
      #expect(counts == [1, 10, 4_000, 4_000, 5_000, 5_000])
      #expect(try counter.count("all", most: 3) == 3)
      #expect(try counter.count("all") == 6_667)
    }
  }

  /// Rows of sections that are gone stay, and do not count.
  @Test func sectionsThatAreGoneDoNotCount() throws {
    let index = try Self.index([["word", "word", "other"], ["word", "other", "other"]])
    try index.write { try NoteWriter(index).remove(1) }
    #expect(try index.read { try index.sectionCounter().count("other") } == 2)
  }
}
