import ArgumentParser
import Platform
import Reports
import VaultKit

/// The options that every command which reads a vault has.
struct VaultOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The vault: a folder of notes.", valueName: "folder"),
    completion: .directory)
  var vault: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A folder outside of the vault that symbolic links in it may lead into; repeatable.",
      valueName: "folder"),
    completion: .directory)
  var follow: [String] = []

  @Flag(name: .long, help: "Print one JSON object.")
  var json = false

  @Option(name: .long, help: "Colours: auto, always or never. NO_COLOR is honoured.")
  var color: ColorChoice = .auto

  /// Finds the vault; while many notes are read, a line on the terminal says how far it is. A wait for
  /// another process is told wherever messages go.
  func open() throws -> Vault {
    let progress = ProgressLine()
    return try Vault(
      at: Surroundings.place(vault, follow), progress: progress.map { line in { line.show($0) } },
      onWait: { Messages.line("vq: waiting for \($0) to finish") })
  }
}

/// When colours are used.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never
}

extension Style {
  /// Chooses colours and links as the user, the environment and the terminal want them.
  init(_ choice: ColorChoice) {
    let isTerminal = StandardOutput.isTerminal
    let isDumb = Surroundings.variable("TERM") == "dumb"
    let isColored =
      switch choice {
      case .always: true
      case .never: false
      case .auto: isTerminal && !isDumb && Surroundings.variable("NO_COLOR") == nil
      }
    // The Linux console prints the sequence instead of swallowing it.
    self.init(
      isColored: isColored,
      hasHyperlinks: isTerminal && isColored && Surroundings.variable("TERM") != "linux")
  }
}

/// What the environment says. Libraries do not look at it themselves.
enum Surroundings {
  static func variable(_ name: String) -> String? {
    guard let text = Program.variable(name), !text.isEmpty else { return nil }
    return text
  }

  /// Gathers where the vault and its index may be.
  ///
  /// - Parameter followed: Folders that `--follow` names.
  static func place(_ option: String?, _ followed: [String]) -> VaultPlace {
    VaultPlace(
      option: option, environment: variable("VQ_VAULT"), workingFolder: workingFolder,
      obsidianList: obsidianList, indexFolder: indexFolder,
      followedFolders: (followed + variableFolders).map(absolute))
  }

  /// The folders of `$VQ_FOLLOW`, between colons as in `$PATH`.
  private static var variableFolders: [String] {
    variable("VQ_FOLLOW")?.split(separator: ":").map(String.init) ?? []
  }

  private static var workingFolder: String { Program.workingFolder ?? "/" }

  private static var home: String { variable("HOME") ?? "" }

  private static var indexFolder: String {
    if let named = variable("VQ_INDEX") { return absolute(named) }
    #if os(macOS)
      return home + "/Library/Caches/vq"
    #else
      if let cache = variable("XDG_CACHE_HOME") { return absolute(cache) + "/vq" }
      return home + "/.cache/vq"
    #endif
  }

  private static var obsidianList: String? {
    #if os(macOS)
      return home + "/Library/Application Support/obsidian/obsidian.json"
    #else
      let config = variable("XDG_CONFIG_HOME") ?? home + "/.config"
      return config + "/obsidian/obsidian.json"
    #endif
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : workingFolder + "/" + path
  }
}
