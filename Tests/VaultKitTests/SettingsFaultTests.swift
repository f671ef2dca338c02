import Foundation
import TestSupport
import Testing

@testable import VaultKit

/// What is said of files of settings that are of no use.
@Suite struct SettingsFaultTests {
  private static let app = ".obsidian/app.json"
  private static let types = ".obsidian/types.json"
  private static let daily = ".obsidian/daily-notes.json"
  private static let periodic = ".obsidian/plugins/periodic-notes/data.json"
  private static let calendar = ".obsidian/plugins/calendar/data.json"
  private static let plugins = ".obsidian/community-plugins.json"

  struct Row: Sendable {
    let path: String
    let content: String
    let fault: String?

    init(_ path: String, _ content: String, _ fault: String?) {
      (self.path, self.content, self.fault) = (path, content, fault)
    }
  }

  @Test(arguments: [
    Row(app, "{", "it is no JSON"), Row(app, "", "it is empty"),
    Row(app, "[]", "it is a list, not an object"),
    Row(app, "// x\n{}", "it is no JSON"), Row(app, "null", "it is null, not an object"),
    Row(app, #"{"userIgnoreFilters":"Old/"}"#, "'userIgnoreFilters' is a text, not a list"),
    Row(
      app, #"{"showUnsupportedFiles":1}"#, "'showUnsupportedFiles' is a number, not true or false"),
    Row(app, #"{"newLinkFormat":[]}"#, "'newLinkFormat' is a list, not a text"),
    Row(app, #"{"userIgnoreFilters":null,"showUnsupportedFiles":false,"other":3}"#, nil),
    Row(types, "}", "it is no JSON"),
    Row(types, #"{"types":[]}"#, "'types' is a list, not an object"),
    Row(types, #"{"types":{"a":"date","b":1}}"#, nil), Row(types, "{}", nil),
    Row(daily, "x", "it is no JSON"),
    Row(daily, #"{"folder":3}"#, "'folder' is a number, not a text"),
    Row(daily, #"{"format":true}"#, "'format' is true, not a text"),
    Row(daily, #"{"folder":"","format":null}"#, nil),
    Row(periodic, "", "it is empty"),
    Row(periodic, #"{"daily":{"enabled":"yes"}}"#, "'daily.enabled' is a text, not true or false"),
    Row(
      periodic, #"{"weekly":{"enabled":true,"folder":{}}}"#,
      "'weekly.folder' is an object, not a text"),
    Row(calendar, #"{"weekStart":1}"#, "'weekStart' is a number, not a text"),
    Row(plugins, "{}", "it is an object, not a list"),
  ])
  func eachIsTold(_ row: Row) throws {
    let vault = try TestVault(["A.md": "x", row.path: row.content])
    let opened = try vault.open()
    let expected = row.fault.map { "\(row.path): \($0); the default holds" }
    #expect(try opened.settingsFaults().map(\.sentence) == [expected].compactMap { $0 })
    let rows = opened.checkup(home: "").filter { $0.name == "settings" }
    #expect(rows.map(\.state) == [expected == nil ? .fine : .limited])
    #expect(rows[0].advice?.hasPrefix("mend this file or remove it") ?? false == (expected != nil))
    let findings = try opened.check(kinds: ["file-unreadable"])
    #expect(findings.map { "\($0.path): \($0.message)" } == [expected].compactMap { $0 })
    // Every command tells of the file that all of them read.
    let warnings = try vault.open().refresh().warnings
    #expect(warnings == (row.path == Self.app ? [expected].compactMap { $0 } : []))
  }

  enum Place: CaseIterable { case folder, pipe, long }

  @Test(arguments: Place.allCases, [app, types, daily, periodic])
  func whatIsNoFileIsNotWaitedFor(_ place: Place, _ path: String) throws {
    let vault = try TestVault(["A.md": "x"])
    let file = vault.folder.path + "/" + path
    try FileManager.default.createDirectory(
      at: URL(filePath: file).deletingLastPathComponent(), withIntermediateDirectories: true)
    switch place {
    case .folder:
      try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: true)
    case .pipe: #expect(mkfifo(file, 0o600) == 0)
    case .long:
      #expect(FileManager.default.createFile(atPath: file, contents: nil))
      #expect(truncate(file, 100 << 20) == 0)
    }
    let faults = try vault.open().settingsFaults()
    #expect(faults.map(\.path) == [path])
    #expect(faults[0].message.hasPrefix("cannot read the file: "))
  }

  @Test func aSearchThatAsksNoIndexTellsToo() throws {
    let vault = try TestVault(["A.md": "x", Self.app: "{"])
    let report = try vault.open().forEachFound(by: VaultSearch("x")) { _ in }
    #expect(report.refresh?.warnings.count == 1)
  }

  @Test func whatIsKnownStaysWhileAFileIsBroken() throws {
    let vault = try TestVault([
      "A.md": "x", "Old/B.md": "x", Self.app: #"{"userIgnoreFilters":["Old/"]}"#,
    ])
    let opened = try vault.open()
    func found() throws -> [String] {
      var paths: [String] = []
      try opened.forEachFound(by: VaultSearch("x")) { paths.append($0.path) }
      return paths
    }
    #expect(try found() == ["A.md"])
    try vault.folder.write(Self.app, #"{"userIgn"#)
    #expect(try found() == ["A.md"])
    #expect(opened.refresher.settingsFaults.count == 1)
    try vault.folder.write(Self.app, #"{"userIgnoreFilters":["Old/"]}"#)
    #expect(try found() == ["A.md"])
    #expect(opened.refresher.settingsFaults.isEmpty)
    try vault.folder.write(Self.app, "{}")
    #expect(try found() == ["A.md", "Old/B.md"])
  }
}
