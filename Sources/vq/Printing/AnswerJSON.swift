import VaultKit

// The names of these members are a promise to scripts: new ones may come, none may change or go.

extension Answers {
  func json(vault: String, isExplained: Bool) -> JSON {
    var members: [(String, JSON)] = [
      ("question", .text(question)), ("vault", .text(vault)),
      ("terms", .list(terms.map(JSON.text))), ("ignored", .list(ignored.map(JSON.text))),
      ("excluded", .list(excluded.map(JSON.text))), ("filters", .list(filters.map(JSON.text))),
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
      ("answers", .list(answers.map { $0.json(isExplained: isExplained) })),
    ]
    if excludedNotes.matching > 0 {
      members.append(("excludedNotes", .integer(excludedNotes.matching)))
    }
    return .object(members + [("refresh", refresh.json)])
  }
}

extension Answer {
  func json(isExplained: Bool) -> JSON {
    var members: [(String, JSON)] = [
      ("path", .text(path)), ("title", .text(title)),
      ("headings", .list(headings.map(JSON.text))), ("line", .integer(line)),
      ("endLine", .integer(endLine)), ("score", .measure(score)), ("text", .text(text)),
      ("passage", .optional(passage) { $0.json }),
    ]
    if !outline.isEmpty { members.append(("outline", .list(outline.map(\.json)))) }
    if isExplained { members.append(("explanation", .list(explanation.map(\.json)))) }
    return .object(members)
  }
}

extension Passage {
  var json: JSON {
    .object([
      ("line", .integer(line)), ("endLine", .integer(endLine)), ("text", .text(text)),
      ("matches", .list(matches.map(\.json))), ("head", .optional(head, JSON.text)),
      ("property", .optional(property, JSON.text)),
    ])
  }
}

extension OutlineEntry {
  var json: JSON {
    .object([
      ("heading", .text(heading)), ("depth", .integer(depth)), ("line", .integer(line)),
    ])
  }
}

extension TextMatch {
  var json: JSON { .object([("start", .integer(start)), ("end", .integer(end))]) }
}

extension ScoreSummand {
  var json: JSON {
    .object([
      ("label", .text(label)), ("term", .optional(term, JSON.text)),
      ("field", .optional(field, JSON.text)), ("value", .measure(value)),
    ])
  }
}

extension RefreshReport {
  var json: JSON {
    .object([
      ("notes", .integer(notes)), ("added", .integer(added)), ("changed", .integer(changed)),
      ("moved", .integer(moved)), ("removed", .integer(removed)),
      ("linksResolved", .integer(linksResolved)), ("milliseconds", .measure(milliseconds)),
      ("warnings", .list(warnings.map { .text($0) })),
    ])
  }
}
