@testable import Reports

/// Collects what a report prints.
final class Printed {
  /// Without colours and links, for a program.
  static var look: Look {
    Look(
      Style(isColored: false, hasHyperlinks: false), ShownPaths(root: "/vault", from: "/vault"),
      isTerminal: false)
  }

  private(set) var writes: [[UInt8]] = []

  var text: String { String(decoding: writes.joined(), as: UTF8.self) }

  func output(isTerminal: Bool = false, columns: Int = 80) -> Output {
    Output(isTerminal: isTerminal, width: { columns }, sink: { self.writes.append(Array($0)) })
  }

  /// Returns what a report prints in a form.
  static func text(
    _ report: Report, as form: OutputForm, isTerminal: Bool = false, isColored: Bool = false
  ) throws -> String {
    let printed = Printed()
    let output = printed.output(isTerminal: isTerminal)
    let style = Style(isColored: isColored, hasHyperlinks: isTerminal && isColored)
    try report.print(
      as: form, to: output,
      Look(style, ShownPaths(root: "/vault", from: "/vault"), isTerminal: isTerminal))
    output.flush()
    return printed.text
  }
}

/// A row for tests.
struct Place: ReportRow {
  var path: String
  var number: Int
  var isShown = true

  static let columns: [Column<Place>] = [
    Column("path") { .text($0.path) }, Column("line") { .integer($0.number) },
  ]

  func line(_ look: Look) -> String? { isShown ? look.place(path, line: number) : nil }
}

extension FieldList {
  static let places = FieldList(own: ["vault"], rows: Place.self)
  static let groups = FieldList(own: [], groups: Name.self, rows: Place.self, files: "path")
  static let single = FieldList(single: Place.columns)
}

/// A group of rows for tests.
struct Name: ReportRow {
  var name: String

  static let columns: [Column<Name>] = [Column("name") { .text($0.name) }]

  func line(_ look: Look) -> String? { name }
}
