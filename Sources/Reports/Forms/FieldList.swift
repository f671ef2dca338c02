/// The names of the fields that a report has, for templates, tables and help.
package struct FieldList: Sendable {
  /// Fields of the report, the same for every row.
  let own: [String]
  /// Fields of a row, members after a dot.
  let row: [String]
  /// The columns of a table where the user names none.
  let table: [String]
  /// The fields that name notes; `title`, `tags` and the like are of the first, and of another after its name.
  let notes: [String]
  /// The field whose files are listed where only files are wanted.
  let files: String
  /// Whether the rows of a file follow each other, so that none comes again later.
  let hasFilesTogether: Bool
  /// Whether a list is only a part of the result, so that a line of JSON has all of it.
  var isWhole = false
  /// Whether the report is one result without a list, so that its own fields are the row.
  let isSingle: Bool

  /// Names the fields of a list.
  ///
  /// - Parameters:
  ///   - own: Fields that the report has before the list.
  ///   - table: The columns of a table; all fields of a row if nil.
  ///   - isWhole: Whether the list is only a part of the result.
  ///   - hasFilesTogether: Whether the rows of a file follow each other.
  init<Row: ReportRow>(
    own: [String], rows: Row.Type, table: [String]? = nil, isWhole: Bool = false,
    hasFilesTogether: Bool = false
  ) {
    self.own = own
    self.hasFilesTogether = hasFilesTogether
    row = Row.columns.flatMap(\.names)
    self.table = table ?? Row.columns.map(\.name)
    self.isWhole = isWhole
    notes = Self.notes(row)
    files = Self.path
    isSingle = false
  }

  /// Names the fields of a list whose rows stand in groups; a row has the fields of its group too.
  ///
  /// - Parameter files: The field whose files are listed where only files are wanted.
  init<Group: ReportRow, Row: ReportRow>(
    own: [String], groups: Group.Type, rows: Row.Type, files: String
  ) {
    let names = Group.columns.map(\.name) + Row.columns.map(\.name)
    var seen: Set<String> = []
    row = names.filter { seen.insert($0).inserted }
    table = row
    self.own = own
    self.files = files
    hasFilesTogether = false
    notes = Self.notes(row)
    isSingle = false
  }

  /// Names the fields of a single result.
  init<Result>(single columns: [Column<Result>], and others: [String] = []) {
    own = []
    row = columns.flatMap(\.names) + others
    table = columns.map(\.name)
    notes = Self.notes(row)
    files = Self.path
    isSingle = true
    hasFilesTogether = false
    isWhole = true
  }

  private static let path = "path"
  /// The folder of the vault that a row is of, if rows are of several.
  static let vault = "vault"

  /// In a row of a link, `path` is where it leads and `source` where it stands.
  private static func notes(_ row: [String]) -> [String] {
    [path] + ["source"].filter(row.contains)
  }

  /// The names that can be used, in the order in which they are listed.
  package var names: [String] {
    let others = notes.dropFirst().flatMap { note in NoteField.names.map { note + "." + $0 } }
    let all = row + own + (hasNotes ? NoteField.names + others : [])
    var seen: Set<String> = []
    return all.filter { seen.insert($0).inserted }
  }

  /// Whether a row names a note, so that fields of the note can be used.
  var hasNotes: Bool { row.contains(Self.path) || own.contains(Self.path) }
}
