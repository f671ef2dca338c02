import ArgumentParser
import Reports
import TOML
import VaultKit

/// `vq config`: lists the settings that are in force and where each comes from.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "List your settings and where the value of each comes from.",
    discussion: """
      The configuration file is $VQ_CONFIG, else vq/config.toml in $XDG_CONFIG_HOME, else \
      ~/.config/vq/config.toml. A file in a vault sets nothing. The manual has all keys.

        vq config
        vq config --fields key,value,source,line
      """)

  @OptionGroup var forms: FormOptions

  func run() throws {
    let choices = try forms.choices()
    try Configuration.check()
    let configuration = Configuration.current
    try choices.print(
      .settings(
        Self.settings, file: configuration.path, isThere: configuration.exists,
        warnings: Self.warnings), in: [])
    if !configuration.exists, choices.form.isForPeople {
      Messages.line("vq: there is no \(configuration.path); these values hold without it")
    }
  }

  /// Most warnings about the file that are printed; the number of further ones follows.
  private static let mostWarnings = 20

  /// What is wrong with the file, a sentence each.
  static var warnings: [String] {
    let configuration = Configuration.current
    let names = leftOut.map { setting, mistake in
      let name = ConfigurationReader.dotted(setting.key)
      let place = PlaceText.of(configuration.path, setting.line)
      return "\(place): '\(name)' \(mistake); it is left out"
    }
    let all = configuration.warnings + names
    if all.count <= mostWarnings { return all }
    let rest = all.count - mostWarnings
    return all.prefix(mostWarnings) + ["\(configuration.path): \(rest) more mistakes"]
  }

  /// Aliases and filters that stand for nothing, and why.
  private static var leftOut: [(setting: Configuration.Setting, mistake: String)] {
    func found(_ table: String, _ mistakes: @autoclosure () -> [String: String])
      -> [(setting: Configuration.Setting, mistake: String)]
    {
      let settings = Configuration.current.settings(below: table)
      if settings.isEmpty { return [] }
      let mistakes = mistakes()
      return settings.compactMap { setting in mistakes[setting.key[1]].map { (setting, $0) } }
    }
    return found("alias", Aliases.mistakes) + found("filter", NamedFilters.mistakes)
  }

  private static var settings: [ShownSetting] {
    let configuration = Configuration.current
    let usual = AskOptions()
    let standard = Chosen<String>(variable: "VQ_VAULT") ?? configuration.standard ?? Chosen("")
    let colors =
      configuration.colors ?? Chosen<String>(variable: "NO_COLOR").map {
        Chosen("never", $0.source)
      }
      ?? Chosen("auto")
    let limit = configuration.limit ?? Chosen(usual.limit)
    let perNote = configuration.perNote ?? Chosen(usual.perNote)
    let created = configuration.created ?? Chosen(Vault.usualCreatedProperties)
    let fixed = [
      shown("default", standard),
      ShownSetting(key: "ask.limit", value: .number(limit.value), source: limit.source),
      ShownSetting(key: "ask.per-note", value: .number(perNote.value), source: perNote.source),
      ShownSetting(key: "list.created", value: .list(created.value), source: created.source),
      shown("days.language", configuration.language),
      shown("open.editor", configuration.editor), shown("open.link", configuration.link),
      shown("color.when", colors), shown("color.theme", configuration.theme ?? Chosen("auto")),
    ]
    let refused = Set(leftOut.map(\.setting.key))
    let tables =
      configuration.singleColors
      + ["vault", "alias", "filter"].flatMap(configuration.settings(below:))
      .filter { !refused.contains($0.key) }
    return fixed
      + tables.map { setting in
        let isList = if case .list = setting.value { true } else { false }
        return ShownSetting(
          key: ConfigurationReader.dotted(setting.key),
          value: isList ? .list(setting.texts) : .text(setting.texts[0]),
          source: .file(line: setting.line))
      }
  }

  private static func shown(_ key: String, _ chosen: Chosen<String>) -> ShownSetting {
    ShownSetting(key: key, value: .text(chosen.value), source: chosen.source)
  }
}
