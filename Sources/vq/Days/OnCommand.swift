import ArgumentParser
import Reports
import VaultKit

/// `vq on`: lists what the vault has of a day, or of several.
struct OnCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "on",
    abstract: "List what the vault has of a day, a week, a month or a year.",
    discussion: """
      Its daily note, the notes and lines that name it, the tasks that are due, and the notes that were made or changed \
      last on that day. A day is named as 2026-03-04, or as the daily note is called. A week, a month or a year stands \
      for each of its days.

        vq on 2026-03-04
        vq on yesterday
        vq on last week --limit 20
        vq on 2026-03 --json
      """)

  @OptionGroup var day: DayArgument

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Option(name: .long, parsing: .unconditional, help: "How many entries; 0 for all.")
  var limit = 0

  @Flag(name: .long, help: "Also what Obsidian excludes.")
  var excluded = false

  func validate() throws { try ListingOptions.check(limit: limit) }

  func run() throws {
    let days = try day.span
    let vault = try options.open()
    var wanted = DayOptions(language: Configuration.current.language.value)
    wanted.includesExcluded = excluded
    wanted.limit = limit
    let entries = try vault.entries(of: days, wanted)
    let told = SearchRemarks()
    defer { told.print() }
    told.take(entries.report)
    Messages.report(try vault.settingsFaults(of: .notes(of: .day)))
    if limit > 0 { told.take(shown: limit, of: entries.total) }
    try options.list(.entries(entries, of: days, in: vault), in: vault)
  }
}
