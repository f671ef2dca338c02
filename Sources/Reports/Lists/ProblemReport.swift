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
    Report(nothing: "there are no problems") { printer in
      printer.fields([("vault", .text(vault.root))])
      printer.list("problems")
      try vault.forEachFinding(kinds: kinds, includesStyle: includesStyle) { printer.row($0) }
    }
  }
}

extension Finding: ReportRow {
  var fields: [Field] {
    [
      ("path", .text(path)), ("line", .integer(line)), ("column", .integer(column)),
      ("kind", .text(kind)), ("message", .text(message)),
    ]
  }

  func line(_ look: Look) -> String? {
    let place = look.place(path, line: line, column: column)
    return "\(place): \(look.style.warning("warning")): \(PlainText.safeName(message))"
      + look.style.dim(" [\(kind)]")
  }
}
