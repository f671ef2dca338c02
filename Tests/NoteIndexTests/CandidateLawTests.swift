import NoteIndex
import NoteLinks
import NoteModel
import NoteQuery
import NoteText
import TestSupport
import Testing

/// What the index finds is what a plain scan over all tokens finds.
@Suite struct CandidateLawTests {
  private static let words = [
    "alpha", "Beta", "betas", "404", "404/410", "naïve", "中文字", "snake_case", "C++", "don't", "x",
    "choose", "choosing", "generalization",
  ]

  @Test(arguments: Rounds.seeds(30))
  func candidatesAreThoseOfANaiveScan(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let index = try NoteIndex.create(path: nil)
    var notes: [Int32: Note] = [:]
    let writer = try NoteWriter(index)
    for id in 1...Int64.random(in: 1...12, using: &random) {
      let note = Self.note(Int(id), &random)
      notes[Int32(id)] = note
      try writer.insert(Self.record(note, index.tokenizer), id: id)
    }
    for id in notes.keys.sorted() where Int.random(in: 0..<4, using: &random) == 0 {
      try writer.remove(Int64(id))
      notes[id] = nil
    }
    try index.finishNotes()
    try index.finishBulkLoad()
    let reader = QuestionReader(tokenizer: index.tokenizer)
    for _ in 0..<10 {
      let query = reader.read(Self.text([1, 2, 3, 40].randomElement(using: &random) ?? 1, &random))
      let found = try index.read { try index.candidates(for: query).all() }
      expect(found, isScanOf: notes, query, "VQ_SEED=\(seed) \(query.text)")
    }
    #expect(throws: Never.self) { try index.verify() }
  }

  private static func record(_ note: Note, _ tokenizer: Tokenizer) -> NoteRecord {
    NoteRecord(note, tokenizer: tokenizer) { _ in
      KeyedTarget(target: LinkTarget(outcome: .unresolved, file: nil, others: 0), key: NameKey(""))
    }
  }

  private func expect(
    _ found: Candidates, isScanOf notes: [Int32: Note], _ query: Query, _ comment: Comment
  ) {
    var expected: [[String]] = []
    for note in notes.values {
      for section in note.sections {
        expected.append(
          Self.scan(section.headingPath.joined(separator: "\n"), query)
            + Self.scan(String(decoding: section.text.bytes, as: UTF8.self), query))
      }
    }
    let wanted = expected.filter { $0.contains { $0 != "0" } }.map { $0.joined(separator: ",") }
    let got = found.sections.map { section -> String in
      var counts = Array(repeating: "0", count: query.terms.count * 2)
      for hit in found.hits[Int(section.hits.lowerBound)..<Int(section.hits.upperBound)] {
        let place = Int(hit.term) + (hit.field == .body ? query.terms.count : 0)
        counts[place] = "\(hit.count)"
      }
      return counts.joined(separator: ",")
    }
    #expect(got.sorted() == wanted.sorted(), comment)
    #expect(found.sections.map(\.id) == found.sections.map(\.id).sorted(), comment)
    #expect(found.totals.notes == notes.count, comment)
    #expect(
      found.totals.sections == notes.values.reduce(0) { $0 + $1.sections.count }, comment)
  }

  /// Counts each term of a query in a text, token by token.
  private static func scan(_ text: String, _ query: Query) -> [String] {
    var positions: [[String]] = []
    Tokenizer().tokenize(text) { token in
      if token.isColocated {
        positions[positions.count - 1].append(token.text)
      } else {
        positions.append([token.text])
      }
      return true
    }
    return query.terms.map { term in
      if term.isOfNotes { return "0" }
      var count = 0
      for start in positions.indices where start + term.tokens.count <= positions.count {
        let matches = term.tokens.indices.allSatisfy { offset in
          positions[start + offset].contains { token in
            term.isPrefix && offset == term.tokens.count - 1
              ? token.hasPrefix(term.tokens[offset]) : token == term.tokens[offset]
          }
        }
        if matches { count += 1 }
      }
      return "\(count)"
    }
  }

  private static func note(_ id: Int, _ random: inout SeededGenerator) -> Note {
    var note = Note(path: VaultPath("\(id).md"), title: text(1, &random))
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let body = text(Int.random(in: 0...8, using: &random), &random)
      note.sections.append(
        Section(
          kind: .heading, level: 1, headingPath: [text(1, &random)], range: SourceRange(0, 0),
          line: 1, endLine: 1, text: SectionText(bytes: Array(body.utf8))))
    }
    return note
  }

  private static func text(_ count: Int, _ random: inout SeededGenerator) -> String {
    (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
  }
}
