import Platform

/// What the environment says. Libraries do not look at it themselves.
enum Surroundings {
  static func variable(_ name: String) -> String? {
    guard let text = Program.variable(name), !text.isEmpty else { return nil }
    return text
  }

  /// Whether the terminal knows no sequences, or does not say what it is.
  static var hasDumbTerminal: Bool { (variable("TERM") ?? "dumb") == "dumb" }

  /// The folders of `$VQ_FOLLOW`, between colons as in `$PATH`.
  static var variableFolders: [String] {
    variable("VQ_FOLLOW")?.split(separator: ":").map(String.init) ?? []
  }

  static var workingFolder: String { Program.workingFolder ?? "/" }

  static var home: String { variable("HOME") ?? "" }

  /// Where programs keep the configuration of this user.
  static var configFolder: String {
    // A relative folder would be one of the vault that vq stands in; XDG ignores it.
    variable("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.config"
  }

  static var indexFolder: String {
    if let named = variable("VQ_INDEX") { return absolute(named) }
    #if os(macOS)
      return home + "/Library/Caches/vq"
    #else
      if let cache = variable("XDG_CACHE_HOME") { return absolute(cache) + "/vq" }
      return home + "/.cache/vq"
    #endif
  }

  static var obsidianList: String {
    #if os(macOS)
      return home + "/Library/Application Support/obsidian/obsidian.json"
    #else
      return configFolder + "/obsidian/obsidian.json"
    #endif
  }

  static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : workingFolder + "/" + path
  }

  /// Returns a path with the home folder for `~`.
  static func withHome(_ path: String) -> String {
    path == "~" || path.hasPrefix("~/") ? home + path.dropFirst() : path
  }

  /// Returns a folder that a shell has not read yet, with the home folder for `~` and the values of variables.
  static func expanded(_ path: String) -> String {
    if FileSystem.exists(path) { return path }
    let path = withHome(path)
    var text = ""
    var rest = path[...]
    while let sign = rest.firstIndex(of: "$") {
      text += rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      let isBraced = rest.first == "{"
      let name = rest.dropFirst(isBraced ? 1 : 0).prefix {
        $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber)
      }
      text += name.isEmpty ? "$" : variable(String(name)) ?? ""
      if !name.isEmpty { rest = rest[name.endIndex...].dropFirst(isBraced ? 1 : 0) }
    }
    return text + rest
  }
}
