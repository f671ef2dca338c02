// The tools `links`, `resolve` and `check`.

import JSON
import Reports
import VaultKit

extension Tool {
  /// Lists what a note is linked with.
  static let links = Tool(
    name: "links", title: "Links of a note",
    about: "What a note links to and what links to it, names it or is related to it.",
    arguments: [
      ToolArgument("note", .text, "All notes if left out; then only unresolved"),
      ToolArgument(
        "kind", .choice(["out", "in", "mentions", "related", "unresolved"]), standard: "out"),
    ] + reading(listTokens),
    output: object(
      pageFields,
      ["links", "backlinks", "mentions", "related", "unresolved"].map { ($0, ["type": "array"]) })
  ) { run in
    let kind = run.arguments.text("kind") ?? "out"
    guard run.arguments.text("note") != nil else {
      guard kind == "unresolved" else { throw ToolError("'note' is missing") }
      let vault = try run.vault().vault
      return try run.page(.unresolved(in: vault), in: vault)
    }
    let (vault, note) = try run.named("note")
    let report: Report =
      switch kind {
      case "in": .backlinks(to: note, includesOwn: false, in: vault)
      case "mentions": .mentions(of: note, in: vault)
      case "related": .related(to: note, limit: 20, includesExcluded: false, in: vault)
      case "unresolved": .links(of: note, in: vault, areUnresolved: true)
      default: .links(of: note, in: vault)
      }
    return try run.page(report, in: vault)
  }

  /// Says where a link leads.
  static let resolve = Tool(
    name: "resolve", title: "Resolve a link",
    about: "Which file and line a link leads to.",
    arguments: [
      ToolArgument("link", .text, "Note#Heading, also in brackets", isRequired: true),
      ToolArgument("source", .text, "The note it stands in"),
    ],
    output: object(["link", "outcome", "path", "fragment", "line", "others", "nearest"])
  ) { run in
    let vault = try run.vault().vault
    let source = try run.arguments.text("source").map { try vault.meant(by: $0) }
    let typed = run.arguments.required("link")
    var link = try vault.resolve(typed, from: source)
    // A link that was typed as it is shown.
    if link.outcome == .unresolved, let meant = VisibleText.typed(typed) {
      link = try vault.resolve(meant, from: source)
    }
    let report = try Report.resolved(link)
      .safe(in: vault, saying: link.remarks, tokens: listTokens)
    return ToolResult(json: report.json, text: report.text)
  }

  /// Lists what is wrong in the notes.
  static let check = Tool(
    name: "check", title: "Check the notes",
    about: "Problems in the notes: broken links, front matter and more.",
    arguments: [ToolArgument("kinds", .texts)] + reading(listTokens),
    output: object(
      ["problems"] + pageFields,
      [("problems", list(["path", "line", "column", "kind", "message"]))])
  ) { run in
    let kinds = run.arguments.texts("kinds")
    for kind in kinds {
      try ToolArgument("kinds", .choice(Vault.problemKinds)).check(.text(kind))
    }
    let vault = try run.vault().vault
    return try run.page(
      .problems(in: vault, kinds: Set(kinds), includesStyle: false), in: vault)
  }
}
