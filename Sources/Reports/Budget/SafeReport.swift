package import VaultKit

/// A report as JSON and as text, both without what a person does not see.
package struct SafeReport {
  package let json: String
  package let text: String
}

extension Report {
  /// Prints a single result, or answers, for a program that shows it.
  ///
  /// The JSON is that of `JSONForm`, but for the absolute path of each file.
  ///
  /// - Parameter names: The names of vaults by their folders, where several are told apart.
  package func safe(in vault: Vault, names: [String: String] = [:]) throws -> SafeReport {
    var bytes: [UInt8] = []
    let output = Output(isTerminal: false, sink: { bytes.append(contentsOf: $0) })
    let form = SafeForm(JSONForm(output, nil), names)
    try hand(to: form)
    try form.end()
    output.flush()
    let json = String(decoding: bytes.dropLast(), as: UTF8.self)
    bytes = []
    try print(as: .text, to: output, .plain(vault.root, names: names))
    output.flush()
    return SafeReport(
      json: json, text: VisibleText.of(String(decoding: bytes, as: UTF8.self)))
  }

  /// Prints a result without lists of its own so that it keeps a budget.
  ///
  /// - Parameter lines: What is said above the text.
  package func safe(in vault: Vault, saying lines: [String], tokens: Int) throws -> SafeReport {
    let room = TokenRoom(tokens: tokens)
    let values = ValueForm(nil)
    try hand(to: values)
    let value = FieldValue.object(values.fields).safe().fitted(to: room.all)
    let text = try safe(in: vault).text
    let head = TokenCost.lines([AgentText.mark, text])
    return SafeReport(
      json: value.text(isForTerminal: false),
      text: AgentText.text(
        lines.map { VisibleText.of($0) }.fitted(to: room.all - head.text), notes: text))
  }
}

/// Passes everything on as an agent gets it.
final class SafeForm: Form {
  private let form: any Form
  private let names: [String: String]

  /// - Parameter names: The names of vaults by their folders.
  init(_ form: any Form, _ names: [String: String]) { (self.form, self.names) = (form, names) }

  func fields(_ fields: [Field]) { form.fields(fields.safe(names)) }

  func list(_ name: String) { form.list(name) }

  func row(_ row: some ReportRow) throws { try form.row(SafeRow(fields: row.fields.safe(names))) }

  func group(_ row: some ReportRow, list: String) throws {
    try form.group(SafeRow(fields: row.fields.safe(names)), list: list)
  }

  func end() throws { try form.end() }
}

/// The fields of a row as an agent gets them.
private struct SafeRow: ReportRow {
  static var columns: [Column<SafeRow>] { [] }

  let fields: [Field]

  func line(_ look: Look) -> String? { nil }
}

extension [Field] {
  /// Returns fields as an agent gets them, with the names of vaults in the place of their folders.
  func safe(_ names: [String: String]) -> [Field] {
    let named = map { ($0.name, $0.value.named(names, in: $0.name)) }
    if case .object(let safe) = FieldValue.object(named).safe() { return safe }
    return named
  }
}
