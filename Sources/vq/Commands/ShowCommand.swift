import ArgumentParser
import Reports
import VaultKit

/// `vq show`: prints a note, a section or a block.
struct ShowCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a note, a section or a block, embeds in their place.",
    discussion: """
      'Note' prints the text of a note, 'Note#Heading' a heading with everything below it, 'Note#^id' a \
      block. Embedded notes are followed five deep, 10,000 of them or 4 MiB at most; a cycle is named and \
      not followed. A picture or another file stands as its path, and in the place of a 'query' block what \
      its search finds. Of a canvas the texts of its cards are printed. On a terminal, and with '--color always', \
      Markdown is rendered, and a text that does not fit goes through $PAGER, less -FRX by default.

        vq show Falcon
        vq show 'Falcon#Goals'
      """)

  @Argument(help: ArgumentHelp("The note, with or without a heading or block.", valueName: "note"))
  var note: String

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Flag(name: .long, help: "Print the lines as they stand in the file.")
  var raw = false

  @Flag(name: .long, help: "Leave the properties out.")
  var noProperties = false

  @Option(
    name: .long, parsing: .unconditional,
    help: "Most tokens of a language model; the text is cut between blocks.")
  var maxTokens: Int?

  @Option(name: .long, parsing: .unconditional, help: "Bytes of the text to leave out before them.")
  var from = 0

  func validate() throws {
    try TokenBudget.check(maxTokens)
    if from < 0 { throw ValidationError("--from takes a number from 0 on, not \(from)") }
    if from > 0, maxTokens == nil { throw ValidationError("--from goes with --max-tokens") }
  }

  func run() throws {
    let vault = try options.open()
    vault.today = try DayWords.todayThatIsSet
    Messages.report(try vault.refresh())
    let shown = try vault.show(note, isRaw: raw)
    if let missing = shown.missingLine { Messages.line("vq: \(missing.sentence(in: shown.path))") }
    if let maxTokens {
      let fitted = BudgetedNote(
        shown, from: from, tokens: maxTokens, look: try options.choices.look(in: [vault]))
      try options.print(.shown(fitted, in: vault, hasHead: false), in: vault)
      if let rest = fitted.rest { Messages.line("vq: \(rest); --from \(fitted.end) goes on") }
      return
    }
    try options.print(
      .shown(
        shown, in: vault, isExact: raw && !StandardOutput.isTerminal, isRendered: !raw,
        hasProperties: !noProperties, page: Pager.show), in: vault)
    if shown.queries.left > 0 {
      let all = shown.queries.answered + shown.queries.left
      Messages.line("vq: " + Wording.answered(shown.queries.answered, of: all))
    } else if shown.isCut, options.isForPeople {
      Messages.line("vq: not all embeds are shown; they end at 10,000 or 4 MiB")
    }
  }
}
