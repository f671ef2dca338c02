import Platform

/// A vault of Obsidian's own list.
public struct ObsidianVault: Sendable, Hashable {
  /// Its folder, as an absolute path.
  public let folder: String
  /// Whether Obsidian has it open, or had it when it ended.
  public let isOpen: Bool

  /// The name of its folder, by which Obsidian knows it.
  public var name: String { folder.split(separator: "/").last.map(String.init) ?? folder }

  /// Returns the vaults of a list, in the order of their folders; none where it cannot be read.
  static func all(list path: String) -> [ObsidianVault] {
    guard let json = try? FileSystem.contents(of: path),
      let rows = try? ObsidianSettings.rows(
        """
        SELECT CASE WHEN json_extract(value, '$.open') THEN 1 ELSE 0 END || json_extract(value, '$.path')
        FROM json_each(?1, '$.vaults') ORDER BY json_extract(value, '$.path')
        """, json)
    else { return [] }
    return rows.map { ObsidianVault(folder: String($0.dropFirst()), isOpen: $0.hasPrefix("1")) }
  }
}

extension Vault {
  /// Returns the vaults of Obsidian's own list, in the order of their folders.
  ///
  /// - Parameter path: Where the list is, `obsidian.json`; it may be missing.
  public static func obsidianVaults(list path: String) -> [ObsidianVault] {
    ObsidianVault.all(list: path)
  }
}
