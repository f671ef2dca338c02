import Platform

/// Where to look for the vault and its index: what the user and the system say, gathered by the caller.
public struct VaultPlace: Sendable, Hashable {
  /// What `--vault` says.
  public var option: String?
  /// What `$VQ_VAULT` says.
  public var environment: String?
  /// The folder the command runs in.
  public var workingFolder: String
  /// Obsidian's own list of vaults, `obsidian.json`.
  public var obsidianList: String?
  /// The folder that holds the indexes.
  public var indexFolder: String
  /// Folders outside of the vault, as absolute paths, into which symbolic links of the vault may lead.
  public var followedFolders: [String]

  /// Gathers what is known.
  public init(
    option: String?, environment: String?, workingFolder: String, obsidianList: String?,
    indexFolder: String, followedFolders: [String] = []
  ) {
    self.option = option
    self.environment = environment
    self.workingFolder = workingFolder
    self.obsidianList = obsidianList
    self.indexFolder = indexFolder
    self.followedFolders = followedFolders
  }

  /// Returns the vault's folder: the option, else the environment, else the nearest folder here or
  /// above with `.obsidian`, else the vault that Obsidian has open.
  ///
  /// Throws `VaultError` of kind `noVault`.
  func folder() throws -> String { try named().folder }

  /// Returns the vault's folder and, where it was not named on this line, who named it.
  func named() throws -> (folder: String, by: String?) {
    if let option, !option.isEmpty { return (option, nil) }
    if let environment, !environment.isEmpty { return (environment, "named by $VQ_VAULT") }
    if let above = Self.nearestVault(from: workingFolder) { return (above, nil) }
    if let list = obsidianList, let open = ObsidianSettings.openVaults(list: list).first {
      return (open, "Obsidian's open vault")
    }
    let isUnicode = !workingFolder.unicodeScalars.contains("\u{FFFD}")
    throw VaultError(isUnicode ? .noVault : .notUnicode, at: workingFolder)
  }

  private static func nearestVault(from folder: String) -> String? {
    var parts = folder.split(separator: "/")
    while true {
      let path = "/" + parts.joined(separator: "/")
      if let facts = try? FileFacts.of(path + (parts.isEmpty ? "" : "/") + ".obsidian"),
        facts.kind == .folder
      {
        return path
      }
      if parts.popLast() == nil { return nil }
    }
  }
}
