import ArgumentParser
import VaultKit

/// `vq index`: brings the index up to date.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Bring the index up to date. Every other command does so by itself.")

  @OptionGroup var options: VaultOptions

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
    if options.json { return StandardOutput.line(report.json.text) }
    StandardOutput.line(report.sentence)
  }
}

extension RefreshReport {
  /// One line that says what was done.
  var sentence: String {
    let time = "\(Int(milliseconds.rounded())) ms"
    let all = "\(notes) note\(notes == 1 ? "" : "s")"
    if rebuilt != nil { return "indexed \(all) in \(time)" }
    if isUpToDate { return "\(all), nothing changed, \(time)" }
    let changes = [(added, "added"), (changed, "changed"), (moved, "moved"), (removed, "removed")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    return "\(all): \(changes), \(time)"
  }
}
