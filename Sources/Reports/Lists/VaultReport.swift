/// A vault that has a name.
package struct ShownVault: Sendable {
  let name: String
  let folder: String
  /// Whether the folder is there.
  let exists: Bool
  /// Whether the configuration names it, and as the default.
  let isConfigured: Bool
  let isDefault: Bool
  /// Whether it is in Obsidian's own list, and open; nil if it is not.
  let isOpen: Bool?

  package init(
    name: String, folder: String, exists: Bool, isConfigured: Bool, isDefault: Bool, isOpen: Bool?
  ) {
    (self.name, self.folder, self.exists) = (name, folder, exists)
    (self.isConfigured, self.isDefault, self.isOpen) = (isConfigured, isDefault, isOpen)
  }
}

extension Report {
  /// Lists vaults.
  package static func vaults(_ vaults: [ShownVault]) -> Report {
    Report(
      .vaults, nothing: "no vault has a name: neither the configuration nor Obsidian lists one"
    ) { printer in
      printer.list("vaults")
      for vault in vaults { try printer.row(vault) }
    }
  }
}

extension FieldList {
  /// The fields of `vaults`.
  package static let vaults = FieldList(own: [], rows: ShownVault.self)
}

extension ShownVault: ReportRow {
  static let columns: [Column<ShownVault>] = [
    Column("name") { .text($0.name) },
    Column("folder") { .text($0.folder) },
    Column("exists") { .boolean($0.exists) },
    Column("configured") { .boolean($0.isConfigured) },
    Column("default") { .boolean($0.isDefault) },
    Column("open") { .optional($0.isOpen, FieldValue.boolean) },
  ]

  func line(_ look: Look) -> String? {
    var states: [String] = []
    if isDefault { states.append("default") }
    if let isOpen { states.append(isOpen ? "open in Obsidian" : "known to Obsidian") }
    if !exists { states.append("no such folder") }
    let state = states.isEmpty ? "" : "  " + look.style.dim(states.joined(separator: ", "))
    return look.style.bold(PlainText.safeName(name)) + "  "
      + look.style.path(PlainText.safeName(folder)) + state
  }
}
