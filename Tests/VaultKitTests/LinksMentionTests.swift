import TestSupport
import Testing

@testable import VaultKit

/// Where a note is named without a link.
@Suite struct LinksMentionTests {
  @Test(arguments: [
    ("Falcon", "the falcon, Falcon's; falcons Falconry", ["5:falcon", "13:Falcon"]),
    ("Wi-Fi", "WI-FI router, wi-fi-6 xwi-fi", ["1:WI-FI", "15:wi-fi"]),
    ("C++", "c++ and C++17, xc++", ["1:c++", "9:C++"]),
    ("東京", "東京都と東京タワー", ["1:東京", "13:東京"]),
    ("東京Tower", "東京tower 東京Towers", ["1:東京tower"]),
    ("Café", "cafe\u{301} CAFÉ caféx", ["1:cafe\u{301}", "8:CAFÉ"]),
    ("Éa", "éa ÉA xéa", ["1:éa", "5:ÉA"]),
    ("n_m", "n_m n_mo", ["1:n_m"]), ("404", "404 4045 x404 (404)", ["1:404", "16:404"]),
    ("한국", "한국어", ["1:한국"]), ("a", "", []),
  ])
  func wholeWordsAreFound(_ name: String, _ text: String, _ expected: [String]) throws {
    let vault = try TestVault(["\(name).md": "", "other note.md": text])
    let found = try vault.open().mentions(of: "\(name).md").mentions
    #expect(found.map { "\($0.column):\($0.mention)" } == expected)
  }

  @Test func linksFrontMatterAndTheNoteItselfAreLeftOut() throws {
    let vault = try TestVault([
      "Falcon.md": "---\naliases: [Roof station]\n---\nFalcon",
      "a.md": "---\nx: Falcon\n---\n[[Falcon|falcon]] [falcon](Falcon.md) ![[Falcon]] falcon\n",
      "b.md": "```\nFALCON\n```\n\nThe roof station.\r\n", "ex/c.md": "falcon",
      ".obsidian/app.json": #"{"userIgnoreFilters":["ex/"]}"#,
    ])
    let found = try vault.open().mentions(of: "Falcon").mentions
    #expect(
      found.map { "\($0.path):\($0.line):\($0.column) \($0.text)" } == [
        "a.md:4:51 [[Falcon|falcon]] [falcon](Falcon.md) ![[Falcon]] falcon", "b.md:2:1 FALCON",
        "b.md:5:5 The roof station.",
      ])
  }

  @Test func longestNameCounts() throws {
    let vault = try TestVault([
      "Git.md": "---\naliases: Git recipes\n---\n", "a.md": "git recipes and git",
    ])
    #expect(
      try vault.open().mentions(of: "Git").mentions.map(\.mention) == ["git recipes", "git"])
  }
}
