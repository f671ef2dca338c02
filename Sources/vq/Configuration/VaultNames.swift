import Platform
import VaultKit

/// The vaults that have a name: those of the configuration, and those of Obsidian's own list by the names of their folders.
enum VaultNames {
  /// The vaults of the configuration, in the order of the file.
  static var configured: [(name: String, folder: String)] {
    Configuration.current.settings(below: "vault").filter { $0.key[2] == "path" }.map {
      ($0.key[1], Surroundings.withHome($0.texts[0]))
    }
  }

  /// The folders that links of a vault may lead into, by the vault's folder.
  static var followedFolders: [String: [String]] {
    let settings = Configuration.current.settings(below: "vault").filter { $0.key[2] == "follow" }
    if settings.isEmpty { return [:] }
    let folders = Dictionary(configured.map { ($0.name, $0.folder) }) { first, _ in first }
    var followed: [String: [String]] = [:]
    for setting in settings {
      guard let folder = folders[setting.key[1]] else { continue }
      followed[folder] = setting.texts.map(Surroundings.withHome)
    }
    return followed
  }

  /// Obsidian's own list.
  static var ofObsidian: [ObsidianVault] {
    Vault.obsidianVaults(list: Surroundings.obsidianList)
  }

  /// All names, each once; of a vault that both list, that of the configuration.
  static var all: [String] {
    let folders = Set(configured.map(\.folder))
    let others = ofObsidian.filter { !folders.contains($0.folder) }
    var seen: Set<String> = []
    return (configured.map(\.name) + others.map(\.name)).filter { seen.insert($0).inserted }
  }

  /// Returns the folder that `--vault` or `@NAME` means: that of the vault with this name, else the text itself, without
  /// the sign in front.
  ///
  /// A name of the configuration means its vault wherever the user is, `./NAME` the folder. A name of Obsidian's list
  /// means its vault only if no folder has it, and no second vault.
  static func folder(of text: String) -> String {
    let isName = text.hasPrefix("@")
    let name = isName ? String(text.dropFirst()) : text
    if name.contains("/") { return Surroundings.withHome(text) }
    if let vault = configured.first(where: { $0.name == name }) { return vault.folder }
    if !isName, FileSystem.exists(name) { return name }
    let others = ofObsidian.filter { $0.name == name }
    return others.count == 1 ? others[0].folder : text
  }

  /// Whether a word of a line is `@` and the name of a vault.
  static func isName(_ word: String) -> Bool {
    guard word.hasPrefix("@"), !word.contains("/") else { return false }
    let name = word.dropFirst()
    return configured.contains { $0.name == name } || ofObsidian.contains { $0.name == name }
  }

  /// Returns what to say of a vault that does not exist: others of that name, or the nearest name.
  static func remark(on place: String) -> String? {
    let name = place.hasPrefix("@") ? String(place.dropFirst()) : place
    let others = ofObsidian.filter { $0.name == name }
    if others.count > 1 {
      let folders = others.map { "'\($0.folder)'" }.joined(separator: ", ")
      return "\(others.count) vaults of Obsidian have this name: \(folders)"
    }
    return Vault.nearestWord(to: name, among: all, shortest: 3).map {
      "the nearest vault is '\($0)'"
    }
  }
}
