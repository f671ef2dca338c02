package import VaultKit

extension Report {
  /// Tells where the note of a period is.
  package static func periodNote(_ note: PeriodNote) -> Report {
    Report(
      .periodNote, text: { output, look in output.line(look.place(note.path)) },
      parts: { $0.fields(PeriodNote.columns.fields(of: note)) })
  }

  /// Lists notes of a period.
  package static func periodNotes(_ notes: [PeriodNote], in vault: Vault) -> Report {
    Report(.periodNotes, nothing: Wording.nothing("there are no such notes", in: vault)) {
      printer in
      printer.fields([("vault", .text(vault.root))])
      printer.list("notes")
      for note in notes { try printer.row(note) }
    }
  }
}

extension FieldList {
  /// The fields of `daily`, `weekly` and `monthly`.
  package static let periodNote = FieldList(single: PeriodNote.columns)
  /// The fields of `daily --list` and the like.
  package static let periodNotes = FieldList(own: ["vault"], rows: PeriodNote.self)
}

extension PeriodNote: ReportRow {
  static let columns: [Column<PeriodNote>] = [
    Column("day") { .text($0.day.text) },
    Column("path") { .text($0.path) },
    Column("exists") { .boolean($0.exists) },
  ]

  func line(_ look: Look) -> String? { look.place(path) }
}
