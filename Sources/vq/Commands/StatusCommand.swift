import ArgumentParser
import Platform
import Reports
import VaultKit

/// `vq status`: says which vault, where its index is and what it holds.
struct StatusCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say which vault is used, where its index is and what it holds.",
    discussion: """
        vq status
        vq status --format '{{notes}} notes in {{vault}}'
      """)

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  func run() throws {
    let vault = try options.open()
    let status = try vault.status()
    Messages.report(status.refresh)
    try options.print(
      .status(status, version: Version.text) { LocalTime($0)?.text ?? "" }, in: vault)
  }
}
