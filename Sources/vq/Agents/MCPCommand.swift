import ArgumentParser
import MCPServer
import Platform
import VaultKit

/// `vq mcp`: answers agents, by the Model Context Protocol.
struct MCPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp",
    abstract: "Serve the notes to agents by the Model Context Protocol, until the input ends.",
    discussion: """
      An agent starts it and talks to it over standard input and output. It reads the vaults that are named here and \
      nothing else, and writes nothing but the index, unless --allow-rename lets it.

        vq mcp --vault ~/Notes
        vq mcp --vault ~/Notes --only 'path:Work/ -tag:private'
        vq mcp --vault ~/Notes --print-config claude
      """)

  @OptionGroup var place: PlaceOptions

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Serve only what this filter lets through, as in 'vq list'; nothing else exists for an agent.",
      valueName: "filter"))
  var only: String?

  @Flag(
    name: .long,
    help: "Let an agent rename notes, headings and blocks, each after a dry run. Not with --only.")
  var allowRename = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Print the entry that starts it for claude, cursor, vscode, zed or codex, instead of serving.",
      valueName: "program"))
  var printConfig: AgentSetup?

  func validate() throws {
    // A rename with a filter would miss links in hidden notes, or reveal where they are.
    if allowRename, only != nil {
      throw ValidationError("--allow-rename and --only do not go together")
    }
  }

  func run() throws {
    try Configuration.check()
    let only = try wanted
    if let setup = printConfig { return try print(setup) }
    let names = place.vault.isEmpty ? [nil] : place.vault.map(Optional.some)
    let follow = place.follow
    var options = AgentServerOptions(
      vaults: names.map { name in
        { progress in
          let vault = try Vault(
            at: VaultPlace(naming: name, following: follow),
            only: try only.map { try VaultSearch($0) }, progress: progress,
            onWait: { Messages.line("vq: waiting for \($0) to finish") })
          if let created = Configuration.current.created { vault.createdProperties = created.value }
          return vault
        }
      }, version: Version.text)
    options.allowsRename = allowRename
    options.today = Program.variable("VQ_TODAY")
    let server = try AgentServer(
      options, on: PipePair(input: 0, output: 1), onEnd: { Program.endAtOnce(0) })
    if Terminal.isTerminal(0) {
      Messages.line(
        "vq: an agent starts this and talks to it; --print-config says how. Ctrl-D ends it")
    }
    server.run()
    // Another thread may still work: it is left where it is, as if the program had been killed.
    Program.endAtOnce(0)
  }

  /// The filter, as it is asked.
  ///
  /// It keeps notes from others, so it is read as it stands or not at all. Throws `ValidationError`.
  private var wanted: String? {
    get throws {
      guard let only else { return nil }
      let filter = try NamedFilters.expanded(only)
      let search = try VaultSearch(filter)
      if let repair = search.repairs.first {
        throw ValidationError("\(PlaceText.of("--only", 1, repair.column)): \(repair.message)")
      }
      if !search.asksAnything { throw ValidationError("--only needs a filter, such as 'tag:work'") }
      return filter
    }
  }

  /// Prints the entry with the vaults as they are named from anywhere.
  private func print(_ setup: AgentSetup) throws {
    let vaults = try (place.vault.isEmpty ? [nil] : place.vault.map(Optional.some)).map {
      try Vault(at: VaultPlace(naming: $0, following: place.follow)).root
    }
    var arguments = ["mcp"] + vaults.flatMap { ["--vault", $0] }
    arguments += place.follow.flatMap { ["--follow", Surroundings.absolute($0)] }
    if let only { arguments.append("--only=" + only) }
    if allowRename { arguments.append("--allow-rename") }
    StandardOutput.line(setup.entry(arguments))
    StandardOutput.flush()
    Messages.line("vq: this goes into \(setup.file)")
  }
}
