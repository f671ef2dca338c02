import NoteModel
import Testing

@testable import VaultKit

struct ExcludedFilesTests {
  @Test func costlyPatternsExcludeNothingAndTheOthersStay() {
    let excluded = ExcludedFiles(["/(a+)+$/", "/(.*)*x$/", "/^Archive/", "/(a+)+$|zz/"])
    let costly = (0..<600).map { VaultPath("\($0)" + String(repeating: "a", count: 3000) + "!.md") }
    #expect(excluded.needsPaths)
    excluded.settle([VaultPath("archive/x.md")] + costly + [VaultPath("zz.md")])
    #expect(costly.allSatisfy { !excluded.contains($0) })
    #expect(excluded.contains(VaultPath("archive/x.md")))
    // Absent for every path, also for those that take it a few steps.
    #expect(!excluded.contains(VaultPath("zz.md")))
    #expect(excluded.faults.map(\.filter) == ["/(a+)+$/", "/(.*)*x$/", "/(a+)+$|zz/"])
    #expect(excluded.faults.map(\.isLimit) == [true, true, true])
  }

  @Test func whatAllPathsTakeIsLimitedForEachPattern() {
    let excluded = ExcludedFiles(["/a*a*[bc]/", "/^Archive/"])
    excluded.settle((0..<40_000).map { VaultPath(String(repeating: "a", count: 40) + "\($0).md") })
    #expect(excluded.contains(VaultPath("Archive/x.md")))
    #expect(
      excluded.faults.map(\.message) == [
        "it takes too many steps to match against all paths of the vault"
      ])
  }

  /// What people write need not be tried before a question is answered.
  @Test(arguments: [
    ("^Archive/", true), (".*\\.tmp$", true), ("\\.excalidraw\\.md$", true), ("(^|/)_", true),
    ("^(?!.*Archive)", true), ("(a+)+$", false), ("a*a*b", false), ("(a|b)\\1", false),
    ("a*b", false), ("^a*|b*", false), ("a?a?a?a?a?a?a?aaaaaaa", false), ("(a{1,50}){1,50}", false),
  ])
  func costIsToldByTheTextWhereItCanBe(pattern: String, isTold: Bool) {
    #expect(ExcludedFiles(["/\(pattern)/"]).needsPaths == !isTold)
  }

  @Test func commandsAgreeOnCostlyPatterns() throws {
    var files = [
      "zz secret.md": "secretword", "yy.md": "other",
      ".obsidian/app.json": #"{"userIgnoreFilters": ["/^(a+)+$|(a+ *)+!|yy/", "/^zz secret/"]}"#,
    ]
    for number in 0..<50 { files[String(repeating: "a", count: 45) + " \(number).md"] = "x" }
    let vault = try TestVault(files)
    let open = try vault.open()
    #expect(try open.ask("secretword").answers.isEmpty)
    #expect(try open.ask("other").answers.map(\.path) == ["yy.md"])
    #expect(try open.status().excludedNotes == 1)
    #expect(try !open.orphans().contains("zz secret.md"))
    #expect(try open.orphans().contains("yy.md"))
    #expect(try open.check().filter { $0.path == ".obsidian/app.json" }.count == 1)
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

  private func archive() throws -> TestVault {
    try TestVault([
      "Archive/z.md": "# zebra\n[[a]] => x", "Archive/y.md": "zebra #old", "a.md": "# ant",
      "b.md": "bear [[a]]", ".obsidian/app.json": "{\"userIgnoreFilters\": [\"archive/\"]}",
    ])
  }

  @Test(arguments: [
    ("zebra", 2), ("tag:old", 1), ("path:Archive/", 2), ("=>", 1), ("zebra -x path:Archive/", 1),
    ("\"zebra\"", 2),
    ("nowhere", 0),
  ])
  func answersSayHowManyExcludedNotesMatch(question: String, notes: Int) throws {
    let vault = try archive()
    let found = try vault.ask(question)
    #expect(found.answers.isEmpty)
    #expect(found.excludedNotes == .init(all: 2, matching: notes))
    let all = try vault.ask(question, AskOptions(includesExcluded: true))
    #expect(Set(all.answers.map(\.path)).count == notes)
    #expect(all.excludedNotes == .init())
  }

  @Test func excludedNotesAreSaidWhereNothingElseIsFound() throws {
    let vault = try archive()
    #expect(try vault.ask("zebra ant").excludedNotes == .init())
    #expect(try vault.ask("zebra ant").answers.map(\.path) == ["a.md"])
    #expect(try vault.ask("zebra", AskOptions(offset: 1)).excludedNotes == .init())
  }

  @Test func listsLeaveExcludedNotesOutUnlessAsked() throws {
    let vault = try archive()
    let open = try vault.open()
    #expect(try open.orphans() == ["b.md"])
    #expect(try open.orphans(includesExcluded: true) == ["Archive/y.md", "Archive/z.md", "b.md"])
    #expect(try open.orphans(isIsolated: true, includesExcluded: true) == ["Archive/y.md"])
    #expect(try open.deadEnds() == ["a.md"])
    #expect(try open.deadEnds(includesExcluded: true) == ["Archive/y.md", "a.md"])
    let status = try open.status()
    #expect((status.notes, status.excludedNotes) == (4, 2))
  }

  @Test func relatedNotesAreThoseOfAnAnswer() throws {
    let vault = try TestVault([
      "a.md": "[[hub]] [[Old/x]] #t", "b.md": "[[hub]] #t", "c.md": "#t", "hub.md": "",
      "Old/x.md": "[[hub]] #t", "Old/y.md": "[[hub]]", "Old/z.md": "[[b]] [[c]] [[a]]",
      ".obsidian/app.json": "{\"userIgnoreFilters\": [\"old/\"]}",
    ])
    let open = try vault.open()
    let found = try open.related(to: "a", limit: 3).related
    #expect(found.map(\.path) == ["b.md", "hub.md", "c.md"])
    let all = try open.related(to: "a", limit: 3, includesExcluded: true).related
    #expect(all.map(\.path) == ["Old/x.md", "b.md", "Old/y.md"])
    // An excluded note may be asked about, and its links count.
    #expect(try open.related(to: "Old/y").related.map(\.path).contains("hub.md"))
    #expect(found.first { $0.path == "c.md" }?.neighbours == 1)
  }

  /// What excluded notes alone have is neither counted nor proposed.
  @Test func excludedNotesProposeNothing() throws {
    let vault = try TestVault([
      "Archive/z.md": "zebra zebra #ztag", "a.md": "zebrs #own",
      ".obsidian/app.json": "{\"userIgnoreFilters\": [\"Archive/\"]}",
    ])
    let open = try vault.open()
    #expect(try open.status().tags == 1)
    #expect(try open.ask("zebrz").corrections.map(\.shown) == ["zebrs"])
    #expect(try open.ask("zebrz").answers.map(\.path) == ["a.md"])
    let all = try open.ask("zebrz", AskOptions(includesExcluded: true))
    #expect(all.corrections.count == 1)
    #expect(try open.ask("tag:ztga").repairs.allSatisfy { !$0.message.contains("ztag") })
  }
}
