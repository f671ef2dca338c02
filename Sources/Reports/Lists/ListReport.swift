import Platform
package import VaultKit

extension Report {
  /// Lists the files that meet a filter.
  ///
  /// - Parameters:
  ///   - filter: nil for all.
  ///   - told: Takes what there is to say beside them.
  package static func listed(
    by filter: VaultSearch?, in vault: Vault, _ options: ListOptions, _ form: OutputForm,
    _ told: @escaping (Vault.SearchReport) -> Void
  ) -> Report {
    var options = options
    options.details = Set(
      ListOptions.Detail.allCases.filter { detail in
        detail.fields.contains { form.wants($0, of: .listed) }
          || form.isForPeople && options.sort.detail == detail
      })
    let nothing = filter.map { "nothing matches '\($0.query)'" } ?? "no note is to be listed"
    return Report(.listed, nothing: Wording.nothing(nothing, in: vault)) { printer in
      printer.fields([("vault", .text(vault.root))])
      printer.list("notes")
      told(
        try vault.forEachListed(by: filter, options) {
          try printer.row(ListRow(file: $0, sort: options.sort))
        })
    }
  }
}

extension FieldList {
  /// The fields of `list`, `recent` and `random`.
  package static let listed = FieldList(
    own: ["vault"], rows: ListRow.self, table: ["path", "modified", "size", "words"])
}

extension ListOptions.Detail {
  /// The fields that it is found out for.
  fileprivate var fields: [String] {
    switch self {
    case .size: ["size"]
    case .modified: ["modified"]
    case .created: ["created"]
    case .numbers: ["words", "links", "backlinks"]
    }
  }
}

/// A file of a list; a person reads its path and what it is ordered by.
private struct ListRow: ReportRow {
  let file: ListedFile
  let sort: ListSort

  static let columns: [Column<ListRow>] = [
    Column("path") { .text($0.file.path) },
    Column("modified") { .optional($0.file.modified, FieldValue.integer) },
    Column("created") { .optional($0.file.created, FieldValue.integer) },
    Column("size") { .optional($0.file.size, FieldValue.integer) },
    Column("words") { .optional($0.file.words, FieldValue.integer) },
    Column("links") { .optional($0.file.links, FieldValue.integer) },
    Column("backlinks") { .optional($0.file.backlinks, FieldValue.integer) },
  ]

  func line(_ look: Look) -> String? {
    let place = look.place(file.path)
    return shown.map { "\(place): \(look.style.dim($0))" } ?? place
  }

  private var shown: String? {
    switch sort {
    case .name, .path, .rank, .random: nil
    case .modified: file.modified.map(Self.time)
    case .created: file.created.map(Self.time)
    case .size: file.size.map(String.init)
    case .words: file.words.map(String.init)
    case .links: file.links.map(String.init)
    case .backlinks: file.backlinks.map(String.init)
    case .property: file.value.map(PlainText.trimmedLine)
    }
  }

  private static func time(_ seconds: Int) -> String {
    LocalTime(seconds)?.text(as: "%Y-%m-%d %H:%M") ?? String(seconds)
  }
}
