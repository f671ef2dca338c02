import NoteLinks
import NoteModel
import NoteText
import TestSupport
import Testing

@testable import NoteIndex

/// The words that the index lists are those of the notes.
@Suite struct VocabularyTests {
  @Test(arguments: Rounds.seeds(5))
  func termsAreThoseOfTheNotes(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let index = try NoteIndex.create(path: nil)
    var terms: Set<String> = []
    var id: Int64 = 0
    let writer = try NoteWriter(index)
    index.tokenizer.recorder = WordRecorder()
    func add(_ count: Int) throws {
      for _ in 0..<count {
        id += 1
        let note = Self.note(Int(id), &random)
        for text in [note.title, "\(id)"]
          + note.sections.map({ String(decoding: $0.text.bytes, as: UTF8.self) })
        {
          Tokenizer(stemming: .none).tokenize(text) { token in
            if token.kind == .word, Self.isTakenDown(token.text) { terms.insert(token.text) }
            return true
          }
        }
        let record = NoteRecord(note, tokenizer: index.tokenizer) { _ in
          KeyedTarget(
            target: LinkTarget(outcome: .unresolved, file: nil, others: 0), key: NameKey(""))
        }
        try writer.insert(record, id: id)
      }
    }
    try add(300)
    try index.finishNotes()
    try index.finishBulkLoad()
    // Each commit leaves a segment of its own.
    for _ in 0..<3 { try index.write { try add(5) } }
    for beginning in ["a", "b", "zz", "b1", "é", "中", "q"] {
      var found: Set<String> = []
      try index.read {
        try index.forEachWord(beginningWith: beginning) {
          found.insert(String(decoding: $0, as: UTF8.self))
        }
      }
      #expect(found == terms.filter { $0.hasPrefix(beginning) }, "VQ_SEED=\(seed) \(beginning)")
    }
  }

  private static func isTakenDown(_ word: String) -> Bool {
    word.utf8.count >= WordRecorder.shortest
      && word.utf8.allSatisfy { $0 >= 0x61 && $0 < 0x7B || $0 >= 0x80 }
  }

  private static func note(_ id: Int, _ random: inout SeededGenerator) -> Note {
    var note = Note(path: VaultPath("\(id).md"), title: "\(id)")
    let words = (0..<200).map { _ in word(&random) } + ["bread", "中文字", "zz"]
    note.sections = [
      Section(
        kind: .lead, level: 0, headingPath: [], range: SourceRange(0, 0), line: 1, endLine: 1,
        text: SectionText(bytes: Array(words.joined(separator: " ").utf8)))
    ]
    return note
  }

  private static func word(_ random: inout SeededGenerator) -> String {
    let letters = Array("abcz1éß")
    return String(
      (0..<Int.random(in: 1...8, using: &random)).map { _ in
        letters[Int.random(in: 0..<letters.count, using: &random)]
      })
  }
}
