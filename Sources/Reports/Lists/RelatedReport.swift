package import VaultKit

extension Report {
  /// Lists the notes that share links, tags and rare words with a note.
  package static func related(
    to note: String, limit: Int, includesExcluded: Bool, in vault: Vault
  ) -> Report {
    var path = ""
    return Report(nothing: "no note has anything in common with '\(path)'") { printer in
      let found = try vault.related(to: note, limit: limit, includesExcluded: includesExcluded)
      path = found.0
      printer.fields([("note", .text(path))])
      printer.list("related")
      for note in found.1 { printer.row(note) }
    }
  }
}

extension RelatedNote: ReportRow {
  var fields: [Field] {
    [
      ("path", .text(path)), ("title", .text(title)), ("score", .measure(score)),
      ("linked", .boolean(isLinked)), ("neighbours", .integer(neighbours)),
      ("tags", .texts(tags)), ("words", .texts(words)),
    ]
  }

  func line(_ look: Look) -> String? { "\(look.place(path)) \(look.style.dim("(\(reasons))"))" }

  private var reasons: String {
    var reasons: [String] = []
    if isLinked { reasons.append("linked") }
    if neighbours > 0 { reasons.append(Wording.count(neighbours, "shared link")) }
    reasons += tags.map { "#" + PlainText.safeName($0) }
    if !words.isEmpty {
      reasons.append(words.prefix(5).map { PlainText.safeName($0) }.joined(separator: " "))
    }
    return reasons.joined(separator: ", ")
  }
}
