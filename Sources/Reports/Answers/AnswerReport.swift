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
  ///   - vault: The vault's folder.
  ///   - isExplained: Whether to say what each score is made of.
  package static func answers(
    _ answers: Answers, vault: String, detail: AnswerDetail, isExplained: Bool
  ) -> Report {
    Report(
      text: { output, look in
        AnswerPrinter(output: output, look: look, detail: detail, isExplained: isExplained)
          .print(answers)
      },
      parts: { printer in
        printer.fields(answers.head(vault: vault))
        printer.list("answers")
        for answer in answers.answers {
          printer.row(AnswerRow(answer: answer, isExplained: isExplained))
        }
        if answers.excludedNotes.matching > 0 {
          printer.fields([("excludedNotes", .integer(answers.excludedNotes.matching))])
        }
        printer.fields([("refresh", .object(answers.refresh.fields))])
      })
  }

  /// Stands for a question that could not be asked, so that there is one object for each line.
  package static func unanswered(_ question: String) -> Report {
    Report(
      text: { _, _ in },
      parts: { $0.fields([("question", .text(question)), ("answers", .list([]))]) })
  }
}

extension Answers {
  fileprivate func head(vault: String) -> [Field] {
    [
      ("question", .text(question)), ("vault", .text(vault)),
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

/// An answer as programs read it; people read what `AnswerPrinter` makes of it.
private struct AnswerRow: ReportRow {
  let answer: Answer
  let isExplained: Bool

  var fields: [Field] {
    var fields: [Field] = [
      ("path", .text(answer.path)), ("title", .text(answer.title)),
      ("headings", .texts(answer.headings)), ("line", .integer(answer.line)),
      ("endLine", .integer(answer.endLine)), ("score", .measure(answer.score)),
      ("text", .text(answer.text)),
      ("passage", .optional(answer.passage) { $0.fieldValue }),
    ]
    if !answer.outline.isEmpty {
      fields.append(("outline", .list(answer.outline.map(\.fieldValue))))
    }
    if isExplained { fields.append(("explanation", .list(answer.explanation.map(\.fieldValue)))) }
    return fields
  }

  func line(_ look: Look) -> String? { nil }
}

extension Passage {
  fileprivate var fieldValue: FieldValue {
    .object([
      ("line", .integer(line)), ("endLine", .integer(endLine)), ("text", .text(text)),
      ("matches", .list(matches.map(\.fieldValue))), ("head", .optional(head, FieldValue.text)),
      ("property", .optional(property, FieldValue.text)),
    ])
  }
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
