package import VaultKit

extension Report {
  /// Says which vault is used, where its index is and what it holds.
  ///
  /// - Parameters:
  ///   - version: The version of vq.
  ///   - date: Returns a time in seconds since 1970 as a person reads it.
  package static func status(
    _ status: VaultStatus, version: String, date: @escaping (Int) -> String
  ) -> Report {
    Report(
      text: { output, look in
        for (name, value) in status.lines(version, date) {
          let padding = String(repeating: " ", count: 10 - name.count)
          output.line(look.style.dim(name + padding) + value)
        }
      },
      parts: { $0.fields(status.fields(version)) })
  }
}

extension VaultStatus {
  fileprivate func fields(_ version: String) -> [Field] {
    [
      ("vault", .text(vault)), ("index", .text(index)), ("notes", .integer(notes)),
      ("excludedNotes", .integer(excludedNotes)),
      ("files", .integer(files)), ("sections", .integer(sections)), ("links", .integer(links)),
      ("unresolvedLinks", .integer(unresolvedLinks)), ("tags", .integer(tags)),
      ("problems", .integer(problems)), ("indexBytes", .integer(indexBytes)),
      ("refreshed", .optional(refreshed, FieldValue.integer)),
      ("schemaVersion", .integer(schemaVersion)), ("sqliteVersion", .text(sqliteVersion)),
      ("slowSearch", .optional(slowSearch, FieldValue.text)),
      ("version", .text(version)), ("refresh", .object(refresh.fields)),
    ]
  }

  fileprivate func lines(
    _ version: String, _ date: (Int) -> String
  ) -> [(name: String, value: String)] {
    var lines = [
      ("vault", PlainText.safeName(vault)),
      ("index", PlainText.safeName(index)),
      ("size", Self.size(indexBytes)),
      ("notes", "\(notes)" + (excludedNotes > 0 ? ", \(excludedNotes) excluded" : "")),
      ("files", "\(files)"),
      ("sections", "\(sections)"),
      ("links", "\(links), \(unresolvedLinks) unresolved"),
      ("tags", "\(tags)"),
      ("problems", "\(problems)"),
      ("changed", refreshed.map(date) ?? "never"),
      ("versions", "vq \(version), schema \(schemaVersion), SQLite \(sqliteVersion)"),
    ]
    if let slowSearch { lines.append(("search", "slow, through SQLite alone: \(slowSearch)")) }
    return lines
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\(bytes / 1000) kB" : "\(bytes / 1_000_000) MB"
  }
}
