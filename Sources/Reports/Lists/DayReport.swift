package import VaultKit

extension Report {
  /// Lists what a vault has of a day, by what it is.
  ///
  /// - Parameters:
  ///   - language: What names of days and months are written in.
  ///   - isExcludedToo: Whether files that the user excludes count.
  package static func entries(
    of day: Day, in vault: Vault, language: String, isExcludedToo: Bool
  ) -> Report {
    Report(.dayEntries, nothing: Wording.nothing("nothing is dated \(day.text)", in: vault)) {
      printer in
      printer.fields([("vault", .text(vault.root)), ("day", .text(day.text))])
      printer.list("groups")
      try vault.forEachEntry(
        of: day, language: language, isExcludedToo: isExcludedToo,
        group: { try printer.group(DayGroup(kind: $0), list: "entries") },
        { try printer.row($0) })
    }
  }
}

extension FieldList {
  /// The fields of `on`.
  package static let dayEntries = FieldList(
    own: ["vault", "day"], groups: DayGroup.self, rows: DayEntry.self, files: "path")
}

/// Entries of one kind.
private struct DayGroup: ReportRow {
  let kind: DayEntry.Kind

  static let columns: [Column<DayGroup>] = [Column("kind") { .text($0.kind.rawValue) }]

  func line(_ look: Look) -> String? {
    let name =
      switch kind {
      case .daily: "daily note"
      case .named: "notes with the day in their name"
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
