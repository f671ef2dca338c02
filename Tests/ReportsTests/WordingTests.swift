import Testing

@testable import Reports

@Suite struct WordingTests {
  @Test func nearNamesAreQuoted() {
    #expect(Wording.nothing("no tag", near: []) == "no tag")
    #expect(Wording.nothing("no tag", near: ["a", "b"]) == "no tag; nearest is 'a', 'b'")
  }

  @Test(arguments: ["", "a"])
  func longTextsOfRowsAreCut(_ first: String) {
    let text = PlainText.trimmedLine(" \t" + first + String(repeating: "é", count: 50_000))
    #expect(text.hasPrefix(first + "é") && text.hasSuffix("é…"))
    #expect((1_000...1_030).contains(text.utf8.count))
    #expect(PlainText.trimmedLine(" a\tb\n") == "a b")
  }

  @Test func renamedNamesThatLookAlikeAreToldApart() {
    #expect(Wording.pair(("old", "new")) == "'old' → 'new'")
    #expect(Wording.pair(("a b", "a\u{A0}b")) == "'a b' → 'a<U+00A0>b'")
  }
}
