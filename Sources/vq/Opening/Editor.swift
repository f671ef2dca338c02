import Reports

/// The user's editor, and how it is told the line to open.
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
  }

  /// Returns the program and its arguments. The file is one argument, whatever is in its name.
  func command(file: String, line: Int) -> [String] {
    if isTemplate {
      return words.map { word in
        word.replacing("{{line}}", with: String(line)).replacing("{{file}}", with: file)
      }
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
