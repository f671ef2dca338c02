import Characters
package import VaultKit

extension Report {
  /// Shows a note, a section or a block.
  ///
  /// - Parameters:
  ///   - isExact: Whether a program gets the text byte by byte.
  ///   - isRendered: Whether Markdown is rendered where a person reads it.
  ///   - hasProperties: Whether a note's properties stand above its text where that is rendered.
  ///   - page: Shows a text, page by page if a person reads it.
  package static func shown(
    _ note: ShownNote, in vault: Vault, isExact: Bool, isRendered: Bool, hasProperties: Bool,
    page: @escaping ([UInt8]) -> Void
  ) -> Report {
    Report(
      .shownNote,
      text: { _, look in
        if isExact { return page(Array(note.text.utf8)) }
        if isRendered, let columns = look.renderedColumns {
          return page(try rendered(note, in: vault, look, columns, hasProperties: hasProperties))
        }
        var text = PlainText.safe(note.text.withoutCarriageReturns)
        if !text.isEmpty, text.utf8.last != .lineFeed { text += "\n" }
        page(Array(text.utf8))
      },
      parts: { printer in
        printer.fields(ShownNote.columns.fields(of: note))
        printer.list("embeds")
        for embed in note.embeds { try printer.row(embed) }
        printer.fields([("cut", .boolean(note.isCut))])
      })
  }

  private static func rendered(
    _ note: ShownNote, in vault: Vault, _ look: Look, _ columns: Int, hasProperties: Bool
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let output = Output(
      isTerminal: true, width: { columns }, sink: { bytes.append(contentsOf: $0) })
    if hasProperties, !note.properties.isEmpty {
      PropertyBlock(note.properties).print(to: output, look, columns: columns)
    }
    let renderer = LineRenderer(output, look, columns: columns)
    try vault.forEachLine(of: note) { renderer.print($0) }
    renderer.finish()
    output.flush()
    return bytes
  }
}

extension FieldList {
  /// The fields of `show`.
  package static let shownNote = FieldList(
    single: ShownNote.columns, and: ["embeds", "cut"])
}

extension ShownNote {
  fileprivate static let columns: [Column<ShownNote>] = [
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
