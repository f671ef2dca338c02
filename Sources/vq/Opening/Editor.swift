/// The user's editor, and how it is told the line to open.
struct Editor {
  /// What is wrong with the setting.
  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  private let words: [String]
  private let isTemplate: Bool

  /// Finds the editor: `$VQ_EDITOR`, which may say where file and line stand, `$VISUAL`, `$EDITOR`, else `vi`.
  init() throws {
    let names = ["VQ_EDITOR", "VISUAL", "EDITOR"]
    let name = names.first { Surroundings.variable($0) != nil }
    let setting = name.flatMap { Surroundings.variable($0) } ?? "vi"
    guard let words = ShellWords.split(setting), !words.isEmpty else {
      throw Mistake(
        description: "$\(name ?? "EDITOR") has a quote that is never closed, or no word")
    }
    self.words = words
    isTemplate = name == "VQ_EDITOR" && setting.contains("{{")
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
