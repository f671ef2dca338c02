import VaultKit

/// A vault that is served, under a name that is the only one of its kind.
final class ServedVault {
  let name: String
  private let vault: Vault
  private let tracksChanges: Bool
  private var wasAsked = false
  private var generation: Int64?
  /// Counts what was found to have changed, also what another program has brought into the index.
  private(set) var changes = 0

  /// - Parameter tracksChanges: Whether changes are counted.
  init(name: String, _ vault: Vault, tracksChanges: Bool) {
    self.name = name
    self.vault = vault
    self.tracksChanges = tracksChanges
  }

  /// Returns the vault as its notes are now, for one request. The one place where that is seen to.
  func fresh() throws -> (vault: Vault, refresh: RefreshReport) {
    // The first look with a watch takes longer, and some clients ask once.
    if wasAsked { vault.keepWatch() }
    // The index is written without a change too, where a note is as young as its times can tell.
    if wasAsked, tracksChanges, try vault.generation() != generation { changes += 1 }
    wasAsked = true
    let report = try vault.refresh()
    try note(report)
    return (vault, report)
  }

  /// Takes down what a refresh of this process has done.
  func note(_ report: RefreshReport) throws {
    if !report.isUpToDate { changes += 1 }
    if tracksChanges { generation = try vault.generation() }
  }

  /// Whether it is the one with a folder.
  func isAt(_ root: String) -> Bool { vault.root == root }
}
