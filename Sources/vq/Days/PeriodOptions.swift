import ArgumentParser
import Reports
import VaultKit

/// What the commands for notes of days, weeks and months have in common.
struct PeriodOptions: ParsableArguments, VaultReading {
  @OptionGroup var day: DayArgument

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Flag(name: .long, help: "Print the note.")
  var show = false

  @Flag(name: .long, help: "Open the note in your editor.")
  var open = false

  @Flag(name: .long, help: "List the notes that there are, the newest first.")
  var list = false

  func validate() throws {
    let ways = [(show, "--show"), (open, "--open"), (list, "--list")].filter(\.0).map(\.1)
    if ways.count > 1 { throw ValidationError("\(ways[0]) and \(ways[1]) do not go together") }
    if list, !day.words.isEmpty {
      throw ValidationError("--list lists all notes; leave out the day")
    }
  }

  func run(_ period: Period) throws {
    let today = try DayWords.today
    let days = try day.days(of: period)
    let vault = try options.open()
    Messages.report(try vault.refresh())
    Messages.report(try vault.settingsFaults(of: .notes(of: period)))
    let language = Configuration.current.language.value
    if list {
      let notes = try vault.notes(of: period, until: today, language: language)
      return try options.list(.periodNotes(notes, in: vault), in: vault)
    }
    let note = try vault.note(
      of: period, at: days.first, named: day.words.joined(separator: " "), language: language)
    if !show && !open || !note.exists { try options.print(.periodNote(note), in: vault) }
    if !note.exists {
      StandardOutput.flush()
      Messages.line("vq: '\(note.path)' does not exist")
      throw ExitCode.nothingFound
    }
    if open { try Target(root: vault.root, path: note.path, line: 1).open(inObsidian: false) }
    if show {
      try options.print(
        .shown(
          try vault.show("/" + note.path), in: vault, isExact: false, isRendered: true,
          hasProperties: true, page: Pager.show), in: vault)
    }
  }
}

/// `vq daily`: finds the note of a day.
struct DailyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "daily",
    abstract: "Print the path of a daily note, or the note itself.",
    discussion: """
      Folder and name are those of Obsidian's daily notes, or of the Periodic Notes plugin where that is on. If there is \
      no such note yet, its path is printed all the same, and the exit code is 1.

        vq daily
        vq daily yesterday --show
        vq daily -7 --open
      """)

  @OptionGroup var options: PeriodOptions

  func run() throws { try options.run(.day) }
}

/// `vq weekly`: finds the note of a week.
struct WeeklyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weekly",
    abstract: "Print the path of the note of a week, or the note itself.",
    discussion: """
      Folder and name are those of the Periodic Notes plugin, or of the Calendar plugin. A number counts weeks.

        vq weekly
        vq weekly -1 --show
        vq weekly 2026-W10
      """)

  @OptionGroup var options: PeriodOptions

  func run() throws { try options.run(.week) }
}

/// `vq monthly`: finds the note of a month.
struct MonthlyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monthly",
    abstract: "Print the path of the note of a month, or the note itself.",
    discussion: """
      Folder and name are those of the Periodic Notes plugin. A number counts months.

        vq monthly
        vq monthly 2026-03 --open
        vq monthly --list
      """)

  @OptionGroup var options: PeriodOptions

  func run() throws { try options.run(.month) }
}
