import Testing

@testable import Reports
@testable import VaultKit

/// `vq status` in a few lines.
@Suite struct StatusReportTests {
  @Test(arguments: [
    (nil, nil), ("it has 70 levels", "search    slow: it has 70 levels"),
    ("it\u{1B}[1m", "search    slow: it\u{FFFD}[1m"),
  ])
  func lineSaysWhyASearchIsSlow(_ reason: String?, _ expected: String?) throws {
    let status = VaultStatus(
      vault: "/vault", index: "/index", notes: 1, excludedNotes: 0, files: 1, sections: 1, links: 0,
      unresolvedLinks: 0, tags: 0, problems: 0, indexBytes: 1, schemaVersion: 1, sqliteVersion: "3",
      slowSearch: reason, refresh: RefreshReport())
    let report = Report.status(status, version: "1", date: { "\($0)" })
    let lines = try Printed.text(report, as: .text).split(separator: "\n").map(String.init)
    #expect(lines.first { $0.hasPrefix("search") } == expected)
    #expect(lines.contains("versions  vq 1, schema 1, SQLite 3"))
  }
}
