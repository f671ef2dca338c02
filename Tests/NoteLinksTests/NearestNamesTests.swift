import NoteLinks
import TestSupport
import Testing

@Suite struct NearestNamesTests {
  private static let names = [
    "Falcon", "HTTP status codes", "Git recipes", "vim", "vis", "路由器设置", "C++ notes",
    "Café list", "Daily", "2026-03-01", "Ann Lee", "Projects",
  ]

  @Test(arguments: [
    ("Falcn", "Falcon", "a letter is missing"),
    ("Flacon", "Falcon", "two letters are swapped"),
    ("FALCONS", "Falcon", "case does not matter, a letter is too many"),
    ("Projects/Archive/Falcon.md", "Falcon", "the note stands in another folder"),
    ("http-status-codes", "HTTP status codes", "hyphens stand for blanks"),
    ("status codes", "HTTP status codes", "a word is left out"),
    ("Git recipes and tricks", "Git recipes", "words are added"),
    ("路由器設置", "路由器设置", "one character of five differs"),
    ("Cafe list", "Café list", "the accent is missing"),
    ("2026-03-11", "2026-03-01", "a digit is off"),
  ])
  func nearestNameIsFound(target: String, name: String, why: String) {
    #expect(NearestNames(Self.names).nearest(to: target, limit: 1) == [name], "\(why)")
  }

  @Test(arguments: [
    "", "x", "Quantum physics", "Fa", "  ", String(repeating: "Falcon", count: 100_000),
  ])
  func unlikeNameHasNoNeighbour(target: String) {
    #expect(NearestNames(Self.names).nearest(to: target, limit: 3) == [])
  }

  @Test func fewerEditsComeFirstThenNearerLengthThenName() {
    let names = NearestNames(["notes b", "note", "notes", "notes a", "Notes", "meeting notes"])
    #expect(
      names.nearest(to: "notes", limit: 9) == [
        "notes", "note", "notes a", "notes b", "meeting notes",
      ])
    #expect(names.nearest(to: "notes", limit: 2) == ["notes", "note"])
    #expect(names.nearest(to: "notes", limit: 0) == [])
  }

  @Test func candidatesGiveTheSameAsAllNames() {
    for seed in 0..<UInt64(Rounds.count(200)) {
      var generator = SeededGenerator(seed: seed)
      let words = (0..<6).map { _ in randomWord(using: &generator) }
      let names = (0..<Int.random(in: 1...600, using: &generator)).map { number in
        (0..<Int.random(in: 1...3, using: &generator)).compactMap { _ in
          words.randomElement(using: &generator)
        }.joined(separator: " ") + (number % 3 == 0 ? "" : " \(number)")
      }
      let unique = Array(Set(names)).sorted()
      let target = unique.randomElement(using: &generator).map { $0 + "s" } ?? ""
      var candidates = NearCandidates(to: target)
      for name in unique { candidates.add(name) }
      #expect(
        candidates.nearest(limit: 5) == NearestNames(unique).nearest(to: target, limit: 5),
        "seed \(seed)")
    }
  }

  /// The band must not change what is found: compared with the whole table of distances.
  @Test func namesWithinTheEditsAreAllFound() {
    for seed in 0..<UInt64(Rounds.count(200)) {
      var generator = SeededGenerator(seed: seed)
      let words = Set((0..<30).map { _ in randomWord(using: &generator) }).sorted()
      let target = randomWord(using: &generator)
      let limit = min(3, (target.count + 1) / 3)
      let expected = words.filter { distance(Array(target.utf8), Array($0.utf8)) <= limit }
      let found = NearestNames(words).nearest(to: target, limit: 30)
      #expect(Set(found) == Set(expected), "seed \(seed): '\(target)' among \(words)")
    }
  }

  private func randomWord(using generator: inout SeededGenerator) -> String {
    String(
      (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        "abc".randomElement(using: &generator) ?? "a"
      })
  }

  private func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var table = Array(repeating: Array(repeating: 0, count: right.count + 1), count: left.count + 1)
    for row in 0...left.count { table[row][0] = row }
    for column in 0...right.count { table[0][column] = column }
    for row in 1...left.count {
      for column in 1...right.count {
        let isSame = left[row - 1] == right[column - 1]
        table[row][column] = min(
          table[row - 1][column - 1] + (isSame ? 0 : 1), table[row - 1][column] + 1,
          table[row][column - 1] + 1)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          table[row][column] = min(table[row][column], table[row - 2][column - 2] + 1)
        }
      }
    }
    return table[left.count][right.count]
  }
}
