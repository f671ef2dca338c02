import NoteModel
import Testing

@testable import VaultKit

struct ExcludedFilesTests {
  @Test func costlyPatternsExcludeNothingAndEndSoon() {
    let excluded = ExcludedFiles(["/(a+)+$/", "/(.*)*x$/", "/^Archive/"])
    let long = VaultPath(String(repeating: "a", count: 3000) + "!.md")
    #expect(!excluded.contains(long))
    #expect(excluded.contains(VaultPath("archive/x.md")))
    #expect(excluded.faults.map(\.filter) == ["/(a+)+$/", "/(.*)*x$/"])
    for number in 0..<600 { _ = excluded.contains(VaultPath("\(number)" + long.text)) }
    // What all paths may take together is used up.
    #expect(!excluded.contains(VaultPath("archive/x.md")))
    #expect(excluded.faults.map(\.isLimit) == [true, true, true])
  }

  @Test func hostileFiltersAreRefused() {
    let nested = String(repeating: "[", count: 20_000)
    let groups = String(repeating: "(", count: 2000) + "a" + String(repeating: ")", count: 2000)
    let excluded = ExcludedFiles(["/\(nested)a/", "/\(groups)/", "/(?R)/", "/(*ACCEPT)/", "/a/"])
    #expect(excluded.contains(VaultPath("A.md")))
    #expect(!excluded.contains(VaultPath("b.md")))
    #expect(excluded.faults.map(\.isLimit) == [true, true, false, false])
  }

  @Test func onlySoManyFiltersCount() {
    let filters = (0...ExcludedFiles.mostFilters).map { "/^\($0)x/" }
    let excluded = ExcludedFiles(filters)
    #expect(excluded.contains(VaultPath("\(ExcludedFiles.mostFilters - 1)x.md")))
    #expect(!excluded.contains(VaultPath("\(ExcludedFiles.mostFilters)x.md")))
    #expect(excluded.faults.count == 1)
  }

  @Test func checkSaysWhichFiltersAreAbsent() throws {
    let long = String(repeating: "a", count: 60) + "!"
    let vault = try TestVault([
      "\(long).md": "x",
      ".obsidian/app.json": """
      {
        "userIgnoreFilters": ["/[/",
          "/(a+)+$/", "/\\\\d\\"+/"]
      }
      """,
    ])
    let findings = try vault.open().check()
    #expect(
      findings.map { "\($0.path):\($0.line):\($0.column): \($0.kind): \($0.message)" } == [
        ".obsidian/app.json:2:25: pattern-invalid: \"Excluded files\": '/[/' excludes nothing: "
          + "a '[' is never closed, at byte 1",
        ".obsidian/app.json:3:5: beyond-limits: \"Excluded files\": '/(a+)+$/' excludes nothing: "
          + "it takes too many steps to match against '\(long).md'",
      ])
  }
}
