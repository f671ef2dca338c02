/// The address that a link on a terminal leads to.
package struct LinkAddress: Sendable {
  private let template: String

  /// The file.
  package static let file = LinkAddress(template: "file://{{file}}")
  /// The note in Obsidian.
  package static let obsidian = LinkAddress(
    template: "obsidian://open?vault={{vault}}&file={{path}}")
  /// The line in Visual Studio Code.
  package static let code = LinkAddress(template: "vscode://file{{file}}:{{line}}:{{column}}")

  private init(template: String) { self.template = template }

  /// Reads a name, `file`, `obsidian` or `vscode`, or a template with `{{file}}`, `{{path}}`, `{{vault}}`, `{{line}}`
  /// and `{{column}}`; nil for what is neither.
  package init?(_ setting: String) {
    switch setting {
    case "file": self = .file
    case "obsidian": self = .obsidian
    case "vscode": self = .code
    default:
      guard ["{{file}}", "{{path}}"].contains(where: { setting.contains($0) }) else { return nil }
      self.init(template: setting)
    }
  }

  /// Returns the address of a place.
  ///
  /// - Parameters:
  ///   - root: The folder of the vault.
  ///   - path: From the root; may end with the fragment of a link.
  package func text(root: String, path: String, line: Int? = nil, column: Int? = nil) -> String {
    let values = [
      ("file", PercentEncoding.encoded((root == "/" ? "" : root) + "/" + path, keepsSlashes: true)),
      ("path", PercentEncoding.encoded(path)),
      (
        "vault",
        PercentEncoding.encoded(root.split(separator: "/").last.map(String.init) ?? "")
      ), ("line", String(line ?? 1)), ("column", String(column ?? 1)),
    ]
    return values.reduce(template) { $0.replacing("{{\($1.0)}}", with: $1.1) }
  }
}
