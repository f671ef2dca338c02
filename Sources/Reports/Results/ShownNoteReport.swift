import Characters
package import VaultKit

extension Report {
  /// Shows a note, a section or a block.
  ///
  /// - Parameters:
  ///   - isExact: Whether a program gets the text byte by byte.
  ///   - isRendered: Whether Markdown is rendered where a person reads it.
  ///   - hasProperties: Whether a note's properties stand above its text: rendered, or as they are written.
  ///   - page: Shows what is printed, page by page if a person reads it.
  package static func shown(
    _ note: ShownNote, in vault: Vault, isExact: Bool, isRendered: Bool, hasProperties: Bool,
    page: @escaping ((Output) throws -> Void) throws -> Void
  ) -> Report {
    Report(
      .shownNote,
      text: { _, look in
        try page { output in
          if isExact { return output.write(note.text) }
          if isRendered, let columns = look.renderedColumns {
            return try render(
              note, in: vault, to: output, look, columns, hasProperties: hasProperties)
          }
          if hasProperties { output.write(PlainText.safe(note.frontMatter)) }
          output.write(PlainText.safe(note.text.withoutCarriageReturns))
          if !note.text.isEmpty, note.text.utf8.last != .lineFeed { output.line() }
        }
      },
      parts: { printer in
        printer.fields(ShownNote.columns.fields(of: note))
        printer.list("embeds")
        for embed in note.embeds { try printer.row(embed) }
        printer.fields([("cut", .boolean(note.isCut))])
      })
  }

  /// Prints a note as rendered Markdown.
  ///
  /// - Parameter mark: Says what stands at the left of a line.
  static func render(
    _ note: ShownNote, in vault: Vault, to output: Output, _ look: Look, _ columns: Int,
    hasProperties: Bool, mark: (ShownLine) -> LineRenderer.Mark = { _ in .none }
  ) throws {
    if hasProperties, !note.properties.isEmpty {
      PropertyBlock(note.properties).print(to: output, look, columns: columns)
    }
    var renderer = LineRenderer(output, look, columns: columns)
    try vault.forEachLine(of: note) { renderer.print($0, mark($0)) }
    renderer.finish()
  }
}

extension Report {
  /// Shows as much of a note as a budget has room for, as it is written.
  ///
  /// - Parameter hasHead: Whether a line above the text says what it is.
  package static func shown(_ fitted: BudgetedNote, in vault: Vault, hasHead: Bool) -> Report {
    let note = fitted.note
    return Report(
      .shownNote,
      text: { output, _ in
        if hasHead { output.line(BudgetedNote.head(of: note)) }
        output.write(PlainText.safe(fitted.frontMatter))
        output.write(PlainText.safe(note.text.withoutCarriageReturns))
        if note.text.utf8.last != .lineFeed { output.line() }
      },
      parts: { printer in
        printer.fields(ShownNote.columns.fields(of: note))
        printer.list("embeds")
        for embed in note.embeds { try printer.row(embed) }
        printer.fields([("cut", .boolean(note.isCut))] + fitted.fields)
      })
  }
}

extension FieldList {
  /// The fields of `show`.
  package static let shownNote = FieldList(
    single: ShownNote.columns, and: ["embeds", "cut"])
}

extension ShownNote {
  static let columns: [Column<ShownNote>] = [
    Column("path") { .text($0.path) },
    Column("title") { .text($0.title) },
    Column("fragment") { .optional($0.fragment, FieldValue.text) },
    Column("line") { .integer($0.line) },
    Column("endLine") { .integer($0.endLine) },
    Column("text") { .text($0.text) },
  ]
}

extension ShownEmbed: ReportRow {
  static let columns: [Column<ShownEmbed>] = [
    Column("source") { .text($0.source) },
    Column("line") { .integer($0.line) },
    Column("link") { .text($0.link) },
    Column("path") { .optional($0.path, FieldValue.text) },
    Column("outcome") { .text($0.outcome.rawValue) },
  ]

  /// The text of the note has it in its place.
  func line(_ look: Look) -> String? { nil }
}

extension String {
  fileprivate var withoutCarriageReturns: String {
    guard utf8.contains(.carriageReturn) else { return self }
    return String(decoding: utf8.filter { $0 != .carriageReturn }, as: UTF8.self)
  }
}
