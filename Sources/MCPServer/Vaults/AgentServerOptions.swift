package import VaultKit

/// What a server of vaults is started with.
package struct AgentServerOptions: Sendable {
  /// Opens a vault; is given what is to be told while many of its notes are read.
  package typealias Opening =
    @Sendable (_ progress: @escaping (RefreshProgress) throws -> Void) throws -> Vault

  package var vaults: [Opening]
  /// The version of the program.
  package var version: String
  /// The day that `yesterday` counts from; nil for that of the clock.
  package var today: String?
  /// Whether there is a tool that renames.
  package var allowsRename = false

  package init(vaults: [Opening], version: String) {
    self.vaults = vaults
    self.version = version
  }
}
