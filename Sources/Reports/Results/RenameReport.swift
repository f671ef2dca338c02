package import VaultKit

extension Report {
  /// Says what a rename changes, or has changed.
  ///
  /// - Parameter token: What has to be brought to carry it out; nil where nothing has to be.
  package static func rename(
    _ outcome: RenameOutcome, isDryRun: Bool, token: String? = nil
  ) -> Report {
    Report(
      .rename,
      text: { output, look in
        if let names = outcome.undone { output.line("undone: \(Wording.pair(names))") }
        try outcome.plan?.print(isDryRun: isDryRun, to: output, look)
      },
      parts: { printer in
        let plan = outcome.plan
        printer.fields([
          ("dryRun", .boolean(isDryRun)), ("path", .optional(plan?.path, FieldValue.text)),
          ("newPath", .optional(plan?.newPath, FieldValue.text)),
          ("heading", .optional(plan?.heading, pair)), ("block", .optional(plan?.block, pair)),
          ("moved", .optional(plan?.moved, FieldValue.integer)),
        ])
        if let token { printer.fields([("token", .text(token))]) }
        printer.list("changes")
        // They may be more than fits into memory.
        try plan?.forEachChange { try printer.row(ChangeRow(change: $0)) }
        printer.fields([
          ("warnings", .texts(plan?.warnings ?? [])), ("notices", .texts(plan?.notices ?? [])),
          ("finished", .optional(outcome.finished, pair)),
          ("undone", .optional(outcome.undone, pair)), ("left", .texts(outcome.left)),
          ("staleIndex", .optional(outcome.staleIndex, FieldValue.text)),
        ])
      })
  }

  private static func pair(_ names: (old: String, new: String)) -> FieldValue {
    .object([("old", .text(names.old)), ("new", .text(names.new))])
  }
}

extension FieldList {
  /// The fields of `rename`.
  package static let rename = FieldList(
    own: ["dryRun", "newPath", "heading", "block", "moved"], rows: ChangeRow.self, isWhole: true)
}

/// A link before and after.
private struct ChangeRow: ReportRow {
  let change: RenamePlan.Change

  static let columns: [Column<ChangeRow>] = [
    Column("path") { .text($0.change.path) },
    Column("line") { .integer($0.change.line) },
    Column("before") { .text($0.change.before) },
    Column("after") { .text($0.change.after) },
  ]

  func line(_ look: Look) -> String? {
    line(at: look.place(change.path, line: change.line))
  }

  func line(at place: String) -> String {
    let told = Vault.toldApart([change.before, change.after])
    return "\(place): \(PlainText.safeName(told[0])) → \(PlainText.safeName(told[1]))"
  }
}

extension RenamePlan {
  fileprivate func print(isDryRun: Bool, to output: Output, _ look: Look) throws {
    if isDryRun, look.isTerminal, let columns = output.columns {
      try printDifferences(to: output, look, columns)
    } else {
      try printLines(to: output, look)
    }
    output.line(summary(isDryRun: isDryRun))
  }

  /// One line that says what is renamed and how many links in how many files change.
  package func summary(isDryRun: Bool) -> String {
    "\(isDryRun ? "would rename" : "renamed") \(what): \(Plural.count(changeCount, "link")) "
      + "in \(Plural.count(changedFiles, "file"))"
  }

  private func printLines(to output: Output, _ look: Look) throws {
    var (path, line, place) = ("", 0, "")
    try forEachChange { change in
      // A line can have a million of them.
      if change.line != line || change.path != path {
        (path, line) = (change.path, change.line)
        place = look.place(path, line: line)
      }
      output.line(ChangeRow(change: change).line(at: place))
    }
  }

  /// Prints what goes above what comes in its place, below the name of its note.
  private func printDifferences(to output: Output, _ look: Look, _ columns: Int) throws {
    var path = ""
    try forEachChange { change in
      if change.path != path {
        if !path.isEmpty { output.line() }
        path = change.path
        output.line(look.place(path, room: columns))
      }
      let told = Vault.toldApart([change.before, change.after])
      let gap = String(repeating: " ", count: max(0, 5 - "\(change.line)".count))
      let number = look.style.dim("\(change.line)")
      output.line(
        "\(gap)\(number) \(look.style.text("- " + PlainText.safeName(told[0]), [.removed]))")
      output.line("      \(look.style.text("+ " + PlainText.safeName(told[1]), [.added]))")
    }
    if !path.isEmpty { output.line() }
  }

  private var what: String {
    if let (old, new) = heading ?? block { return Wording.pair((path + "#" + old, new)) }
    return Wording.pair((path, newPath))
      + (moved.map { " with \(Plural.count($0, "file"))" } ?? "")
  }
}
