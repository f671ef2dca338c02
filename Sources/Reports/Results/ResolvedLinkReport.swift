package import VaultKit

extension Report {
  /// Says which file a link leads to.
  package static func resolved(_ link: ResolvedLink) -> Report {
    Report(
      .resolved,
      text: { output, look in
        if let path = link.path { output.line(look.place(path, line: link.line)) }
      },
      parts: { $0.fields(ResolvedLink.columns.fields(of: link)) })
  }

  /// Stands for a link that could not be looked up, so that there is one object for each line.
  package static func unresolved(_ link: String) -> Report {
    let fields: [Field] = [
      ("link", .text(link)), ("outcome", .text(ResolvedLink.Outcome.unresolved.rawValue)),
      ("path", .null), ("fragment", .null), ("fragmentFound", .null), ("line", .null),
      ("endLine", .null), ("others", .list([])), ("alias", .null), ("nearest", .list([])),
    ]
    return Report(.resolved, text: { _, _ in }, parts: { $0.fields(fields) })
  }
}

extension FieldList {
  /// The fields of `resolve`.
  package static let resolved = FieldList(single: ResolvedLink.columns)
}

extension ResolvedLink {
  fileprivate static let columns: [Column<ResolvedLink>] = [
    Column("link") { .text($0.link) },
    Column("outcome") { .text($0.outcome.rawValue) },
    Column("path") { .optional($0.path, FieldValue.text) },
    Column("fragment") { .optional($0.fragment, FieldValue.text) },
    Column("fragmentFound") { .optional($0.isFragmentFound, FieldValue.boolean) },
    Column("line") { .optional($0.line, FieldValue.integer) },
    Column("endLine") { .optional($0.endLine, FieldValue.integer) },
    Column("others") { .texts($0.others) },
    Column("alias") { .optional($0.alias, FieldValue.text) },
    Column("nearest") { .texts($0.nearest) },
  ]

  /// Sentences that say what the path alone does not tell.
  package var remarks: [String] {
    var remarks: [String] = []
    switch outcome {
    case .unresolved:
      let told = Vault.toldApart([link] + nearest).map { "'\($0)'" }
      let names = told.dropFirst().joined(separator: ", ")
      remarks.append("\(told[0]) names no file" + (names.isEmpty ? "" : "; nearest is \(names)"))
    case .viaAlias:
      remarks.append("resolved through an alias; Obsidian shows this link as unresolved")
    case .unsupportedTarget:
      remarks.append("Obsidian does not show files of this type")
    case .external:
      remarks.append("'\(link)' leads out of the vault")
    case .resolved:
      break
    }
    if !others.isEmpty {
      let names = Vault.toldApart([path ?? ""] + others).dropFirst()
        .map { "'\($0)'" }.joined(separator: ", ")
      remarks.append("ambiguous: it could also mean \(names)")
    }
    if isFragmentFound == false, let fragment {
      remarks.append("the note has no heading or block '\(fragment)'")
    }
    return remarks
  }
}
