import Testing

@testable import TOML

/// What a document says, with the lines of its keys, and where it breaks a rule.
@Suite struct TOMLDocumentTests {
  private static func entries(_ text: String) throws -> [TOMLEntry] {
    try TOMLDocument.entries(Array(text.utf8))
  }

  private static func entry(_ key: String, _ value: TOMLValue, _ line: Int) -> TOMLEntry {
    TOMLEntry(key: key, value: value, line: line)
  }

  @Test func valuesHaveTheirKindAndLine() throws {
    let entries = try Self.entries(
      """
      # A remark.
      text = "a\\nb"
      plain = 'a\\nb'
      number = 1_000
      yes = true
      date = 2026-03-01
      list = ["x", [2], false]
      """)
    #expect(
      entries == [
        Self.entry("date", .other, 6),
        Self.entry("list", .list([.text("x"), .list([.integer(2)]), .boolean(false)]), 7),
        Self.entry("number", .integer(1000), 4), Self.entry("plain", .text("a\\nb"), 3),
        Self.entry("text", .text("a\nb"), 2), Self.entry("yes", .boolean(true), 5),
      ])
  }

  /// toml++ would run out of stack.
  @Test(arguments: ["[KEY]", "KEY = 1", "a = { KEY = 1 }"])
  func keyOfManyPartsIsAMistake(_ form: String) {
    let key = Array(repeating: "a", count: 50_000).joined(separator: ".")
    #expect(throws: TOMLMistake.self) {
      try Self.entries(
        "x = 1\n"
          + form.split(separator: "KEY", omittingEmptySubsequences: false).joined(separator: key))
    }
  }

  @Test func tablesHoldTables() throws {
    let entries = try Self.entries("[a.b]\nc = 1\n[a.d]\ne.f = 'x'\n")
    #expect(
      entries == [
        Self.entry(
          "a",
          .table([
            Self.entry("b", .table([Self.entry("c", .integer(1), 2)]), 1),
            Self.entry(
              "d",
              .table([Self.entry("e", .table([Self.entry("f", .text("x"), 4)]), 4)]), 3),
          ]), 1)
      ])
  }

  @Test(arguments: ["", "\n\n", "# Nothing", "\u{FEFF}"])
  func documentCanBeEmpty(_ text: String) throws {
    #expect(try Self.entries(text).isEmpty)
  }

  @Test(arguments: [
    ("a = 1\na = 2\n", 2), ("a =\n", 1), ("a = \"x\n", 1), ("x\n", 1), ("[a\n", 1),
    ("a = \"\0\"", 1), ("a = 99999999999999999999", 1), ("[a]\n[a]\n", 2),
    ("a = " + String(repeating: "[", count: 10_000), 1),
    ("a = \"" + String(repeating: "x", count: 10_000), 1),
  ])
  func mistakeIsNamedWithItsLine(_ text: String, _ line: Int) throws {
    let mistake = #expect(throws: TOMLMistake.self) { try Self.entries(text) }
    #expect(mistake?.line == line)
    #expect(mistake?.sentence.isEmpty == false)
    #expect(mistake?.sentence.utf8.count ?? 0 < 300)
  }

  @Test func bytesThatAreNoTextAreAMistake() {
    #expect(throws: TOMLMistake.self) { try TOMLDocument.entries([0x61, 0x3D, 0x22, 0xFF, 0x22]) }
  }
}
