import ArgumentParser
import Platform
import Reports
import VaultKit

/// What is done with what was picked. Each has a key in fzf, but for the editor.
enum PickAction: EnumerableFlag, CaseIterable {
  case open
  case obsidian
  case link
  case path
  case copy

  static func name(for value: PickAction) -> NameSpecification {
    switch value {
    case .open: .customLong("editor")
    case .obsidian: .long
    case .link: .customLong("link")
    case .path: .customLong("path")
    case .copy: .customLong("copy")
    }
  }

  static func help(for value: PickAction) -> ArgumentHelp? {
    switch value {
    case .open: "Open it in your editor."
    case .obsidian: "Open it in Obsidian."
    case .link: "Print a link to it."
    case .path: "Print the path of its file."
    case .copy: "Copy the path of its file."
    }
  }

  /// The key and the word for it.
  private var hint: (key: String, word: String) {
    switch self {
    case .open: ("ctrl-e", "editor")
    case .obsidian: ("ctrl-o", "Obsidian")
    case .link: ("ctrl-l", "link")
    case .path: ("ctrl-t", "path")
    case .copy: ("ctrl-y", "copy path")
    }
  }

  /// The keys as fzf calls them.
  static var keys: [String] { allCases.map(\.hint.key) }

  /// - Parameter key: As fzf calls it.
  init?(key: some StringProtocol) {
    guard let action = Self.allCases.first(where: { $0.hint.key == key }) else { return nil }
    self = action
  }

  /// Returns the line that tells the keys.
  ///
  /// - Parameter usual: What Enter does.
  static func help(_ usual: PickAction) -> String {
    let others = allCases.filter { $0 != usual }.map { action in
      "^\(action.hint.key.suffix(1).uppercased()) \(action.hint.word)"
    }
    return (["Enter \(usual.hint.word)"] + others).joined(separator: "  ")
  }

  /// Does it. The editor of the last place takes the place of the program.
  ///
  /// - Parameter end: Ends each line that is printed.
  func run(on places: [PickedPlace], end: String) throws {
    switch self {
    case .open, .obsidian:
      guard let last = places.last else { return }
      for place in places.dropLast() {
        _ = try? ChildProcess(place.target.command(inObsidian: self == .obsidian)).run()
      }
      try last.target.open(inObsidian: self == .obsidian)
    case .link: write(try Self.unique(places) { try $0.link }, end)
    case .path: write(Self.unique(places, \.shownPath), end)
    case .copy: try Clipboard.copy(Self.unique(places, \.shownPath).joined(separator: "\n"))
    }
  }

  /// Two sections of a note have one path.
  private static func unique(
    _ places: [PickedPlace], _ text: (PickedPlace) throws -> String
  ) rethrows -> [String] {
    var seen: Set<String> = []
    return try places.map(text).filter { seen.insert($0).inserted }
  }

  private func write(_ texts: [String], _ end: String) {
    for text in texts {
      // A program needs each sign of a name; a terminal must not obey it.
      StandardOutput.output.write(
        (StandardOutput.isTerminal ? PlainText.safe(text) : text) + end)
    }
    StandardOutput.flush()
  }
}

extension PickedPlace {
  /// The path as the user can type it from the current folder.
  fileprivate var shownPath: String {
    ShownPaths(root: root, from: Surroundings.workingFolder).shown(path)
  }

  /// A link that a note of the same vault can hold.
  fileprivate var link: String {
    get throws {
      var choices = Choices()
      choices.vaults = [root]
      return try choices.open().link(to: path, atLine: firstLine)
    }
  }
}
