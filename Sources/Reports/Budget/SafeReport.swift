package import VaultKit

/// A report as JSON and as text, both without control characters.
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
    try print(as: .text, to: output, Look.plain(vault.root, names: names))
    output.flush()
    return SafeReport(
      json: json, text: PlainText.safe(String(decoding: bytes, as: UTF8.self)))
  }
}

/// Passes everything on without control characters.
final class SafeForm: Form {
  private let form: any Form
  private let names: [String: String]

  /// - Parameter names: The names of vaults by their folders.
  init(_ form: any Form, _ names: [String: String]) { (self.form, self.names) = (form, names) }

  func fields(_ fields: [Field]) {
    form.fields(
      fields.map { ($0.name, $0.value.named(names, in: $0.name).safe(mostTokens: .max)) })
  }

  func list(_ name: String) { form.list(name) }

  func row(_ row: some ReportRow) throws {
    try form.row(SafeRow(row: row, mostTokens: .max, names: names))
  }

  func group(_ row: some ReportRow, list: String) throws {
    try form.group(SafeRow(row: row, mostTokens: .max, names: names), list: list)
  }

  func end() throws { try form.end() }
}
