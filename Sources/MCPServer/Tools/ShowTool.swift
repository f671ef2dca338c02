import JSON
import Reports
import VaultKit

extension Tool {
  private static let tokens = 8_000

  /// Shows a note or a part of one.
  static let show = Tool(
    name: "show", title: "Show a note",
    about: "Text of a note or a part of it, embedded notes in their place.",
    arguments: [
      ToolArgument(
        "note", .text, "Note, Note#Heading, Note#^block or path:line", isRequired: true)
    ] + reading(tokens),
    output: object([
      "path", "title", "fragment", "line", "endLine", "text", "total", "truncated", "next",
    ])
  ) { run in
    let (vault, name) = try run.named("note")
    let note = try vault.show(name)
    let missing = note.missingLine.map { [$0.sentence(in: note.path)] } ?? []
    let fitted = BudgetedNote(
      note, from: run.from, tokens: run.tokens(or: tokens), saying: missing)
    let report = try Report.shown(fitted, in: vault, hasHead: true).safe(in: vault)
    let lines = missing + (fitted.restForAgent.map { [$0] } ?? [])
    return ToolResult(json: report.json, text: AgentText.text(lines, notes: report.text))
  }
}
