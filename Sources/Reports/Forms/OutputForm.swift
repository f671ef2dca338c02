/// How a report is printed. A new form is a case of `Flag` here and a type beside this file.
package struct OutputForm: Sendable {
  /// The forms that a flag of their own chooses, in the order in which help lists them.
  package enum Flag: String, CaseIterable, Sendable {
    case json
    case jsonLines = "jsonl"
    case tsv
    case csv
    case markdown

    /// The flag, with its hyphens.
    package var name: String { "--" + rawValue }

    /// What help says of it.
    package var help: String {
      switch self {
      case .json: "Print one JSON object."
      case .jsonLines: "Print one JSON object a line for each thing that is listed."
      case .tsv: "Print a table with tabs between the values."
      case .csv: "Print a table with commas between the values."
      case .markdown: "Print a table of Markdown."
      }
    }
  }

  /// The forms that there are.
  package enum Kind: Sendable {
    /// Lines for people.
    case text
    case flag(Flag)
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

  package init(_ kind: Kind) { self.kind = kind }

  package init(_ flag: Flag) { kind = .flag(flag) }

  /// Makes the form of a flag as it is typed; nil for other words.
  package init?(flag name: some StringProtocol) {
    guard let flag = Flag.allCases.first(where: { $0.name == name }) else { return nil }
    kind = .flag(flag)
  }

  /// Whether it is for people, who get more messages on standard error.
  package var isForPeople: Bool {
    if case .text = kind { return fields == nil }
    return false
  }

  /// Whether it is one object of JSON.
  var isJSON: Bool { if case .flag(.json) = kind { true } else { false } }

  /// Whether it is one object of JSON a line.
  package var isJSONLines: Bool { if case .flag(.jsonLines) = kind { true } else { false } }

  /// The form in which reports follow each other: of JSON lines, each report is one object on one line.
  package var forReportsInARow: OutputForm {
    if !isJSONLines { return self }
    var form = OutputForm.json
    form.fields = fields
    return form
  }

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
    case .flag(.json), .flag(.jsonLines): true
    case .flag(.tsv), .flag(.csv), .flag(.markdown): list.table.contains(field)
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
    case .flag(.json):
      guard let fields else { return JSONForm(output, look) }
      return try picking(fields) { _ in JSONForm(output, nil) }
    case .flag(.jsonLines):
      guard let fields else {
        return list.isWhole ? JSONForm(output, look) : JSONLinesForm(output, look)
      }
      return try picking(fields) { _ in JSONLinesForm(output, nil) }
    case .flag(.tsv): return try table(.tabs)
    case .flag(.csv): return try table(.commas)
    case .flag(.markdown): return try table(.markdown)
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
