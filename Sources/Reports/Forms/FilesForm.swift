/// The file of each row, once.
///
/// A search can name a hundred thousand: no other field of a row is made.
final class FilesForm: Form {
  private let output: Output
  private let look: Look
  private let lineEnd: String
  private let isSingle: Bool
  private let file: String
  private let hasVaults: Bool
  private let isTogether: Bool
  private var last: String?
  private var outer = OuterFields()

  /// - Parameters:
  ///   - list: Names the field that has the file.
  ///   - end: Ends a line.
  init(_ output: Output, _ look: Look, of list: FieldList, end: String) {
    isSingle = list.isSingle
    file = list.files
    isTogether = list.hasFilesTogether
    hasVaults = list.row.contains(FieldList.vault)
    self.output = output
    self.look = look
    lineEnd = end
  }

  func fields(_ fields: [Field]) { outer.add(fields) }

  func list(_ name: String) { outer.beginList() }

  func row(_ row: some ReportRow) {
    if !isSingle { write { outer.value($0, of: row) } }
  }

  func group(_ row: some ReportRow, list: String) { outer.begin(row) }

  func end() throws {
    if isSingle { write { outer.own.value($0) } }
  }

  private func write(_ value: (String) -> FieldValue?) {
    guard case .text(let path)? = value(file) else { return }
    guard hasVaults, case .text(let vault)? = value(FieldList.vault) else {
      return write(path, look)
    }
    write(path, look.inside(vault))
  }

  private func write(_ path: String, _ look: borrowing Look) {
    if isTogether {
      if last == path { return }
      last = path
    } else if !output.isFirst(file: look.paths.shown(path)) {
      return
    }
    output.write(look.place(path, isExact: !output.isTerminal), end: lineEnd)
  }
}
