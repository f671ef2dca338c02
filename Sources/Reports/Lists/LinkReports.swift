package import VaultKit

extension Report {
  /// Lists the links of a note, in their order.
  package static func links(of note: String, in vault: Vault) -> Report {
    var path = ""
    return Report(nothing: "'\(path)' has no links") { printer in
      try vault.forEachLink(
        of: note,
        begin: {
          path = $0
          printer.fields([("note", .text(path))])
          printer.list("links")
        }, { printer.row($0) })
    }
  }

  /// Lists the links of all notes and canvases.
  package static func links(of vault: Vault) -> Report {
    Report(nothing: Wording.nothing("no note has a link", in: vault)) { printer in
      printer.fields([("vault", .text(vault.root))])
      printer.list("links")
      try vault.forEachReference { printer.row($0) }
    }
  }

  /// Lists the names that links ask for and no file has, each with these links.
  package static func unresolved(in vault: Vault) -> Report {
    Report(nothing: Wording.nothing("every link leads to a file", in: vault)) { printer in
      printer.fields([("vault", .text(vault.root))])
      printer.list("unresolved")
      try vault.forEachUnresolved(
        { printer.group(WantedName(name: $0, count: $1), list: "links") },
        { printer.row(UnresolvedLink(link: $0)) })
    }
  }
}

extension Reference: ReportRow {
  var fields: [Field] {
    [
      ("source", .text(source)), ("line", .integer(line)), ("column", .integer(column)),
      ("form", .text(form.rawValue)), ("embed", .boolean(isEmbed)),
      ("link", .text(link)), ("target", .text(String(target))),
      ("fragment", .optional(fragment.map(String.init), FieldValue.text)),
      ("display", .text(display)), ("property", .optional(property, FieldValue.text)),
      ("outcome", .text(outcome.rawValue)), ("path", .optional(path, FieldValue.text)),
      ("others", .integer(others)),
      ("fragmentFound", .optional(isFragmentFound, FieldValue.boolean)),
    ]
  }

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

  var fields: [Field] { [("target", .text(name)), ("count", .integer(count))] }

  func line(_ look: Look) -> String? {
    look.style.bold(PlainText.safeName(name)) + look.style.dim(" (\(count))")
  }
}

/// A link below the name that it asks for: where it leads need not be said.
private struct UnresolvedLink: ReportRow {
  let link: Reference

  var fields: [Field] { link.fields }

  func line(_ look: Look) -> String? {
    let remark =
      link.outcome == .unresolved ? "" : " " + look.style.dim("(\(link.outcome.rawValue))")
    let place = look.place(link.source, line: link.line)
    return "\(place): \(PlainText.safeName(link.written))\(remark)"
  }
}
