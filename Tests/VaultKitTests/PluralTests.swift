import Testing
import VaultKit

@Suite struct PluralTests {
  @Test(arguments: [(0, "0 notes"), (1, "1 note"), (2, "2 notes")])
  func nounFollowsItsNumber(_ number: Int, _ expected: String) {
    #expect(Plural.count(number, "note") == expected)
  }

  @Test(arguments: [(0, "0 notes have"), (1, "1 note has"), (2, "2 notes have")])
  func verbFollowsItsNumber(_ number: Int, _ expected: String) {
    #expect(Plural.count(number, "note", ("has", "have")) == expected)
  }
}
