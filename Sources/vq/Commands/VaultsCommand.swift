import ArgumentParser
import Platform
import Reports
import VaultKit

/// `vq vaults`: lists the vaults that have a name.
struct VaultsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vaults",
    abstract: "List the vaults that have a name: those of your configuration and of Obsidian.",
    discussion: """
      A name of the list stands for its vault: --vault work, or @work before a question.

        vq vaults
        vq @work @home what did we decide
      """)

  @OptionGroup var forms: FormOptions

  func run() throws {
    let choices = try forms.choices()
    try Configuration.check()
    let report = Report.vaults(Self.vaults)
    if try choices.print(report, in: []) { return }
    Messages.line("vq: " + (try report.nothing()))
    throw ExitCode.nothingFound
  }

  /// The vaults of the configuration in its order, then the others of Obsidian's list.
  private static var vaults: [ShownVault] {
    let ofObsidian = VaultNames.ofObsidian
    func real(_ folder: String) -> String { (try? FileSystem.realPath(folder)) ?? folder }
    let standard = Configuration.current.standard.map { real(VaultNames.folder(of: $0.value)) }
    var places: Set<String> = []
    func shown(_ name: String, _ folder: String, isConfigured: Bool) -> ShownVault {
      let place = real(folder)
      places.insert(place)
      return ShownVault(
        name: name, folder: folder, exists: FileSystem.exists(folder), isConfigured: isConfigured,
        isDefault: place == standard, isOpen: ofObsidian.first { real($0.folder) == place }?.isOpen)
    }
    let configured = VaultNames.configured.map { shown($0.name, $0.folder, isConfigured: true) }
    let others = ofObsidian.filter { !places.contains(real($0.folder)) }
    return configured + others.map { shown($0.name, $0.folder, isConfigured: false) }
  }
}
