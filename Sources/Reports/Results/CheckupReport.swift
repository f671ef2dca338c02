package import VaultKit

extension Report {
  /// Says what vq works with, and what to do about what is wrong or slow.
  ///
  /// - Parameter version: The version of vq.
  package static func checkup(_ rows: [CheckupRow], version: String) -> Report {
    Report(.checkup, nothing: "") { printer in
      printer.fields([("version", .text(version))])
      printer.list("checks")
      for row in rows { try printer.row(row) }
    }
  }
}

extension FieldList {
  /// The fields of `doctor`.
  package static let checkup = FieldList(own: ["version"], rows: CheckupRow.self)
}

extension CheckupRow: ReportRow {
  static let columns: [Column<CheckupRow>] = [
    Column("name") { .text($0.name) },
    Column("state") { .text($0.state.rawValue) },
    Column("value") { .text($0.value) },
    Column("advice") { .optional($0.advice, FieldValue.text) },
  ]

  /// What was found, and on a line of its own what to do.
  func line(_ look: Look) -> String? {
    let padding = String(repeating: " ", count: max(1, Self.indent - name.utf8.count))
    let found = look.style.dim(name + padding) + PlainText.safeName(value)
    let mark = state == .fine ? "" : look.style.warning(state.rawValue) + ": "
    guard let advice else { return found }
    return found + "\n" + String(repeating: " ", count: Self.indent) + mark
      + PlainText.safeName(advice)
  }

  private static let indent = 15
}
