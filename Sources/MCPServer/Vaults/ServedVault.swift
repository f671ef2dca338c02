import VaultKit

/// A vault that is served, under a name that is the only one of its kind.
final class ServedVault {
  let name: String
  private let vault: Vault
  private var wasAsked = false

  init(name: String, _ vault: Vault) {
    self.name = name
    self.vault = vault
  }

  /// Returns the vault as its notes are now, for one request. The one place where that is seen to.
  func fresh() throws -> (vault: Vault, refresh: RefreshReport) {
    // The first look with a watch takes longer, and some clients ask once.
    if wasAsked { vault.keepWatch() }
    wasAsked = true
    return (vault, try vault.refresh())
  }
}
