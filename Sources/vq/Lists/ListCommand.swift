import ArgumentParser
import Reports
import VaultKit

/// `vq list`: lists notes by their names, times, sizes, links and properties.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List notes that meet a filter, in any order.",
    discussion: """
      The filter is a search as in 'vq search'; what the index can tell of it needs no note to be read. Times are \
      those of the last change, with '--sort created' those of the making. What has no value comes last.

        vq list 'tag:work [due]' --sort due --columns path,due
        vq list --sort -modified --before 1y --limit 20
        vq list --all --sort size path:Attachments
      """)

  @OptionGroup var listing: ListingOptions

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "The order: name, path, modified or created (newest first), size, words, links or backlinks (most first), rank, or a property; with - before it in reverse order.",
      valueName: "key"))
  var sort = "name"

  @Option(name: .long, parsing: .unconditional, help: "How many notes; 0 for all.")
  var limit = 0

  @Option(name: .long, parsing: .unconditional, help: "How many to leave out before them.")
  var offset = 0

  @Option(
    name: .long, parsing: .unconditional,
    help: "Most tokens of a language model; goes with text and --json.")
  var maxTokens: Int?

  func validate() throws {
    try ListingOptions.check(limit: limit)
    try TokenBudget.check(maxTokens)
    if maxTokens != nil, try !listing.options.choices.form.hasPages {
      throw ValidationError("--max-tokens goes with text and --json")
    }
    if offset < 0 { throw ValidationError("--offset takes a number from 0 on, not \(offset)") }
    if order.isEmpty || order.hasPrefix("-") {
      throw ValidationError("--sort takes \(ListSort.names.joined(separator: ", ")) or a property")
    }
    if order == "rank", listing.filter.words.isEmpty {
      throw ValidationError(
        "--sort rank needs words to rank by, such as: vq list falcon --sort rank")
    }
  }

  private var order: String { sort.hasPrefix("-") ? String(sort.dropFirst()) : sort }

  func run() throws {
    var wanted = try listing.wanted
    wanted.sort = ListSort(order)
    wanted.isReversed = sort.hasPrefix("-")
    (wanted.limit, wanted.offset) = (limit, offset)
    let vault = try listing.options.open()
    try vault.withOneLook { report in
      Messages.report(report)
      if case .property(let name) = wanted.sort { try check(name, vault) }
      guard let maxTokens else { return try listing.list(wanted, in: vault) }
      // Left out are those before the page, which counts them.
      wanted.offset = 0
      try listing.list(wanted, in: vault, from: offset, tokens: maxTokens)
    }
  }

  /// Throws `ValidationError` where no note has a property.
  private func check(_ name: String, _ vault: Vault) throws {
    if try vault.hasProperty(named: name) { return }
    let names = try ListSort.names + vault.properties().map(\.name)
    let nearest = Vault.nearestWord(to: name, among: names, shortest: 3)
    throw ValidationError(
      "--sort takes \(ListSort.names.joined(separator: ", ")) or a property, and no note has a property '\(PlainText.shortened(name))'"
        + (nearest.map { "; nearest is '\($0)'" } ?? ""))
  }
}

/// `vq recent`: lists the notes that were changed last.
struct RecentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recent",
    abstract: "List the notes that were changed last.",
    discussion: """
      Short for 'vq list --sort modified'.

        vq recent
        vq recent --since yesterday --limit 0 tag:work
      """)

  @OptionGroup var listing: ListingOptions

  @Option(name: .long, parsing: .unconditional, help: "How many notes; 0 for all.")
  var limit = 10

  func validate() throws { try ListingOptions.check(limit: limit) }

  func run() throws {
    var wanted = try listing.wanted
    wanted.sort = .modified
    wanted.limit = limit
    try listing.list(wanted, in: listing.options.open())
  }
}

/// `vq random`: lists notes chosen at random.
struct RandomCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "random",
    abstract: "Print a note by chance.",
    discussion: """
      The same number behind --seed gives the same note, as long as the notes are the same.

        vq random
        vq random --limit 3 --seed 20260304 -- '-tag:archive'
      """)

  @OptionGroup var listing: ListingOptions

  @Option(name: .long, parsing: .unconditional, help: "How many notes; 0 for all.")
  var limit = 1

  @Option(name: .long, help: ArgumentHelp("Where chance begins.", valueName: "number"))
  var seed: UInt64?

  func validate() throws { try ListingOptions.check(limit: limit) }

  func run() throws {
    var wanted = try listing.wanted
    wanted.sort = .random
    wanted.limit = limit
    wanted.seed = seed
    try listing.list(wanted, in: listing.options.open())
  }
}
