import TestSupport
import Testing
import VaultKit

/// Of which types the values of properties are, and which are in conflict.
@Suite struct PropertyTypeTests {
  private static func types(_ vault: TestVault) throws -> [String] {
    try vault.open().propertyTypes().map {
      "\($0.name) \($0.type.rawValue) \($0.notes)" + ($0.isConflict ? " conflict" : "")
    }
  }

  private static func vault(_ values: [String], types: String = "{}") throws -> TestVault {
    var files = [".obsidian/types.json": types]
    for (number, value) in values.enumerated() { files["\(number).md"] = "---\np: \(value)\n---\n" }
    return try TestVault(files)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var value: String
    var type: String?
    var testDescription: String { value }

    init(_ value: String, _ type: String?) { (self.value, self.type) = (value, type) }
  }

  @Test(arguments: [
    Row("2026-03-04", "date"), Row("2026-03-04T10:00", "datetime"),
    Row("2026-03-04 10:00:00", "datetime"), Row("2026-02-30", "text"), Row("2026-03-04x", "text"),
    Row("5", "number"), Row("1e3", "number"), Row("\"5\"", "text"), Row("true", "checkbox"),
    Row("yes", "text"), Row("[a]", "multitext"), Row("[]", "multitext"), Row("{a: b}", "map"),
    // What says nothing has no type.
    Row("", nil), Row("\"\"", nil),
  ])
  func valuesHaveTypes(_ row: Row) throws {
    let vault = try Self.vault([row.value])
    let types = try vault.open().propertyTypes()
    #expect(types.map(\.type.rawValue) == (row.type.map { [$0] } ?? []))
  }

  @Test func whatFewNotesHaveIsInConflict() throws {
    let vault = try Self.vault(["2026-03-04", "2026-03-05T10:00", "2026-03-05", "soon"])
    #expect(try Self.types(vault) == ["p date 2", "p datetime 1", "p text 1 conflict"])
    // Of two that are as common, text says least.
    #expect(try Self.types(Self.vault(["a", "5"])) == ["p number 1", "p text 1 conflict"])
    #expect(try Self.types(Self.vault(["[a]", "b", "7"])).contains("p multitext 1"))
  }

  @Test func settingsDecide() throws {
    let text = try Self.vault(["5", "6", "a"], types: #"{"types":{"P":"text"}}"#)
    #expect(try Self.types(text) == ["p number 2 conflict", "p text 1"])
    let list = try Self.vault(["[a]", "b", "true"], types: #"{"types":{"p":"multitext"}}"#)
    #expect(try Self.types(list) == ["p checkbox 1 conflict", "p multitext 1", "p text 1"])
    let number = try Self.vault(["[1]", "2"], types: #"{"types":{"p":"number"}}"#)
    #expect(try Self.types(number) == ["p number 1", "p multitext 1 conflict"])
  }

  @Test(arguments: [
    "", "[", "{\"types\":[]}", "{\"types\":{\"p\":{}}}", "{\"types\":{\"p\":\"x\"}}",
  ])
  func brokenSettingsSayNothing(_ types: String) throws {
    #expect(try Self.types(Self.vault(["1"], types: types)) == ["p number 1"])
  }

  @Test func checkTellsPlaces() throws {
    let vault = try TestVault([
      "a.md": "---\ndue: 2026-03-04\n---\n", "b.md": "---\nx: 1\ndue: soon\n---\n",
      // A field of the text is no property of Obsidian's.
      "c.md": "---\ndue: 2026-03-05\n---\ndue:: later\n",
    ])
    #expect(try vault.open().check().isEmpty)
    let found = try vault.open().check(includesStyle: true)
    #expect(
      found.map { "\($0.path):\($0.line):\($0.column) \($0.message)" } == [
        "b.md:3:1 'due' is a text here, and a date in 2 notes"
      ])
    #expect(try vault.open().check(kinds: ["property-type"]).count == 1)
  }
}
