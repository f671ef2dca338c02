package import VaultKit

extension Report {
  /// Lists what is wrong in the notes of a vault.
  ///
  /// - Parameters:
  ///   - kinds: Only problems of these kinds; all kinds if empty.
  ///   - includesStyle: Also what is a matter of taste.
  package static func problems(
    in vault: Vault, kinds: Set<String>, includesStyle: Bool
  ) -> Report {
    Report(.problems, nothing: "there are no problems") { printer in
      printer.fields([("vault", .text(vault.root))])
      printer.list("problems")
      try vault.forEachFinding(kinds: kinds, includesStyle: includesStyle) { try printer.row($0) }
    }
  }
}

extension FieldList {
  /// The fields of `check`.
  package static let problems = FieldList(own: ["vault"], rows: Finding.self)
}

extension Finding: ReportRow {
  static let columns: [Column<Finding>] = [
    Column("path") { .text($0.path) },
    Column("line") { .integer($0.line) },
    Column("column") { .integer($0.column) },
    Column("kind") { .text($0.kind) },
    Column("message") { .text($0.message) },
  ]

  func line(_ look: Look) -> String? {
    let place = look.place(path, line: line, column: column)
    return "\(place): \(look.style.warning("warning")): \(PlainText.safeName(message))"
      + look.style.dim(" [\(kind)]")
  }
  var note: String? { path }

  func entry(_ look: Look) -> ListEntry? {
    ListEntry(
      line: line, column: column,
      text: [Span(PlainText.safeName(message)), Span(" [\(kind)]", [.dim])])
  }
}
