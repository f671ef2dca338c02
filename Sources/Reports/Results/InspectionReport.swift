package import VaultKit

extension Report {
  /// Lists what the reader found in a file.
  package static func inspection(_ inspection: Inspection) -> Report {
    Report(
      .inspection,
      text: { output, look in
        output.line(look.style.bold(PlainText.safeName(inspection.title)))
        for group in inspection.groups where group.count > 0 {
          output.line(look.style.bold("\(group.name) (\(group.count))"))
          for item in group.items {
            if let line = item.line(look) { output.line("  " + line) }
          }
        }
      },
      parts: { printer in
        printer.fields([("title", .text(inspection.title))])
        for group in inspection.groups {
          printer.list(group.name)
          for item in group.items { try printer.row(item) }
        }
      })
  }
}

extension FieldList {
  /// The fields of `inspect`, whose lists differ.
  static let inspection = FieldList(own: ["title"], rows: Inspection.Item.self)
}

extension Inspection.Item: ReportRow {
  static var columns: [Column<Inspection.Item>] { [] }

  var fields: [Field] {
    members.map { ($0.name, $0.value.fieldValue) } + [
      ("line", .integer(line)), ("column", .integer(column)),
      ("offset", .optional(range?.lowerBound, FieldValue.integer)),
      ("endOffset", .optional(range?.upperBound, FieldValue.integer)),
    ]
  }

  func line(_ look: Look) -> String? {
    let place = look.style.path("\(line):\(column)")
    return "\(place)  \(members.compactMap { $0.text(look) }.joined(separator: "  "))"
  }
}

extension Inspection.Member {
  /// A member as a person reads it; what is empty or false is left out.
  fileprivate func text(_ look: Look) -> String? {
    switch value {
    case .null, .boolean(false), .list([]): return nil
    case .boolean(true): return name
    case .text(let text): return "\(name) '\(PlainText.safeName(text))'"
    case .list(let values) where name == "headings":
      return values.map { PlainText.safeLine($0.plainText(look)) }.joined(separator: " › ")
    default: return "\(name) \(PlainText.safeName(value.json(look)))"
    }
  }
}

extension Inspection.Value {
  fileprivate var fieldValue: FieldValue {
    switch self {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .integer(let number): .integer(number)
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15
        ? .integer(Int(number)) : .number(number)
    case .text(let text): .text(text)
    case .list(let values): .list(values.map(\.fieldValue))
    case .map(let members): .object(members.map { ($0.name, $0.value.fieldValue) })
    }
  }

  fileprivate func json(_ look: Look) -> String {
    fieldValue.text(isForTerminal: look.isTerminal)
  }

  fileprivate func plainText(_ look: Look) -> String {
    if case .text(let text) = self { return text }
    return json(look)
  }
}
