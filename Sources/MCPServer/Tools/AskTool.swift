import JSON
import Reports
import VaultKit

extension Tool {
  private static let tokens = 2_000
  private static let limit = 5
  /// Most phrasings of one question.
  private static let mostQuestions = 8

  /// Answers a question.
  static let ask = Tool(
    name: "ask", title: "Ask the notes",
    about: """
      Answer a question from the notes: the sections that answer, best first. Put the question in 2-3 phrasings; \
      results are fused.
      """,
    arguments: [
      ToolArgument("questions", .texts, isRequired: true),
      ToolArgument("filter", .text, "tag:x path:Dir/ [prop:value] -tag:y a OR b"),
      ToolArgument("limit", .number(least: 1), standard: JSONValue(limit)),
    ] + reading(tokens),
    output: object(
      ["question", "answers", "total", "truncated", "next", "remarks", "refresh"],
      [
        (
          "answers",
          list(["path", "title", "headings", "line", "endLine", "score", "text", "passage"])
        )
      ])
  ) { run in
    let questions = run.arguments.texts("questions").filter { !$0.isEmpty }
    guard (1...mostQuestions).contains(questions.count) else {
      throw ToolError("'questions' has 1 to \(mostQuestions) phrasings of one question")
    }
    let filter = run.arguments.text("filter").map { " " + $0 } ?? ""
    let served = try run.vaults.named(run.arguments.text("vault"))
    let vaults = try served.map { try $0.fresh() }
    var refresh = vaults[0].refresh
    for vault in vaults.dropFirst() {
      refresh.add(vault.refresh)
      refresh.notes += vault.refresh.notes
    }
    var options = AskOptions(limit: run.arguments.number("limit", or: limit), offset: run.from)
    options.today = run.today
    var answers = try Vault.ask(
      phrasings: questions.map { $0 + filter }, of: vaults.map(\.vault), options, refresh: .never,
      check: run.check)
    answers.refresh = refresh
    let roots = vaults.map(\.vault.root)
    // With its vault before it, a path can be shown by itself.
    let names = served.count > 1 ? zip(roots, served.map(\.name)) : nil
    let look = BudgetedAnswers.Look(
      roots: roots, names: names.map { Dictionary(uniqueKeysWithValues: $0) } ?? [:])
    let fitted = BudgetedAnswers(
      answers,
      BudgetedAnswers.Window(
        offset: options.offset, limit: options.limit, tokens: run.tokens(or: tokens)),
      look
    ) { shown in
      let remarks = AnswerRemarks(
        shown, offset: options.offset, limit: options.limit, namesOptions: false)
      return (remarks.reading + remarks.closing(in: vaults.map(\.vault))).map { VisibleText.of($0) }
    }
    let report = try Report.answers(fitted, hasRemarks: true)
      .safe(in: vaults[0].vault, names: look.names)
    let lines = fitted.remarks + (fitted.next.map { ["go on with from: \($0)"] } ?? [])
    return ToolResult(json: report.json, text: AgentText.text(lines, notes: report.text))
  }
}
