package import VaultKit

extension Report {
  /// Says what bringing the index up to date has done.
  package static func refresh(_ report: RefreshReport) -> Report {
    Report(
      .refresh, text: { output, _ in output.line(report.sentence) },
      parts: { $0.fields(report.fields) })
  }

  /// Lists the notes that changed.
  package static func changes(_ report: RefreshReport) -> Report {
    Report(
      .changes,
      text: { output, look in
        if report.rebuilt != nil { output.line(report.sentence) }
        for change in report.changes {
          if let line = change.line(look) { output.line(line) }
        }
      },
      parts: { printer in
        printer.list("changes")
        for change in report.changes { try printer.row(change) }
        printer.fields([("refresh", .object(report.fields))])
      })
  }
}

extension FieldList {
  /// The fields of `index`.
  package static let refresh = FieldList(single: RefreshReport.columns)
  /// The fields of `watch`.
  package static let changes = FieldList(own: [], rows: RefreshReport.Change.self)
}

extension RefreshReport {
  static let columns: [Column<RefreshReport>] = [
    Column("notes") { .integer($0.notes) },
    Column("added") { .integer($0.added) },
    Column("changed") { .integer($0.changed) },
    Column("moved") { .integer($0.moved) },
    Column("removed") { .integer($0.removed) },
    Column("linksResolved") { .integer($0.linksResolved) },
    Column("milliseconds") { .measure($0.milliseconds) },
    Column("warnings") { .texts($0.warnings) },
  ]

  var fields: [Field] { Self.columns.fields(of: self) }

  /// One line that says what was done.
  fileprivate var sentence: String {
    let time = "\(Int(milliseconds.rounded())) ms"
    let all = Plural.count(notes, "note")
    if rebuilt != nil { return "indexed \(all) in \(time)" }
    if isUpToDate { return "\(all), nothing changed, \(time)" }
    let changes = [(added, "added"), (changed, "changed"), (moved, "moved"), (removed, "removed")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    return "\(all): \(changes), \(time)"
  }
}

extension RefreshReport.Change: ReportRow {
  static let columns: [Column<RefreshReport.Change>] = [
    Column("kind") { .text($0.kind.rawValue) },
    Column("path") { .text($0.path) },
  ]

  func line(_ look: Look) -> String? {
    let name = kind.rawValue
    let padding = String(repeating: " ", count: max(0, 8 - name.count))
    return "\(look.style.dim(name))\(padding)\(PlainText.safeName(look.paths.shown(path)))"
  }
}
