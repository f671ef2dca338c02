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
    Row(
      typed: "abcdefgh", words: ["abefgh", "abcdef"], near: ["abefgh"],
      reason: "two slips in a long word"),
    Row(typed: "abcdefg", words: ["abcde"], near: [], reason: "two slips in a short word"),
    Row(typed: "naïveté", words: ["naïvete"], near: ["naïvete"], reason: "letters, not bytes"),
    Row(typed: "мосвка", words: ["москва"], near: ["москва"], reason: "letters of two bytes"),
  ]

  @Test(arguments: rows)
  func nearestWordsAreKept(_ row: Row) throws {
    #expect(try near(row.typed, row.words).map(\.word).sorted() == row.near)
  }

  private func near(_ typed: String, _ words: [String]) throws -> [NearWords.Neighbour] {
    var search = try #require(NearWords(of: typed))
    for var word in words {
      word.withUTF8 { search.look(at: UnsafeRawBufferPointer($0)) }
    }
    let nearest = search.neighbours(after: 1)
    return nearest.isEmpty ? search.neighbours(after: 2) : nearest
  }

  @Test(arguments: ["abc", "v123", "2024"])
  func shortWordsAndNumbersAreNotCorrected(_ word: String) {
    #expect(NearWords(of: word) == nil)
  }

  @Test(arguments: [
    ("xccess", "access", "another letter"), ("ccess", "access", "a missing letter"),
    ("aaccess", "access", "a letter too many"), ("rpocess", "process", "letters swapped"),
    ("ъосква", "москва", "another script"), ("unix", "cnix", "a short word"),
  ])
  func firstLetterMayBeWrong(_ typed: String, _ wanted: String, _ reason: String) throws {
    #expect(try near(typed, [wanted]).map(\.word) == [wanted], "\(reason)")
  }

  @Test func firstLetterIsTheOnlySlip() throws {
    #expect(try near("fridgesx", ["bridges", "bridgesy"]).isEmpty)
  }

  @Test func likelySlipComesFirst() throws {
    let near = try near("recieve", ["receive", "relieve"])
    #expect(near.map(\.word) == ["receive", "relieve"])
  }
}
