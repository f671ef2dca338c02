package import VaultKit

/// How much of each answer a person reads.
package enum AnswerDetail {
  case usual
  case full
  case brief
  case paths
}

extension Report {
  /// Shows the sections that answer a question.
  ///
  /// - Parameters:
  ///   - vaults: The folders of the vaults that were asked.
  ///   - isExplained: Whether to say what each score is made of.
  package static func answers(
    _ answers: Answers, vaults: [String], detail: AnswerDetail, isExplained: Bool
  ) -> Report {
    self.answers(answers, detail: detail, isExplained: isExplained) { printer in
      printer.fields(answers.head(vaults))
      printer.list("answers")
      for answer in answers.answers {
        try printer.row(AnswerRow(answer: answer, isExplained: isExplained))
      }
      printer.fields(answers.excludedFields + [("refresh", .object(answers.refresh.fields))])
    }
  }

  /// Shows the sections that a budget has room for.
  ///
  /// - Parameter hasRemarks: Whether programs get what is to be said of them too.
  package static func answers(_ fitted: BudgetedAnswers, hasRemarks: Bool) -> Report {
    let look = fitted.look
    return answers(fitted.answers, detail: look.detail, isExplained: look.isExplained) { printer in
      printer.fields(fitted.head)
      printer.list("answers")
      for (place, answer) in fitted.answers.answers.enumerated() {
        var row = AnswerRow(answer: answer, isExplained: look.isExplained)
        row.isCut = fitted.cut.contains(place)
        row.fitted = place == 0 ? fitted.firstFields : nil
        try printer.row(row)
      }
      printer.fields(
        fitted.answers.excludedFields + fitted.fields(hasRemarks: hasRemarks)
          + [("refresh", .object(fitted.refresh))])
    }
  }

  private static func answers(
    _ answers: Answers, detail: AnswerDetail, isExplained: Bool,
    parts: @escaping (Printer) throws -> Void
  ) -> Report {
    Report(
      .answers,
      text: { output, look in
        AnswerPrinter(output: output, look: look, detail: detail, isExplained: isExplained)
          .print(answers)
      }, parts: parts)
  }

  /// Stands for a question that could not be asked, so that there is one object for each line.
  package static func unanswered(_ question: String) -> Report {
    Report(
      .answers, text: { _, _ in },
      parts: { $0.fields([("question", .text(question)), ("answers", .list([]))]) })
  }
}

extension Answers {
  /// How many excluded notes match, where some do.
  fileprivate var excludedFields: [Field] {
    excludedNotes.matching > 0 ? [("excludedNotes", .integer(excludedNotes.matching))] : []
  }

  func head(_ vaults: [String]) -> [Field] {
    [
      ("question", .text(question)),
      vaults.count == 1 ? ("vault", .text(vaults[0])) : ("vaults", .texts(vaults)),
      ("terms", .texts(terms)), ("ignored", .texts(ignored)),
      ("excluded", .texts(excluded)), ("filters", .texts(filters)),
      (
        "corrections",
        .list(
          corrections.map {
            .object([("word", .text($0.word)), ("shown", .text($0.shown))])
          })
      ),
      (
        "suggestions",
        .list(
          suggestions.map {
            .object([
              ("word", .text($0.word)), ("shown", .text($0.shown)), ("notes", .integer($0.notes)),
            ])
          })
      ),
    ]
  }
}

extension FieldList {
  /// The fields of `ask`.
  package static let answers = FieldList(
    own: ["question", "vault"], rows: AnswerRow.self,
    table: ["path", "title", "headings", "passage.line", "score", "passage.text"])
}

/// An answer as programs read it; people read what `AnswerPrinter` makes of it.
struct AnswerRow: ReportRow {
  let answer: Answer
  let isExplained: Bool
  /// Whether lines of its section are left out.
  var isCut = false
  /// The fields, where there is no room for all of them.
  var fitted: [Field]?

  var fields: [Field] { fitted ?? Self.columns.fields(of: self) }

  static let columns: [Column<AnswerRow>] = [
    Column("vault") { $0.answer.vault.map(FieldValue.text) },
    Column("path") { .text($0.answer.path) },
    Column("title") { .text($0.answer.title) },
    Column("headings") { .texts($0.answer.headings) },
    Column("line") { .integer($0.answer.line) },
    Column("endLine") { .integer($0.answer.endLine) },
    Column("score") { .measure($0.answer.score) },
    Column("text") { .text($0.answer.text) },
    Column("textLine") { $0.isCut ? .integer($0.answer.textLine) : nil },
    Column("passage", Passage.columns) { $0.answer.passage },
    Column("outline") { row in
      row.answer.outline.isEmpty ? nil : .list(row.answer.outline.map(\.fieldValue))
    },
    Column("explanation") { row in
      row.isExplained ? .list(row.answer.explanation.map(\.fieldValue)) : nil
    },
  ]

  func line(_ look: Look) -> String? { nil }
}

extension Passage {
  fileprivate static let columns: [Column<Passage>] = [
    Column("line") { .integer($0.line) },
    Column("endLine") { .integer($0.endLine) },
    Column("text") { .text($0.text) },
    Column("matches") { .list($0.matches.map(\.fieldValue)) },
    Column("head") { .optional($0.head, FieldValue.text) },
    Column("property") { .optional($0.property, FieldValue.text) },
  ]
}

extension OutlineEntry {
  fileprivate var fieldValue: FieldValue {
    .object([
      ("heading", .text(heading)), ("depth", .integer(depth)), ("line", .integer(line)),
    ])
  }
}

extension TextMatch {
  fileprivate var fieldValue: FieldValue {
    .object([("start", .integer(start)), ("end", .integer(end))])
  }
}

extension ScoreSummand {
  fileprivate var fieldValue: FieldValue {
    .object([
      ("label", .text(label)), ("term", .optional(term, FieldValue.text)),
      ("field", .optional(field, FieldValue.text)), ("value", .measure(value)),
    ])
  }
}
