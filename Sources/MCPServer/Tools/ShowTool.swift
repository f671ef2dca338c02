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
    let missing = note.missingLine.map { PlainText.safe($0.sentence(in: note.path)) + "\n" } ?? ""
    let fitted = BudgetedNote(note, from: run.from, tokens: run.tokens(or: tokens))
    let report = try Report.shown(fitted, in: vault, hasHead: true).safe(in: vault)
    return ToolResult(json: report.json, text: missing + report.text)
  }
}
