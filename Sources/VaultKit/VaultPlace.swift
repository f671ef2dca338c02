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
  /// What the user's configuration names for where nothing else does.
  public var configured: String?
  /// Obsidian's own list of vaults, `obsidian.json`.
  public var obsidianList: String?
  /// The folder that holds the indexes.
  public var indexFolder: String
  /// The user's own folder, which is never taken for a vault because of a note in it.
  public var home: String?
  /// Folders outside of the vault, as absolute paths, into which symbolic links of the vault may lead.
  public var followedFolders: [String]
  /// The same for single vaults, by their folders.
  public var followedFoldersOfVaults: [String: [String]] = [:]

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

  /// A vault's folder and how it was found.
  struct Found {
    let folder: String
    let origin: VaultOrigin

    init(_ folder: String, _ origin: VaultOrigin) { (self.folder, self.origin) = (folder, origin) }
  }

  /// Returns the vault's folder and how it was found.
  ///
  /// The option comes first, then the environment, the nearest folder here or above with `.obsidian`, what the
  /// configuration names, the vault that Obsidian has open, and the current folder if it holds notes. Throws
  /// `VaultError`: `noVault`, `severalOpen`.
  func named() throws -> Found {
    if let option, !option.isEmpty { return Found(option, .option) }
    if let environment, !environment.isEmpty {
      return Found(environment, .environment)
    }
    if let above = Self.nearest(".obsidian", from: workingFolder, kinds: [.folder]) {
      return Found(above, .folderAbove)
    }
    if let configured, !configured.isEmpty {
      return Found(configured, .configuration)
    }
    if let open = try openVault { return Found(open, .obsidian) }
    if let folder = folderOfNotes { return Found(folder, .workingFolder) }
    let isUnicode = !workingFolder.unicodeScalars.contains("\u{FFFD}")
    throw VaultError(isUnicode ? .noVault : .notUnicode, at: workingFolder)
  }

  /// The vault that Obsidian has open; of several none is meant.
  private var openVault: String? {
    get throws {
      guard let obsidianList else { return nil }
      let open = ObsidianVault.all(list: obsidianList).filter(\.isOpen).map(\.folder)
      let present = open.filter { FileSystem.exists($0) }
      if present.count > 1 { throw VaultError(.severalOpen(folders: present), at: obsidianList) }
      return present.first ?? open.first
    }
  }

  /// Returns the folders outside of a vault that links of it may lead into.
  ///
  /// - Parameter root: The vault's folder, without symbolic links.
  func followedFolders(of root: String) -> [String] {
    followedFolders
      + followedFoldersOfVaults.filter { (try? FileSystem.realPath($0.key)) == root }
      .flatMap(\.value)
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
