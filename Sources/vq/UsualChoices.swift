import Platform
import Reports
import VaultKit

// What holds where no option says otherwise, such as whether there are colours: what the user has set, or what is usual.

extension AskOptions {
  /// How a question is asked without options.
  static let usual: AskOptions = {
    let configuration = Configuration.current
    var options = AskOptions()
    if let limit = configuration.limit { options.limit = limit.value }
    if let perNote = configuration.perNote { options.perNote = perNote.value }
    return options
  }()
}

extension ColorChoice {
  /// When colours are used without an option.
  static var usual: ColorChoice {
    Configuration.current.colors.flatMap { ColorChoice(rawValue: $0.value) } ?? .auto
  }
}

extension VaultPlace {
  /// Gathers where the vault and its index may be.
  ///
  /// - Parameters:
  ///   - option: What `--vault` says.
  ///   - followed: Folders that `--follow` names.
  init(naming option: String?, following followed: [String] = []) {
    self.init(
      option: option.map(VaultNames.folder),
      environment: Surroundings.variable("VQ_VAULT").map(VaultNames.folder),
      workingFolder: Surroundings.workingFolder, obsidianList: Surroundings.obsidianList,
      indexFolder: Surroundings.indexFolder, home: Surroundings.home,
      followedFolders: (followed + Surroundings.variableFolders).map(Surroundings.absolute))
    configured = Configuration.current.standard.map { VaultNames.folder(of: $0.value) }
    followedFoldersOfVaults = VaultNames.followedFolders
  }
}

extension Style {
  /// Chooses colours and links as the user, the environment and the terminal want them.
  init(_ choice: ColorChoice) {
    let isTerminal = StandardOutput.isTerminal
    let isDumb = Surroundings.hasDumbTerminal
    let isColored =
      switch choice {
      case .always: true
      case .never: false
      case .auto: isTerminal && !isDumb && Surroundings.variable("NO_COLOR") == nil
      }
    // The Linux console prints the sequence instead of swallowing it.
    self.init(
      isColored: isColored, palette: Self.userPalette,
      hasHyperlinks: isTerminal && isColored && Surroundings.variable("TERM") != "linux")
  }
}

extension Style {
  /// The colours for the ground of the terminal, with those that the configuration and `$VQ_COLORS` name.
  private static var userPalette: Palette {
    let configuration = Configuration.current
    var palette =
      switch configuration.theme?.value {
      case "dark": Palette.dark
      case "light": Palette.light
      default: Palette.fitting(Surroundings.variable("COLORFGBG"))
      }
    // Each was read once already.
    for color in configuration.singleColors {
      palette = (try? palette.reading("\(color.key[1])=\(color.texts[0])")) ?? palette
    }
    guard let setting = Surroundings.variable("VQ_COLORS") else { return palette }
    do { return try palette.reading(setting) } catch {
      Messages.line("vq: \(error)")
      return palette
    }
  }
}
