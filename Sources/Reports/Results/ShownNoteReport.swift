package import VaultKit

extension Report {
  /// Shows a note, a section or a block.
  ///
  /// - Parameters:
  ///   - isExact: Whether a program gets the text byte by byte.
  ///   - page: Shows a text, page by page if a person reads it.
  package static func shown(
    _ note: ShownNote, isExact: Bool, page: @escaping (String) -> Void
  ) -> Report {
    Report(
      text: { _, _ in
        if isExact { return page(note.text) }
        var text = PlainText.safe(note.text.withoutCarriageReturns)
        if !text.isEmpty, text.utf8.last != 0x0A { text += "\n" }
        page(text)
      },
      parts: { printer in
        printer.fields([
          ("path", .text(note.path)), ("title", .text(note.title)),
          ("fragment", .optional(note.fragment, FieldValue.text)), ("line", .integer(note.line)),
          ("endLine", .integer(note.endLine)), ("text", .text(note.text)),
        ])
        printer.list("embeds")
        for embed in note.embeds { printer.row(embed) }
        printer.fields([("cut", .boolean(note.isCut))])
      })
  }
}

extension ShownEmbed: ReportRow {
  var fields: [Field] {
    [
      ("source", .text(source)), ("line", .integer(line)), ("link", .text(link)),
      ("path", .optional(path, FieldValue.text)), ("outcome", .text(outcome.rawValue)),
    ]
  }

  /// The text of the note has it in its place.
  func line(_ look: Look) -> String? { nil }
}

extension String {
  fileprivate var withoutCarriageReturns: String {
    guard utf8.contains(0x0D) else { return self }
    return String(decoding: utf8.filter { $0 != 0x0D }, as: UTF8.self)
  }
}
