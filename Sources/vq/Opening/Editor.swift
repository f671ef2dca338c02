import Reports
import VaultKit

/// The user's editor, and how it takes the line to open.
struct Editor {
  /// What is wrong with the setting.
  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  private let words: [String]
  private let isTemplate: Bool

  /// Finds the editor.
  init() throws {
    let setting = Configuration.current.editor
    guard let words = ShellWords.split(setting.value), !words.isEmpty else {
      throw Mistake(
        description: "\(setting.origin) has a quote that is never closed, or no word")
    }
    self.words = words
    // Other programs read these variables too, and know no templates.
    let isShared =
      if case .variable(let name) = setting.source { name != "VQ_EDITOR" } else { false }
    isTemplate = !isShared && setting.value.contains("{{")
    if isTemplate { try checkNames(setting) }
  }

  /// The program, as the setting names it.
  var program: String { words[0] }

  /// Returns the program and its arguments. The file is one argument, whatever is in its name.
  func command(file: String, line: Int, column: Int) -> [String] {
    if isTemplate {
      let values = ["line": String(line), "column": String(column), "file": file]
      return words.map { word in Self.filled(word) { values[$0] ?? "" } }
    }
    let program = words[0].split(separator: "/").last.map(String.init) ?? ""
    switch Self.name(of: program) {
    case "vi", "vim", "nvim", "gvim", "mvim", "view", "nvi", "vis", "nano", "pico", "emacs",
      "emacsclient", "mg", "micro", "kak", "joe", "jed", "ne":
      return words + ["+\(line)", file]
    case "hx", "helix", "zed", "zeditor", "subl":
      return words + ["\(file):\(line)"]
    case "code", "code-insiders", "codium", "vscodium", "cursor", "windsurf":
      return words + ["--goto", "\(file):\(line)"]
    default:
      return words + [file]
    }
  }

  /// What a template can name.
  private static let names = ["file", "line", "column"]

  /// Returns a word with what `value` returns for them in the place of the names in it; what that holds is not read.
  private static func filled(
    _ word: String, _ value: (String) throws -> String
  ) rethrows -> String {
    var (text, rest) = ("", word[...])
    while let start = rest.firstRange(of: "{{"),
      let end = rest[start.upperBound...].firstRange(of: "}}")
    {
      let name = rest[start.upperBound..<end.lowerBound].filter { $0 != " " }
      text += rest[..<start.lowerBound] + (try value(String(name)))
      rest = rest[end.upperBound...]
    }
    return text + rest
  }

  /// Throws `Mistake` for a name that stands for nothing.
  private func checkNames(_ setting: Chosen<String>) throws {
    for word in words {
      _ = try Self.filled(word) { name in
        if Self.names.contains(name) { return "" }
        let nearest = Vault.nearestWord(to: name, among: Self.names).map { "; nearest is '\($0)'" }
        throw Mistake(
          description: "\(setting.origin): there is no '{{\(PlainText.shortened(name))}}'"
            + (nearest ?? "; there are " + Self.names.joined(separator: ", ")))
      }
    }
  }

  /// The editor that a program is a build of: `vim.basic`, `emacs-nox`, `emacs29`.
  private static func name(of program: String) -> String {
    let name = program.prefix { $0 != "." }
    for editor in ["vim", "emacs"] where name.hasPrefix(editor) {
      if name.dropFirst(editor.count).first.map({ $0 == "-" || $0.isNumber }) == true {
        return editor
      }
    }
    return String(name)
  }
}
