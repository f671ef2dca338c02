import ArgumentParser
import Reports
import VaultKit

/// `vq on`: lists what the vault has of a day.
struct OnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "on",
    abstract: "List what the vault has of a day.",
    discussion: """
      Its daily note, the notes and lines that name it, the tasks that are due, and the notes that were made or changed \
      last on that day. A day is named as 2026-03-04, or as the daily note is called.

        vq on 2026-03-04
        vq on yesterday
        vq on -7 --json
      """)

  @OptionGroup var day: DayArgument

  @OptionGroup var options: VaultOptions

  @Flag(name: .long, help: "Also what Obsidian excludes.")
  var excluded = false

  func run() throws {
    let day = try day.days().first
    let vault = try options.open()
    Messages.report(try vault.refresh())
    try options.list(
      .entries(
        of: day, in: vault, language: Configuration.current.language.value,
        isExcludedToo: excluded), in: vault)
  }
}
