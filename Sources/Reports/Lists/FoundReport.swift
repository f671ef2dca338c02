// What `vq search` prints: the lines found, or how many there are in each file.

import Characters
package import VaultKit

extension Report {
  /// Lists the lines that a search finds.
  ///
  /// - Parameter told: Takes what there is to say beside them.
  package static func found(
    by search: VaultSearch, in vault: Vault, _ options: SearchOptions, isExplained: Bool,
    _ told: @escaping (Vault.SearchReport) -> Void
  ) -> Report {
    Report(.found, nothing: search.nothing) { printer in
      printer.fields(search.fields(isExplained: isExplained))
      printer.list("found")
      var isFirst = true
      told(
        try vault.forEachFound(by: search, options) { note in
          for (index, row) in note.rows.enumerated() {
            var row = row
            row.isBehindOther = options.context > 0 && index == 0 && !isFirst
            try printer.row(row)
            isFirst = false
          }
        })
    }
  }

  /// Lists the files that a search finds with how many lines of each it does.
  ///
  /// - Parameter told: Takes what there is to say beside them.
  package static func foundCounts(
    by search: VaultSearch, in vault: Vault, _ options: SearchOptions,
    _ told: @escaping (Vault.SearchReport) -> Void
  ) -> Report {
    Report(.foundCounts, nothing: search.nothing) { printer in
      printer.fields(search.fields(isExplained: false))
      printer.list("files")
      told(try vault.forEachFound(by: search, options) { try printer.row(CountRow(note: $0)) })
    }
  }
}

extension FieldList {
  /// The fields of `search`.
  package static let found = FieldList(
    own: ["query", "problems", "explanation"], rows: FoundRow.self,
    table: ["path", "line", "column", "text"], hasFilesTogether: true)
  /// The fields of `search --count`.
  package static let foundCounts = FieldList(
    own: ["query", "problems", "explanation"], rows: CountRow.self)
}

extension FoundNote {
  /// A row for each of its lines, or one for its name alone.
  var rows: [FoundRow] {
    lines.isEmpty
      ? [FoundRow(path: path, found: nil)] : lines.map { FoundRow(path: path, found: $0) }
  }
}

extension VaultSearch {
  fileprivate var nothing: String { "nothing matches '\(query)'" }

  fileprivate func fields(isExplained: Bool) -> [Field] {
    var fields: [Field] = [("query", .text(query)), ("problems", problems)]
    if isExplained { fields.append(("explanation", .texts(explanation))) }
    return fields
  }

  /// The repairs that made the query readable, each with its column.
  var problems: FieldValue {
    .list(
      repairs.map { .object([("column", .integer($0.column)), ("message", .text($0.message))]) })
  }
}

/// A line with something found, or a file that was found for something else.
struct FoundRow: ReportRow {
  let path: String
  let found: FoundLine?
  /// Whether it is the first one of its file behind those of another, with lines around.
  var isBehindOther = false

  static let columns: [Column<FoundRow>] = [
    Column("path") { .text($0.path) },
    Column("line") { .optional($0.found?.line, FieldValue.integer) },
    Column("column") { .optional($0.found?.column, FieldValue.integer) },
    Column("text") { .optional($0.found?.text, FieldValue.text) },
    Column("matches") { row in
      .list(
        (row.found?.matches ?? []).map { range in
          .object([("start", .integer(range.lowerBound)), ("end", .integer(range.upperBound))])
        })
    },
    Column("before") { .texts($0.found?.before ?? []) },
    Column("after") { .texts($0.found?.after ?? []) },
  ]

  func line(_ look: Look) -> String? {
    let gap = look.style.dim(ListEntry.gap) + "\n"
    guard let found else { return (isBehindOther ? gap : "") + look.place(path) }
    let step = isCard ? 0 : 1
    let first = found.line - step * found.before.count
    let before = found.before.enumerated().map { context(look, first + step * $0, $1) }
    let after = found.after.enumerated().map { context(look, found.line + step * (1 + $0), $1) }
    let text = spans(found).map { look.style.text($0.text, $0.roles) }.joined()
    let place = look.place(path, line: found.line, column: found.column)
    let rows = before + ["\(place): \(text)"] + after
    return (found.isApart || isBehindOther ? gap : "") + rows.joined(separator: "\n")
  }

  private func context(_ look: Look, _ line: Int, _ text: String) -> String {
    "\(look.place(path))-\(line)- " + look.style.dim(PlainText.trimmedLine(text))
  }

  var note: String? { path }

  func entry(_ look: Look) -> ListEntry? {
    guard let found else { return ListEntry(text: []) }
    return ListEntry(
      line: found.line, text: spans(found), before: found.before, after: found.after,
      isApart: found.isApart, isOfOneLine: isCard)
  }

  /// Whether its line is one of a card, which stands on one line of the canvas.
  private var isCard: Bool { path.utf8.suffix(7).elementsEqual(".canvas".utf8) }

  /// The text of a line with its matches, without blanks at its ends.
  private func spans(_ found: FoundLine) -> [Span] {
    let bytes = Array(found.text.utf8)
    let shown = bytes.trimmed(\.isBlank).indices
    var spans: [Span] = []
    func add(_ range: Range<Int>, _ roles: Palette.Roles) {
      let range = range.clamped(to: shown)
      if range.isEmpty { return }
      spans.append(Span(PlainText.safeLine(String(decoding: bytes[range], as: UTF8.self)), roles))
    }
    var done = shown.lowerBound
    for match in found.matches {
      add(done..<max(done, match.lowerBound), [])
      add(match, [.match])
      done = max(done, match.upperBound)
    }
    add(done..<max(done, shown.upperBound), [])
    return spans
  }
}

/// A file with the number of its lines that were found.
private struct CountRow: ReportRow {
  let note: FoundNote

  static let columns: [Column<CountRow>] = [
    Column("path") { .text($0.note.path) },
    Column("lines") { .integer($0.note.lineCount) },
    Column("matches") { .integer($0.note.placeCount) },
  ]

  func line(_ look: Look) -> String? { "\(look.place(note.path)):\(note.lineCount)" }
}
