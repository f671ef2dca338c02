import Testing

@testable import VaultKit

/// Words that are near to one that no note has.
@Suite struct NearWordsTests {
  struct Row: CustomTestStringConvertible {
    var typed: String
    var words: [String]
    var near: [String]
    var reason: String
    var testDescription: String { reason }
  }

  static let rows = [
    Row(
      typed: "acess", words: ["access", "abscess", "accent"], near: ["access"],
      reason: "one slip in a short word"),
    Row(
      typed: "configuratoin", words: ["configuration", "configurations"], near: ["configuration"],
      reason: "nearest word alone, letters swapped"),
    Row(typed: "abcdefgh", words: ["abcdef"], near: ["abcdef"], reason: "two slips in a long word"),
    Row(typed: "abcdefg", words: ["abcde"], near: [], reason: "two slips in a short word"),
    Row(typed: "naïveté", words: ["naïvete"], near: ["naïvete"], reason: "letters, not bytes"),
    Row(typed: "мосвка", words: ["москва"], near: ["москва"], reason: "letters of two bytes"),
  ]

  @Test(arguments: rows)
  func nearestWordsAreKept(_ row: Row) throws {
    var search = try #require(NearWords(of: row.typed))
    for var word in row.words {
      try word.withUTF8 {
        try search.look(at: UnsafeRawBufferPointer($0), WordShape(UnsafeRawBufferPointer($0)))
      }
    }
    #expect(search.rivals.sorted() == row.near)
  }

  @Test(arguments: ["abc", "v123", "2024"])
  func shortWordsAndNumbersAreNotCorrected(_ word: String) {
    #expect(NearWords(of: word) == nil)
  }

  @Test(arguments: [
    ("xccess", "access", "another letter"), ("ccess", "access", "a missing letter"),
    ("aaccess", "access", "a letter too many"), ("rpocess", "process", "letters swapped"),
    ("lpha1", "", "no number"), ("ъосква", "москва", "another script"),
  ])
  func firstLetterMayBeWrong(_ typed: String, _ wanted: String, _ reason: String) {
    let words = NearWords(of: typed)?.wordsWithOtherFirstLetter ?? []
    #expect(wanted.isEmpty ? words.isEmpty : words.contains(wanted), "\(reason)")
  }

  @Test func shortWordsKeepTheirFirstLetter() throws {
    #expect(try #require(NearWords(of: "unix")).wordsWithOtherFirstLetter.isEmpty)
  }
}
