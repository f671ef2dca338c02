import ArgumentParser
import Reports
import VaultKit

/// What the commands that list notes have in common.
struct ListingOptions: ParsableArguments, VaultReading {
  @OptionGroup var filter: FilterOptions
  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Only notes changed since then: 7d, 12h, 2w, a day.", valueName: "time"))
  var since: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Only notes changed before then.", valueName: "time"))
  var before: String?

  @Flag(name: .long, help: "Also files that are no notes: canvases, attachments.")
  var all = false

  func validate() throws { _ = try wanted }

  /// What the options say.
  var wanted: ListOptions {
    get throws {
      var wanted = ListOptions()
      wanted.since = try since.map { try DayWords.time($0, of: "--since") }
      wanted.before = try before.map { try DayWords.time($0, of: "--before") }
      wanted.includesOthers = all
      wanted.includesExcluded = filter.excluded
      return wanted
    }
  }

  /// Prints the list.
  func list(_ wanted: ListOptions, in vault: Vault) throws {
    let search = try filter.search()
    let told = SearchRemarks()
    defer { told.print() }
    try options.list(
      .listed(by: search, in: vault, wanted, options.choices.form, told.take), in: vault)
  }

  /// Prints a page of the list.
  func list(_ wanted: ListOptions, in vault: Vault, from offset: Int, tokens: Int) throws {
    let search = try filter.search()
    let told = SearchRemarks()
    defer { told.print() }
    let choices = try options.choices
    let report = Report.listed(by: search, in: vault, wanted, choices.form, told.take)
    let page = try report.page(
      vault, look: choices.look(in: [vault]), from: offset, tokens: tokens,
      fields: choices.form.fields)
    if let printed = page.printed(as: choices.form) { StandardOutput.line(printed) }
    for remark in page.remarks { Messages.line("vq: " + remark) }
    if let rest = page.rest { Messages.line("vq: \(rest); --offset \(page.next ?? 0) goes on") }
    if page.shown == 0 { throw ExitCode.nothingFound }
  }

  /// Throws `ValidationError` for a number that is none of things to list.
  static func check(limit: Int) throws {
    if limit < 0 {
      throw ValidationError("--limit takes a number from 1, or 0 for all, not \(limit)")
    }
  }
}
