package import VaultKit

extension Report {
  /// Lists the notes that share links, tags and rare words with a note.
  package static func related(
    to note: String, limit: Int, includesExcluded: Bool, in vault: Vault
  ) -> Report {
    var path = ""
    return Report(.related, nothing: "no note has anything in common with '\(path)'") { printer in
      let found = try vault.related(to: note, limit: limit, includesExcluded: includesExcluded)
      path = found.0
      printer.fields([("note", .text(path))])
      printer.list("related")
      for note in found.1 { try printer.row(note) }
    }
  }
}

extension FieldList {
  /// The fields of `related`.
  package static let related = FieldList(own: ["note"], rows: RelatedNote.self)
}

extension RelatedNote: ReportRow {
  static let columns: [Column<RelatedNote>] = [
    Column("path") { .text($0.path) },
    Column("title") { .text($0.title) },
    Column("score") { .measure($0.score) },
    Column("linked") { .boolean($0.isLinked) },
    Column("neighbours") { .integer($0.neighbours) },
    Column("tags") { .texts($0.tags) },
    Column("words") { .texts($0.words) },
  ]

  func line(_ look: Look) -> String? { "\(look.place(path)) \(look.style.dim("(\(reasons))"))" }

  var note: String? { path }

  func entry(_ look: Look) -> ListEntry? { ListEntry(text: [Span(reasons, [.dim])]) }

  private var reasons: String {
    var reasons: [String] = []
    if isLinked { reasons.append("linked") }
    if neighbours > 0 { reasons.append(Plural.count(neighbours, "shared link")) }
    reasons += tags.map { "#" + PlainText.safeName($0) }
    if !words.isEmpty {
      reasons.append(words.prefix(5).map { PlainText.safeName($0) }.joined(separator: " "))
    }
    return reasons.joined(separator: ", ")
  }
}
