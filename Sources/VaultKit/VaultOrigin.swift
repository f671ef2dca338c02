/// Who or what named a vault.
public enum VaultOrigin: Sendable, Hashable {
  /// The user, on this line.
  case option
  /// `$VQ_VAULT`.
  case environment
  /// The nearest folder here or above that Obsidian has opened.
  case folderAbove
  /// The `default` of the configuration.
  case configuration
  /// Obsidian's own list, which marks it open.
  case obsidian
  /// The current folder, which holds notes.
  case workingFolder

  /// What an error says of it; nil where the user knows.
  var remark: String? {
    switch self {
    case .environment: "named by $VQ_VAULT"
    case .configuration: "the default of the configuration"
    case .obsidian: "Obsidian's open vault"
    case .option, .folderAbove, .workingFolder: nil
    }
  }

  /// How the vault was found, as a part of a sentence.
  var words: String {
    switch self {
    case .option: "named on this line"
    case .folderAbove: "the nearest folder with '.obsidian'"
    case .workingFolder: "the notes in the current folder"
    case .environment, .configuration, .obsidian: remark ?? ""
    }
  }
}
