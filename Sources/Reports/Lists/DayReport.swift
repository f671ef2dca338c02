package import VaultKit

extension Report {
  /// Lists what a vault has of some days, by what it is.
  package static func entries(_ entries: DayEntries, of days: Days, in vault: Vault) -> Report {
    Report(.dayEntries, nothing: Wording.nothing("nothing is dated \(days.text)", in: vault)) {
      printer in
      printer.fields([
        ("vault", .text(vault.root)), ("day", .text(days.first.text)),
        ("lastDay", .text(days.last.text)), ("total", .integer(entries.total)),
      ])
      printer.list("groups")
      for group in entries.groups {
        try printer.group(DayGroup(kind: group.kind, isOfOneDay: days.isOne), list: "entries")
        for entry in group.entries { try printer.row(entry) }
      }
    }
  }
}

extension FieldList {
  /// The fields of `on`.
  package static let dayEntries = FieldList(
    own: ["vault", "day", "lastDay", "total"], groups: DayGroup.self, rows: DayEntry.self,
    files: "path")
}

/// Entries of one kind.
private struct DayGroup: ReportRow {
  let kind: DayEntry.Kind
  let isOfOneDay: Bool

  static let columns: [Column<DayGroup>] = [Column("kind") { .text($0.kind.rawValue) }]

  func line(_ look: Look) -> String? {
    let name =
      switch kind {
      case .daily: isOfOneDay ? "daily note" : "daily notes"
      case .named: "notes with \(isOfOneDay ? "the day" : "such a day") in their name"
      case .task: "tasks due"
      case .line: "lines"
      case .created: "notes made"
      case .changed: "notes changed"
      }
    return look.style.bold(name)
  }
}

extension DayEntry: ReportRow {
  static let columns: [Column<DayEntry>] = [
    Column("path") { .text($0.path) },
    Column("line") { .optional($0.line, FieldValue.integer) },
    Column("text") { .text($0.text) },
  ]

  func line(_ look: Look) -> String? {
    guard let line else { return look.place(path) }
    return "\(look.place(path, line: line)): \(PlainText.trimmedLine(text))"
  }
}
