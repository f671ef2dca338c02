import ArgumentParser
import Platform
import Reports
import VaultKit

/// `vq doctor`: says what vq works with here, and what to do about what is wrong or slow.
struct DoctorCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what vq works with here, what is wrong or slow, and what to do about it.",
    discussion: """
      It prints no text and no name of a note, so that you can paste it into a report. It changes nothing.

        vq doctor
        vq doctor --format '{{name}}: {{state}}'
      """)

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  func run() throws {
    let rows = try Self.program + vault() + [Self.configurationRow] + Self.surroundings
    try options.choices.print(.checkup(rows, version: Version.text), in: [])
    if rows.contains(where: { $0.state == .wrong }) { throw ExitCode.nothingFound }
  }

  /// The vault and its index; that there is none is an answer too.
  private func vault() throws -> [CheckupRow] {
    let place = options.place
    if place.vault.count > 1 { _ = try options.open() }
    do {
      let vault = try Vault(at: VaultPlace(naming: place.vault.first, following: place.follow))
      return vault.checkup(home: Surroundings.home)
    } catch let error as VaultError {
      let sentence = error.description.split(separator: "\n").first.map(String.init) ?? ""
      return [
        CheckupRow("vault", .wrong, sentence, advice: error.nextStep(after: "doctor")),
        Vault.sqliteRow,
      ]
    }
  }

  // MARK: The program

  private static var program: [CheckupRow] {
    let system = Build.linking.map { [$0] } ?? []
    let parts = [Build.kind] + system + [Build.processor, Build.system, Build.compiler]
    let row =
      Build.isForDebugging
      ? CheckupRow(
        "build", .limited, parts.joined(separator: ", "),
        advice: "answers take many times as long; Scripts/build-release.sh builds it for use")
      : CheckupRow("build", parts.joined(separator: ", "))
    return [CheckupRow("version", Version.text), row]
  }

  // MARK: What the user has set

  private static var configurationRow: CheckupRow {
    let configuration = Configuration.current
    let mistakes = ConfigCommand.warnings.count
    if configuration.mistake != nil {
      return CheckupRow(
        "configuration", .wrong, "cannot be read", advice: "vq config says where it is and why")
    }
    if mistakes > 0 {
      return CheckupRow(
        "configuration", .limited, Plural.count(mistakes, "mistake"),
        advice: "vq config lists what is left out")
    }
    let count = configuration.settings.count
    return CheckupRow(
      "configuration",
      !configuration.exists ? "none" : Plural.count(count, "setting"))
  }

  private static var surroundings: [CheckupRow] { [editor, picker, terminal] }

  private static var editor: CheckupRow {
    let setting = Configuration.current.editor
    let advice = "set VQ_EDITOR, or open.editor in the configuration"
    do {
      let program = try Editor().program
      let isThere =
        program.contains("/") ? FileSystem.exists(program) : Program.isInstalled(program)
      let name = program.split(separator: "/").last.map(String.init) ?? program
      let source = setting.isUsual ? "the default" : "from the user's settings"
      return isThere
        ? CheckupRow("editor", "\(name), \(source)")
        : CheckupRow("editor", .limited, "\(name), \(source), is not installed", advice: advice)
    } catch { return CheckupRow("editor", .wrong, "the setting cannot be read", advice: advice) }
  }

  private static var picker: CheckupRow {
    if FuzzyFinder.isInstalled { return CheckupRow("picker", "fzf") }
    return CheckupRow(
      "picker", .limited, "no fzf",
      advice: "'vq pick' shows a list with numbers; fzf 0.38 follows typing")
  }

  private static var terminal: CheckupRow {
    guard StandardOutput.isTerminal else {
      return CheckupRow("terminal", "the output is none, so it is plain text")
    }
    let style = Style(.usual)
    let size = Terminal.size(1)
    let parts = [
      Surroundings.variable("TERM") ?? "of no name",
      size.columns.flatMap { columns in size.rows.map { "\(columns) x \($0)" } },
      style.isColored ? "colours" : "no colours", style.hasHyperlinks ? "links" : "no links",
    ]
    return CheckupRow("terminal", parts.compactMap { $0 }.joined(separator: ", "))
  }
}
