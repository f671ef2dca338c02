package import VaultKit

extension Report {
  /// Lists the notes that nothing links to; if `isIsolated`, only those that link to nothing either.
  package static func orphans(
    of vault: Vault, isIsolated: Bool, includesExcluded: Bool
  ) -> Report {
    paths(
      isIsolated ? "isolated" : "orphans", in: vault,
      nothing: isIsolated ? "every note is linked with another" : "every note is linked to"
    ) {
      try vault.orphans(isIsolated: isIsolated, includesExcluded: includesExcluded)
    }
  }

  /// Lists the notes that link to no other file.
  package static func deadEnds(of vault: Vault, includesExcluded: Bool) -> Report {
    paths("deadends", in: vault, nothing: "every note leads to another file") {
      try vault.deadEnds(includesExcluded: includesExcluded)
    }
  }

  private static func paths(
    _ list: String, in vault: Vault, nothing: String, _ paths: @escaping () throws -> [String]
  ) -> Report {
    Report(.paths, nothing: Wording.nothing(nothing, in: vault)) { printer in
      let paths = try paths()
      printer.fields([("vault", .text(vault.root))])
      printer.list(list)
      for path in paths { try printer.row(PathRow(path: path)) }
    }
  }
}

extension FieldList {
  /// The fields of `orphans` and `deadends`.
  package static let paths = FieldList(own: ["vault"], rows: PathRow.self)
}

/// A path alone; in a JSON list it is a text.
private struct PathRow: ReportRow {
  let path: String

  static let columns: [Column<PathRow>] = [
    Column("path") { .text($0.path) }
  ]

  func value(_ fields: [Field]) -> FieldValue { .text(path) }

  func line(_ look: Look) -> String? { look.place(path) }
}
