import Platform
import Reports
import TOML
import VaultKit

/// What the user's own configuration file says, read once and only where it exists. No file of a vault is read for this.
struct Configuration {
  /// A value that the file sets, of the kind that its key wants.
  struct Setting {
    let key: [String]
    let value: TOMLValue
    /// Where the key stands, 1-based.
    let line: Int

    /// The texts that it sets: one, or those of a list.
    var texts: [String] {
      let values = if case .list(let values) = value { values } else { [value] }
      return values.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }
  }

  /// Where the file is, or would be.
  let path: String
  let exists: Bool
  /// In the order of the file.
  var settings: [Setting] = []
  /// What else stands in it, a sentence each.
  var warnings: [String] = []
  /// Why nothing of it can be taken.
  private(set) var mistake: String?

  /// The file of this user.
  static let current = Configuration()

  /// What `$VQ_CONFIG` says where no configuration is wanted.
  static let none = "/dev/null"

  /// Most bytes of the file.
  private static let mostBytes = 1 << 20

  private init() {
    let named = Surroundings.variable("VQ_CONFIG")
    path = named.map(Surroundings.absolute) ?? Surroundings.configFolder + "/vq/config.toml"
    if path == Self.none {
      exists = true
      return
    }
    let bytes: [UInt8]
    do throws(SystemError) {
      // A pipe could be waited for without end.
      bytes = try FileSystem.contents(of: path)
      exists = true
    } catch {
      exists = !error.isMissing
      let isOther = (try? FileFacts.of(path).kind) == .other
      if exists || named != nil {
        mistake = "\(path): \(isOther ? "is no regular file" : error.reason)"
      }
      return
    }
    if bytes.count > Self.mostBytes {
      mistake = "\(path): is larger than \(Self.mostBytes >> 20) MiB"
      return
    }
    do throws(TOMLMistake) {
      let reader = ConfigurationReader(try TOMLDocument.entries(bytes))
      settings = reader.settings.sorted { $0.line < $1.line }
      warnings = reader.warnings.map { [path] in "\(PlaceText.of(path, $0.line)): \($0.sentence)" }
    } catch {
      let sentence = error.sentence.prefix(1).lowercased() + error.sentence.dropFirst()
      mistake = "\(PlaceText.of(path, error.line, error.column)): \(sentence)"
    }
  }

  // MARK: Values

  private func setting(_ key: String...) -> Setting? { settings.first { $0.key == key } }

  /// The settings below a table, such as `alias`.
  func settings(below table: String) -> [Setting] { settings.filter { $0.key.first == table } }

  /// The vault that is used where nothing else names one: a name or a folder.
  var standard: Chosen<String>? { text(setting("default")) }
  var limit: Chosen<Int>? { number(setting("ask", "limit")) }
  var perNote: Chosen<Int>? { number(setting("ask", "per-note")) }
  /// Properties that say when a note was made.
  var created: Chosen<[String]>? {
    setting("list", "created").map { Chosen($0.texts, .file(line: $0.line)) }
  }
  /// What names of days and months are written in.
  var language: Chosen<String> {
    text(setting("days", "language")) ?? Chosen(variable: "LC_ALL") ?? Chosen(variable: "LC_TIME")
      ?? Chosen(variable: "LANG") ?? Chosen("en")
  }
  var colors: Chosen<String>? { text(setting("color", "when")) }
  /// Which ground the colours are for; nil for the one that the terminal tells.
  var theme: Chosen<String>? {
    text(setting("color", "theme")).flatMap { $0.value == "auto" ? nil : $0 }
  }

  /// Single colours, by the names of `$VQ_COLORS`.
  var singleColors: [Setting] {
    settings(below: "color").filter { !["when", "theme"].contains($0.key[1]) }
  }

  /// The command line of the editor; `VQ_EDITOR` and the file may say where file and line stand.
  var editor: Chosen<String> {
    Chosen(variable: "VQ_EDITOR") ?? text(setting("open", "editor")) ?? Chosen(variable: "VISUAL")
      ?? Chosen(variable: "EDITOR") ?? Chosen("vi")
  }

  /// Where links on a terminal lead.
  var link: Chosen<String> {
    Chosen(variable: "VQ_LINK") ?? text(setting("open", "link")) ?? Chosen("file")
  }

  /// Returns the line that an alias or a filter stands for.
  func line(_ table: String, _ name: String) -> String? { text(setting(table, name))?.value }

  private func text(_ setting: Setting?) -> Chosen<String>? {
    guard let setting, let text = setting.texts.first else { return nil }
    return Chosen(text, .file(line: setting.line))
  }

  private func number(_ setting: Setting?) -> Chosen<Int>? {
    guard let setting, case .integer(let number) = setting.value else { return nil }
    return Chosen(number, .file(line: setting.line))
  }
}

/// A value that is in force, and who says so.
struct Chosen<Value> {
  let value: Value
  let source: ShownSetting.Source

  init(_ value: Value, _ source: ShownSetting.Source = .standard) {
    (self.value, self.source) = (value, source)
  }
}

extension Chosen<String> {
  /// What a variable of the environment says, if anything.
  init?(variable name: String) {
    guard let value = Surroundings.variable(name) else { return nil }
    self.init(value, .variable(name))
  }

  /// Whether the value is the default.
  var isUsual: Bool { if case .standard = source { true } else { false } }

  /// How a message names who said so.
  var origin: String {
    switch source {
    case .standard: "the default"
    case .variable(let name): "$\(name)"
    case .file(let line): PlaceText.of(Configuration.current.path, line)
    }
  }
}
