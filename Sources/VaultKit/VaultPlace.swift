import NoteModel
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
  /// The user's own folder, which is never taken for a vault because of a note in it.
  public var home: String?
  /// Folders outside of the vault, as absolute paths, into which symbolic links of the vault may lead.
  public var followedFolders: [String]

  /// Gathers what is known.
  public init(
    option: String?, environment: String?, workingFolder: String, obsidianList: String?,
    indexFolder: String, home: String? = nil, followedFolders: [String] = []
  ) {
    self.option = option
    self.environment = environment
    self.workingFolder = workingFolder
    self.obsidianList = obsidianList
    self.indexFolder = indexFolder
    self.home = home
    self.followedFolders = followedFolders
  }

  /// Returns the vault's folder: the option, else the environment, else the nearest folder here or
  /// above with `.obsidian`, else the vault that Obsidian has open, else a folder of notes that the user is in.
  ///
  /// Throws `VaultError` of kind `noVault`.
  func folder() throws -> String { try named().folder }

  /// A vault's folder and how it was found.
  struct Found {
    var folder: String
    /// Who named it, if it was not the user on this line.
    var by: String?
    /// Whether it is a folder of notes that nobody named.
    var isPlainFolder = false
  }

  /// Returns the vault's folder and how it was found.
  func named() throws -> Found {
    if let option, !option.isEmpty { return Found(folder: option) }
    if let environment, !environment.isEmpty {
      return Found(folder: environment, by: "named by $VQ_VAULT")
    }
    if let above = Self.nearest(".obsidian", from: workingFolder, kinds: [.folder]) {
      return Found(folder: above)
    }
    if let list = obsidianList, let open = ObsidianSettings.openVaults(list: list).first {
      return Found(folder: open, by: "Obsidian's open vault")
    }
    if let folder = folderOfNotes { return Found(folder: folder, isPlainFolder: true) }
    let isUnicode = !workingFolder.unicodeScalars.contains("\u{FFFD}")
    throw VaultError(isUnicode ? .noVault : .notUnicode, at: workingFolder)
  }

  /// The top folder of the Git repository that the user is in, or the folder itself, if it holds notes.
  private var folderOfNotes: String? {
    // Where the user's own folder is not known, any may be it.
    guard let home, !home.isEmpty else { return nil }
    let own = try? FileFacts.of(home)
    // A repository can be a folder or, for a second working tree, a file that names it.
    let top = Self.nearest(".git", from: workingFolder, kinds: [.folder, .file])
    return [top, workingFolder].compactMap { $0 }.first { folder in
      folder != "/" && !isSame(folder, own)
        && FolderEntries.names(of: folder).contains { VaultPath($0).isNote }
    }
  }

  /// Whether a folder is one that is known, whatever both are called.
  private func isSame(_ folder: String, _ other: FileFacts?) -> Bool {
    guard let other, let facts = try? FileFacts.of(folder) else { return false }
    return facts.isSameFile(as: other)
  }

  /// Returns the nearest folder, from `folder` upwards, that holds an entry of this name.
  private static func nearest(
    _ name: String, from folder: String, kinds: [FileFacts.Kind]
  ) -> String? {
    var parts = folder.split(separator: "/")
    while true {
      let path = "/" + parts.joined(separator: "/")
      if let facts = try? FileFacts.of(path + (parts.isEmpty ? "" : "/") + name),
        kinds.contains(facts.kind)
      {
        return path
      }
      if parts.popLast() == nil { return nil }
    }
  }
}
