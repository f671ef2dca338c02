/// How a report is printed. A new form is a case here and a type beside this file.
package struct OutputForm: Sendable {
  /// The forms that there are.
  package enum Kind: Sendable {
    /// Lines for people.
    case text
    /// One JSON object.
    case json
    /// One JSON object a line for each thing of a list.
    case jsonLines
    /// A table with tabs between the values.
    case tsv
    /// A table with commas between the values.
    case csv
    /// A table of Markdown.
    case markdown
    /// The files alone.
    case files
    /// What the user's template says.
    case template(Template)
  }

  package let kind: Kind
  /// The fields that are wanted; nil for all.
  package var fields: [String]?
  /// Whether lines end with NUL instead of a line feed.
  package var endsWithNul = false

  package static let text = OutputForm(.text)
  package static let json = OutputForm(.json)
  package static let jsonLines = OutputForm(.jsonLines)
  package static let tsv = OutputForm(.tsv)
  package static let csv = OutputForm(.csv)
  package static let markdown = OutputForm(.markdown)

  package init(_ kind: Kind) { self.kind = kind }

  /// Whether it is for people, who get more messages on standard error.
  package var isForPeople: Bool {
    if case .text = kind { return fields == nil }
    return false
  }

  /// Whether it is one object of JSON.
  var isJSON: Bool { if case .json = kind { true } else { false } }

  /// Whether a list is printed in pages where a budget asks for that.
  package var hasPages: Bool {
    if case .text = kind { return !endsWithNul }
    return isJSON
  }

  /// Whether a field of a row is printed, so that one that takes time is found out only then.
  package func wants(_ field: String, of list: FieldList) -> Bool {
    if let fields { return fields.contains(field) }
    return switch kind {
    case .text, .files: false
    case .json, .jsonLines: true
    case .tsv, .csv, .markdown: list.table.contains(field)
    case .template(let template): template.fields.contains(field)
    }
  }

  /// Returns what prints a report with these fields. Throws `UnknownField`.
  func form(
    _ output: Output, _ look: Look, _ list: FieldList, _ notes: NoteFields?
  ) throws -> any Form {
    func picking(_ names: [String], _ form: ([String]) -> any Form) throws -> any Form {
      let picker = try FieldPicker(names, of: list, notes)
      return RowPicker(form(names), picker, isSingle: list.isSingle)
    }
    func table(_ dialect: ColumnsForm.Dialect) throws -> any Form {
      try picking(fields ?? list.table) {
        ColumnsForm(output, dialect, names: $0, isSingle: list.isSingle, end: end)
      }
    }
    switch kind {
    case .text: return try fields == nil ? TextForm(output, look) : table(.lines)
    case .json:
      guard let fields else { return JSONForm(output, look) }
      return try picking(fields) { _ in JSONForm(output, nil) }
    case .jsonLines:
      guard let fields else {
        return list.isWhole ? JSONForm(output, look) : JSONLinesForm(output, look)
      }
      return try picking(fields) { _ in JSONLinesForm(output, nil) }
    case .tsv: return try table(.tabs)
    case .csv: return try table(.commas)
    case .markdown: return try table(.markdown)
    case .files:
      if !list.hasNotes { throw UnknownField.file }
      return FilesForm(output, look, of: list, end: end)
    case .template(let template):
      return try picking(template.fields) { _ in
        TemplateForm(output, template, isSingle: list.isSingle, end: end)
      }
    }
  }

  private var end: String { endsWithNul ? "\0" : "\n" }
}
