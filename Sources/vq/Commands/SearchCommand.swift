import ArgumentParser
import Reports
import VaultKit

/// `vq search`: prints the lines that a query in Obsidian's language finds.
struct SearchCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Print the lines that a search in Obsidian's language finds.",
    discussion: """
      Words are found anywhere, inside other words too, in any letter case; all of them have to be in a file. \
      "exact phrase", /pattern/, OR, - for not, (brackets). file: path: content: tag: line: block: section: task: \
      task-todo: task-done: match-case: ignore-case: [property] [property:value]. Quote the query for the shell.

        vq search 'falcon -done'
        vq search --context 1 'task-todo:order OR line:(ann 2026)'
        vq search --sort modified --files '[status:draft] tag:work'
        vq search --from Dashboard
      """)

  @Argument(help: ArgumentHelp("The query.", valueName: "query"))
  var words: [String] = []

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "The order: name, modified (last change first), created (newest first) or rank; with - before it in reverse order.",
      valueName: "order"))
  var sort = "name"

  @Option(name: .long, parsing: .unconditional, help: "How many files; 0 for all.")
  var limit = 0

  @Option(
    name: [.customShort("C"), .long], parsing: .unconditional,
    help: "How many lines to print before and behind each.")
  var context = 0

  @Flag(
    name: [.customShort("c"), .long], help: "Print how many lines each file has, not the lines.")
  var count = false

  @Flag(name: .long, help: "Letter case counts where the query does not say.")
  var matchCase = false

  @Flag(name: .long, help: "Also files that Obsidian's \"Excluded files\" name.")
  var excluded = false

  @Flag(name: .long, help: "Say first what the query means.")
  var explain = false

  @Option(
    name: .long,
    help: ArgumentHelp("Answer the 'query' and 'tasks' blocks of this note.", valueName: "note"))
  var from: String?

  func validate() throws {
    if limit < 0 {
      throw ValidationError("--limit takes a number from 1, or 0 for all, not \(limit)")
    }
    if context < 0 { throw ValidationError("--context takes a number from 0 on, not \(context)") }
    if words.isEmpty == (from == nil) {
      throw ValidationError(
        from == nil
          ? "a search needs a query, such as: vq search 'tag:work falcon'"
          : "--from takes its queries from the note; leave out the other")
    }
    if count && context > 0 {
      throw ValidationError("--count prints no lines, so --context is of no use")
    }
    if count && from != nil { throw ValidationError("--count and --from do not go together") }
    var options = SearchOptions()
    if !options.take(sort: sort) {
      throw ValidationError("--sort takes name, modified, created or rank, not '\(sort)'")
    }
  }

  func run() throws {
    var search = Search(words: words)
    search.choices = try options.choices
    _ = search.options.take(sort: sort)
    search.options.limit = limit
    search.options.context = context
    search.options.includesExcluded = excluded
    search.counts = count
    search.mindsCase = matchCase
    search.isExplained = explain
    if let from { return try search.run(from: from) }
    try search.run()
  }
}
