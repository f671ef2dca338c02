package import VaultKit

extension Report {
  /// Lists the links of a note, in their order; `areUnresolved` says whether only those that lead nowhere.
  package static func links(
    of note: String, in vault: Vault, areUnresolved: Bool = false
  ) -> Report {
    var path = ""
    let sentence = areUnresolved ? "has no link that leads nowhere" : "has no links"
    return Report(.linksOfNote, nothing: "'\(path)' \(sentence)") { printer in
      try vault.forEachLink(
        of: note,
        begin: {
          path = $0
          printer.fields([("note", .text(path))])
          printer.list("links")
        }, { if !areUnresolved || $0.path == nil { try printer.row($0) } })
    }
  }

  /// Lists the links of all notes and canvases.
  package static func links(of vault: Vault) -> Report {
    Report(.links, nothing: Wording.nothing("no note has a link", in: vault)) { printer in
      printer.fields([("vault", .text(vault.root))])
      printer.list("links")
      try vault.forEachReference { try printer.row($0) }
    }
  }

  /// Lists the names that links ask for and no file has, each with these links.
  package static func unresolved(in vault: Vault) -> Report {
    Report(.unresolved, nothing: Wording.nothing("every link leads to a file", in: vault)) {
      printer in
      printer.fields([("vault", .text(vault.root))])
      printer.list("unresolved")
      try vault.forEachUnresolved(
        { try printer.group(WantedName(name: $0, count: $1), list: "links") },
        { try printer.row(UnresolvedLink(link: $0)) })
    }
  }
}

extension FieldList {
  /// The fields of `links NOTE`.
  package static let linksOfNote = FieldList(own: ["note"], rows: Reference.self)
  /// The fields of `links --all`.
  package static let links = FieldList(own: ["vault"], rows: Reference.self)
  /// The fields of `unresolved`.
  package static let unresolved = FieldList(
    own: ["vault"], groups: WantedName.self, rows: UnresolvedLink.self, files: "source")
}

extension Reference: ReportRow {
  static let columns: [Column<Reference>] = [
    Column("source") { .text($0.source) },
    Column("line") { .integer($0.line) },
    Column("column") { .integer($0.column) },
    Column("form") { .text($0.form.rawValue) },
    Column("embed") { .boolean($0.isEmbed) },
    Column("link") { .text($0.link) },
    Column("target") { .text(String($0.target)) },
    Column("fragment") { .optional($0.fragment.map(String.init), FieldValue.text) },
    Column("display") { .text($0.display) },
    Column("property") { .optional($0.property, FieldValue.text) },
    Column("outcome") { .text($0.outcome.rawValue) },
    Column("path") { .optional($0.path, FieldValue.text) },
    Column("others") { .integer($0.others) },
    Column("fragmentFound") { .optional($0.isFragmentFound, FieldValue.boolean) },
  ]

  func line(_ look: Look) -> String? {
    let end: String
    if let path {
      let remark = remark
      end = look.place(path) + (remark.isEmpty ? "" : " " + look.style.warning("(\(remark))"))
    } else {
      end = look.style.warning(outcome.rawValue)
    }
    return "\(look.place(source, line: line)): \(PlainText.safeName(written)) → \(end)"
  }

  var note: String? { source }

  func entry(_ look: Look) -> ListEntry? {
    var text = [shownLink, Span(" → ", [.dim])]
    if let path {
      var end = Span(
        PlainText.safeName(look.paths.shown(path)), [.path],
        address: look.links.text(root: look.paths.root, path: path))
      end.isWhole = true
      text.append(end)
      if !remark.isEmpty { text.append(Span(" (\(remark))", [.warning])) }
    } else {
      text.append(Span(outcome.rawValue, [.warning]))
    }
    return ListEntry(line: line, text: text)
  }

  /// The link as a reader of the note sees it; one without a text as it is written.
  fileprivate var shownLink: Span {
    let text = PlainText.safeName(display)
    return text.isEmpty || isEmbed ? Span(PlainText.safeName(written)) : Span(text, [.link])
  }

  private var remark: String {
    var remarks: [String] = []
    if outcome != .resolved { remarks.append(outcome.rawValue) }
    if isFragmentFound == false { remarks.append("no such heading or block") }
    return remarks.joined(separator: ", ")
  }
}

/// A name that links ask for and no file has.
private struct WantedName: ReportRow {
  let name: String
  let count: Int

  static let columns: [Column<WantedName>] = [
    Column("target") { .text($0.name) },
    Column("count") { .integer($0.count) },
  ]

  func line(_ look: Look) -> String? {
    look.style.bold(PlainText.safeName(name)) + look.style.dim(" (\(count))")
  }
}

/// A link below the name that it asks for: where it leads need not be said.
private struct UnresolvedLink: ReportRow {
  let link: Reference

  static var columns: [Column<UnresolvedLink>] {
    Reference.columns.map { column in Column(column.name) { column.value($0.link) } }
  }

  var fields: [Field] { link.fields }

  func field(_ name: String) -> FieldValue? { link.field(name) }

  var note: String? { link.source }

  func entry(_ look: Look) -> ListEntry? {
    var text = [link.shownLink]
    if link.outcome != .unresolved { text.append(Span(" (\(link.outcome.rawValue))", [.dim])) }
    return ListEntry(line: link.line, text: text)
  }

  func line(_ look: Look) -> String? {
    let remark =
      link.outcome == .unresolved ? "" : " " + look.style.dim("(\(link.outcome.rawValue))")
    let place = look.place(link.source, line: link.line)
    return "\(place): \(PlainText.safeName(link.written))\(remark)"
  }
}
