import NoteLinks
import NoteModel
import NoteParsing
import TestSupport
import Testing

@testable import VaultKit

/// What fragments name, when many are followed in one note.
@Suite struct LinksFragmentTests {
  private func note(_ text: String) -> Note {
    var parser = NoteParser()
    return parser.parse(Array(text.utf8), path: VaultPath("n.md"))
  }

  @Test(arguments: Rounds.seeds(40))
  func fragmentsNameWhatTheSpecificationSays(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let names = ["A", "b", "C d", "E-f", "A!"]
    var text = ""
    for number in 0..<Int.random(in: 0..<30, using: &random) {
      let level = Int.random(in: 1...6, using: &random)
      let name = names.randomElement(using: &random) ?? ""
      text += String(repeating: "#", count: level) + " \(name)"
      text += Bool.random(using: &random) ? "\n" : "\n\ntext ^id\(number % 4)\n\n"
    }
    text += "x[^1]\n\n[^1]: note\n"
    let note = note(text)
    let fragments = NoteFragments(note)
    for _ in 0..<60 {
      let pieces = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (names + ["^id1", "^ID2", "^no", "[^1]", "[^2]", " ", "Z", " a "])
          .randomElement(using: &random) ?? ""
      }
      let fragment = "#" + pieces.joined(separator: "#")
      let expected = Self.walk(fragment, note)
      let found = fragments.range(of: fragment[...])
      #expect(found?.lowerBound == expected?.start, "VQ_SEED=\(seed): \(fragment)")
      #expect(found?.upperBound == expected?.end, "VQ_SEED=\(seed): \(fragment)")
      #expect(fragments.holds(fragment[...]) == (expected != nil))
      #expect(fragments.target(of: fragment[...])?.range == expected, "VQ_SEED=\(seed)")
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.firstIndex { $0 != " " } ?? text.endIndex
    let end = text.lastIndex { $0 != " " }.map(text.index(after:)) ?? start
    return text[start..<end]
  }

  /// The specification's own words: from the top down, each piece in the section of the one before.
  private static func walk(_ fragment: String, _ note: Note) -> SourceRange? {
    let pieces = fragment.split(separator: "#").map { Self.trimmed($0) }
      .filter { !$0.isEmpty }
    guard let first = pieces.first else { return nil }
    if pieces.count == 1, first.hasPrefix("^") {
      let id = NameKey(first.dropFirst())
      return note.blockIDs.first { NameKey($0.id) == id }?.range
    }
    if pieces.count == 1, first.hasPrefix("[^") {
      let id = NameKey(first.dropFirst(2).dropLast())
      return note.footnotes.first { NameKey($0.id) == id }?.range
    }
    func end(_ index: Int) -> Int {
      let level = note.headings[index].level
      return note.headings.indices.dropFirst(index + 1)
        .first { note.headings[$0].level <= level } ?? note.headings.count
    }
    func find(_ pieces: ArraySlice<Substring>, _ range: Range<Int>) -> Int? {
      guard let piece = pieces.first else { return nil }
      for index in range
      where HeadingKey(heading: note.headings[index].text) == HeadingKey(piece) {
        if pieces.count == 1 { return index }
        if let found = find(pieces.dropFirst(), index + 1..<end(index)) { return found }
      }
      return nil
    }
    guard let index = find(pieces[...], 0..<note.headings.count) else { return nil }
    let next = end(index)
    let range = note.headings[index].range
    return SourceRange(
      range.start,
      next < note.headings.count
        ? note.headings[next].range.start : max(note.bodyRange.end, range.end))
  }

  @Test func itemThatIsNamedComesWithThoseBelowIt() {
    let text = "- a ^a\n  - b\n    - c ^c\n      - d\n  - e\n- f ^f\n\nx\n\n1. g ^g\n   - h\n"
    let fragments = NoteFragments(note(text))
    let found = ["a", "c", "f", "g"].map { id in
      fragments.range(of: "#^\(id)"[...]).map { Array(text.utf8)[$0] }
        .map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(
      found == [
        "- a ^a\n  - b\n    - c ^c\n      - d\n  - e", "- c ^c\n      - d", "- f ^f",
        "1. g ^g\n   - h",
      ])
  }

  @Test func chainIsTheOutermostOne() {
    let chains = HeadingChains(note("# A\n## B\n### A\n#### B\n##### C\n# A\n## C\n"))
    #expect(chains.chain("#A") == [0])
    #expect(chains.chain("#A#B#C") == [0, 1, 4])
    #expect(chains.chain("#A#A#C") == [0, 2, 4])
    #expect(chains.chain("#B#A#B") == [1, 2, 3])
    #expect(chains.chain("#A#C") == [0, 4])
    #expect(chains.chain("#C#A") == nil)
    #expect(chains.path(to: 4) == [0, 1, 2, 3, 4])
  }
}
