package import VaultKit

extension Report {
  /// Says what bringing the index up to date has done.
  package static func refresh(_ report: RefreshReport) -> Report {
    Report(
      text: { output, _ in output.line(report.sentence) }, parts: { $0.fields(report.fields) })
  }

  /// Lists the notes that changed.
  package static func changes(_ report: RefreshReport) -> Report {
    Report(
      text: { output, look in
        if report.rebuilt != nil { return output.line(report.sentence) }
        for change in report.changes {
          if let line = change.line(look) { output.line(line) }
        }
      },
      parts: { printer in
        printer.list("changes")
        for change in report.changes { printer.row(change) }
        printer.fields([("refresh", .object(report.fields))])
      })
  }
}

extension RefreshReport {
  var fields: [Field] {
    [
      ("notes", .integer(notes)), ("added", .integer(added)), ("changed", .integer(changed)),
      ("moved", .integer(moved)), ("removed", .integer(removed)),
      ("linksResolved", .integer(linksResolved)), ("milliseconds", .measure(milliseconds)),
      ("warnings", .texts(warnings)),
    ]
  }

  /// One line that says what was done.
  fileprivate var sentence: String {
    let time = "\(Int(milliseconds.rounded())) ms"
    let all = Wording.count(notes, "note")
    if rebuilt != nil { return "indexed \(all) in \(time)" }
    if isUpToDate { return "\(all), nothing changed, \(time)" }
    let changes = [(added, "added"), (changed, "changed"), (moved, "moved"), (removed, "removed")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    return "\(all): \(changes), \(time)"
  }
}

extension RefreshReport.Change: ReportRow {
  var fields: [Field] { [("kind", .text(kind.rawValue)), ("path", .text(path))] }

  func line(_ look: Look) -> String? {
    let name = kind.rawValue
    let padding = String(repeating: " ", count: max(0, 8 - name.count))
    return "\(look.style.dim(name))\(padding)\(PlainText.safeName(path))"
  }
}
