import ArgumentParser
import Reports
import VaultKit

/// `vq index`: brings the index up to date.
struct IndexCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Bring the index up to date. Every other command does so by itself.",
    discussion: """
        vq index --verify
        vq index --rebuild
      """)

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Flag(name: .long, help: "Make the index anew.")
  var rebuild = false

  @Flag(
    name: .long,
    help: "Read every note, whatever its date says, and check the index against what it says.")
  var verify = false

  func validate() throws {
    if rebuild && verify {
      throw ValidationError("of --rebuild and --verify only one can be meant")
    }
  }

  func run() throws {
    let vault = try options.open()
    let report = try verify ? vault.verify() : vault.writeIndex(isRebuild: rebuild)
    Messages.report(report)
    try options.print(.refresh(report), in: vault)
  }
}
