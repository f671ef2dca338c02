import Reports
import TOML
import VaultKit

/// A key that the configuration file can have. A new one is a line of `all`.
struct ConfigurationKey {
  /// What the value has to be.
  enum Kind {
    case text
    /// Words as a shell splits them.
    case words
    /// A folder, from `/` or `~` on.
    case folder
    /// One or several.
    case folders
    /// One or several.
    case texts
    case count
    case choice([String])
    /// The numbers of a colour, as in `$VQ_COLORS`.
    case color

    /// Returns what a value that will not do should be; nil for one that will.
    func wish(for value: TOMLValue) -> String? {
      switch (self, value) {
      // The system would read it up to there.
      case (_, .text(let text)) where text.utf8.contains(0): "has a NUL in it"
      case (.text, .text(let text)): text.isEmpty ? "is empty" : nil
      case (.words, .text(let text)):
        ShellWords.split(text).map { $0.isEmpty ? "has no word" : nil }
          ?? "has a quote that is never closed"
      case (.folder, .text(let path)): Self.isFolder(path) ? nil : Self.folderWish
      case (.folders, .text(let path)): Self.isFolder(path) ? nil : Self.folderWish
      case (.folders, .list(let paths)):
        paths.allSatisfy { if case .text(let path) = $0 { Self.isFolder(path) } else { false } }
          ? nil : Self.folderWish
      case (.texts, .text(let text)): text.isEmpty ? "is empty" : nil
      case (.texts, .list(let values)):
        values.allSatisfy { if case .text(let text) = $0 { !text.isEmpty } else { false } }
          ? nil : Self.textsWish
      case (.count, .integer(let number)) where number >= 0: nil
      case (.choice(let choices), .text(let text)) where choices.contains(text): nil
      // The name of the key is looked at together with it.
      case (.color, .text): nil
      case (.text, _), (.words, _), (.color, _): "takes a text in quotes"
      case (.folder, _), (.folders, _): Self.folderWish
      case (.texts, _): Self.textsWish
      case (.count, _): "takes a number from 0 on"
      case (.choice(let choices), _): "takes one of " + choices.joined(separator: ", ")
      }
    }

    private static let textsWish = "takes a text in quotes, or a list of them"
    private static let folderWish = "takes a folder that begins with / or ~"

    private static func isFolder(_ path: String) -> Bool {
      path.hasPrefix("/") || path == "~" || path.hasPrefix("~/")
    }
  }

  /// `NAME` stands for any name.
  let parts: [String]
  let kind: Kind

  private init(_ parts: String..., kind: Kind) { (self.parts, self.kind) = (parts, kind) }

  static let all = [
    ConfigurationKey("default", kind: .text),
    ConfigurationKey("vault", name, "path", kind: .folder),
    ConfigurationKey("vault", name, "follow", kind: .folders),
    ConfigurationKey("alias", name, kind: .words),
    ConfigurationKey("filter", name, kind: .text),
    ConfigurationKey("ask", "limit", kind: .count),
    ConfigurationKey("ask", "per-note", kind: .count),
    ConfigurationKey("list", "created", kind: .texts),
    ConfigurationKey("days", "language", kind: .choice(Vault.dayLanguages)),
    ConfigurationKey("open", "editor", kind: .words),
    ConfigurationKey("open", "link", kind: .text),
    ConfigurationKey("color", "when", kind: .choice(ColorChoice.allCases.map(\.rawValue))),
    ConfigurationKey("color", "theme", kind: .choice(["auto", "dark", "light"])),
    ConfigurationKey("color", name, kind: .color),
  ]

  private static let name = "NAME"

  /// Whether a name can stand at a place of the key.
  func accepts(_ part: String, at place: Int) -> Bool {
    place < parts.count && (parts[place] == part || parts[place] == Self.name)
  }

  /// Returns the name that has to stand at a place; nil where any can.
  func name(at place: Int) -> String? {
    place < parts.count && parts[place] != Self.name ? parts[place] : nil
  }

  /// Returns what is wrong with the name of an alias, a filter or a colour; nil for a good one.
  func wish(forName word: String, _ value: TOMLValue) -> String? {
    guard parts.last == Self.name else { return nil }
    if case .color = kind, case .text(let text) = value { return Self.wish(forColor: word, text) }
    let isWord = !word.isEmpty && !word.hasPrefix("-") && !word.contains(where: \.isWhitespace)
    return isWord ? nil : "has a name that is no word"
  }

  private static func wish(forColor name: String, _ value: String) -> String? {
    do throws(Palette.Mistake) {
      _ = try Palette.dark.reading("\(name)=\(value)")
      return nil
    } catch {
      switch error {
      case .unknown(_, let nearest):
        return "is no colour" + (nearest.map { "; nearest is 'color.\($0)'" } ?? "")
      case .value: return "takes numbers with semicolons between them, such as \"1;34\""
      }
    }
  }
}
