/// The names of the fields that a report has, for templates, tables and help.
package struct FieldList: Sendable {
  /// Fields of the report, the same for every row.
  let own: [String]
  /// Fields of a row, members behind a dot.
  let row: [String]
  /// The columns of a table where the user names none.
  let table: [String]
  /// The field that names the note of a row.
  let note: String
  /// Whether the report is one result without a list, so that its own fields are the row.
  let isSingle: Bool

  /// Names the fields of a list.
  ///
  /// - Parameters:
  ///   - own: Fields that the report has before the list.
  ///   - table: The columns of a table; all fields of a row if nil.
  ///   - note: The field that names the note of a row.
  init<Row: ReportRow>(
    own: [String], rows: Row.Type, table: [String]? = nil, note: String = "path"
  ) {
    self.own = own
    row = Row.columns.flatMap(\.names)
    self.table = table ?? Row.columns.map(\.name)
    self.note = note
    isSingle = false
  }

  /// Names the fields of a list whose rows stand in groups; a row has the fields of its group too.
  init<Group: ReportRow, Row: ReportRow>(
    own: [String], groups: Group.Type, rows: Row.Type, note: String
  ) {
    let names = Group.columns.map(\.name) + Row.columns.map(\.name)
    var seen: Set<String> = []
    row = names.filter { seen.insert($0).inserted }
    table = row
    self.own = own
    self.note = note
    isSingle = false
  }

  /// Names the fields of a single result.
  init<Result>(single columns: [Column<Result>], and others: [String] = []) {
    own = []
    row = columns.flatMap(\.names) + others
    table = columns.map(\.name)
    note = "path"
    isSingle = true
  }

  /// The names that can be used, in the order in which they are listed.
  package var names: [String] {
    let all = row + own + (hasNotes ? NoteField.names : [])
    var seen: Set<String> = []
    return all.filter { seen.insert($0).inserted }
  }

  /// Whether a row names a note, so that fields of the note can be used.
  var hasNotes: Bool { row.contains(note) || own.contains(note) }
}
