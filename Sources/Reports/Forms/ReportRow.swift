/// One thing of a list: named fields for programs, a line for people.
protocol ReportRow {
  /// The fields that such a row has. The names are a promise to scripts: new ones may come, none may change or go.
  static var columns: [Column<Self>] { get }

  var fields: [Field] { get }

  /// Returns the value of one field; nil for one that the row does not have.
  func field(_ name: String) -> FieldValue?

  /// Its value in a JSON list; by default an object of its fields.
  func value(_ fields: [Field]) -> FieldValue

  /// Returns what a person reads; nil for a thing that an earlier line shows already.
  func line(_ look: Look) -> String?

  /// The note that the thing stands in, where lists on a terminal are ordered by notes; nil elsewhere.
  var note: String? { get }

  /// What a person reads below the name of that note: the line it stands on, and the same as in `line`.
  func entry(_ look: Look) -> ListEntry?
}

/// A line of a list below the name of its note.
struct ListEntry {
  /// nil for the note as a whole; without text nothing is printed below its name.
  var line: Int?
  var column: Int?
  /// Blanks before the text.
  var indent = 0
  var text: [Span]
  /// The lines before and after it.
  var before: [String] = []
  var after: [String] = []
  /// Whether lines between these and those of the entry before, below the same name, are left out.
  var isApart = false
  /// Whether these stand on the same line of the file, as the text of a card does.
  var isOfOneLine = false
  /// Markdown that is rendered and stands in the place of the text, if there is something to see of it.
  var markdown: String?

  /// What stands for lines that are left out, as grep prints it.
  static let gap = "--"
}

extension ReportRow {
  var fields: [Field] { Self.columns.fields(of: self) }

  func field(_ name: String) -> FieldValue? {
    if Self.columns.isEmpty { return fields.value(name) }
    return Self.columns.first { $0.name == name }?.value(self)
  }

  func value(_ fields: [Field]) -> FieldValue { .object(fields) }

  var note: String? { nil }

  func entry(_ look: Look) -> ListEntry? { nil }
}
