import NoteModel
import TestSupport
import Testing

@testable import VaultKit

/// Names told apart by their first bytes are in the order of their whole keys.
struct NamePlaceTests {
  private static func order(_ paths: [VaultPath]) -> [String] {
    var places = paths.enumerated().map { NamePlace($1, index: $0) }
    places.sort { $0.precedes($1) { paths[Int($0)] } }
    return places.map { paths[Int($0.index)].text }
  }

  @Test(arguments: Rounds.seeds(20))
  func orderIsThatOfTheWholeKeys(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let parts = [
      "a", "A", "b", "Meeting notes", " ", "-", "é", "É", "e\u{301}", "ς", "日", ".", "12345678",
    ]
    let paths = (0..<200).map { number in
      let stem = (0..<Int.random(in: 1...5, using: &random))
        .map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      let folder = Bool.random(using: &random) ? "" : "F\(number % 3)/"
      return VaultPath("\(folder)\(stem)\(number % 4 == 0 ? "" : ".md")")
    }
    let expected = paths.sorted { one, other in
      let (key, otherKey) = (NameKey(one.stem).text, NameKey(other.stem).text)
      if key != otherKey { return key < otherKey }
      return one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
    }
    #expect(Self.order(paths) == expected.map(\.text), "VQ_SEED=\(seed)")
  }

  @Test(arguments: [
    (["b.md", "A.md", "a.md"], ["A.md", "a.md", "b.md"], "letter case does not count"),
    (["ab.md", "a.md", "a b.md"], ["a.md", "a b.md", "ab.md"], "what ends first comes first"),
    (
      ["0123456789abcdef2.md", "0123456789ABCDEF10.md", "0123456789abcdef.md"],
      ["0123456789abcdef.md", "0123456789ABCDEF10.md", "0123456789abcdef2.md"],
      "equal up to the sixteenth byte"
    ),
    (["b/x.md", "a/x.md"], ["a/x.md", "b/x.md"], "of one name, by the path"),
  ])
  func namesAreInOrder(paths: [String], ordered: [String], reason: String) {
    #expect(Self.order(paths.map { VaultPath($0) }) == ordered, "\(reason)")
  }
}
