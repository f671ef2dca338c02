import ArgumentParser
import Reports
import VaultKit

/// `vq ask`: prints the sections that answer a question.
struct AskCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Print the sections that answer a question, best first. The default command.",
    discussion: """
      Say it in plain words; "quotes" keep words together. A word that begins with a hyphen is left \
      out of the answers: vq ask -- jaguar -car

      Words rank, filters decide. From the index: tag:book path:Daily/ file:draft heading:radio [status:done] \
      [due:<2025-01-01]. From the text, as in 'vq search': line:(a b) block: section-text: content: task: task-todo: \
      task-done: match-case: ignore-case: /pattern/. - before them, OR between them, brackets around them. Alone they \
      list what they let through.

        vq what does 404 mean
        vq ask --limit 1 --full 'release date' tag:falcon
        vq 'falcon task-todo:order'
        vq ask --format '{{path}}:{{passage.line}}' miso soup
      """)

  @Argument(help: ArgumentHelp("The question.", valueName: "word"))
  var words: [String] = []

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Option(name: .long, parsing: .unconditional, help: "How many answers; 0 for all.")
  var limit = AskOptions.usual.limit

  @Option(name: .long, parsing: .unconditional, help: "How many sections of one note; 0 for all.")
  var perNote = AskOptions.usual.perNote

  @Option(name: .long, parsing: .unconditional, help: "How many of the first answers to leave out.")
  var offset = 0

  @Option(
    name: .long, parsing: .unconditional,
    help: "Most tokens of a language model; what does not fit is left out, but no passage.")
  var maxTokens: Int?

  @Flag(name: .long, help: "Never look for another spelling of a word that is in no note.")
  var exact = false

  @Flag(
    name: .long,
    help: """
      Take the last word as the beginning of one, as for a list that follows typing. One or two letters are looked \
      for in titles, aliases, questions, tags and properties alone.
      """)
  var asYouType = false

  @Flag(name: .long, help: "Also notes that Obsidian's \"Excluded files\" name.")
  var excluded = false

  @Flag(name: .long, help: "Print whole sections.")
  var full = false

  @Flag(name: .long, help: "Print only the part that answers.")
  var brief = false

  @Flag(name: .long, help: "Print only 'path:line:' of each answer.")
  var paths = false

  @Flag(name: .long, help: "Say what each score is made of.")
  var explain = false

  @Flag(name: .long, help: "Ask the index as it is, without a look at the files.")
  var noRefresh = false

  @Flag(name: .long, help: "Read questions from standard input, one a line.")
  var batch = false

  @Flag(name: .long, help: "Open the first answer in your editor instead of printing it.")
  var open = false

  @Flag(name: .long, help: "Open the first answer in Obsidian instead of printing it.")
  var obsidian = false

  func validate() throws {
    if limit < 0 {
      throw ValidationError("--limit takes a number from 1, or 0 for all, not \(limit)")
    }
    if perNote < 0 {
      throw ValidationError(
        "--per-note takes a number from 1, or 0 for all, not \(perNote)")
    }
    try TokenBudget.check(maxTokens)
    if offset < 0 { throw ValidationError("--offset takes a number from 0 on, not \(offset)") }
    if batch && !words.isEmpty {
      throw ValidationError("--batch reads its questions from standard input, not from words")
    }
    if explain && paths { throw ValidationError("--explain has no place among --paths") }
    if (open || obsidian) && (batch || full || brief || paths || !options.isForPeople) {
      throw ValidationError("--open and --obsidian open an answer; no form goes with them")
    }
    let forms = [full, brief, paths, !options.isForPeople].count { $0 }
    if forms > 1 {
      throw ValidationError(
        "of --full, --brief, --paths and the forms for programs only one can be meant")
    }
  }

  func run() throws {
    var question = Question(words: words)
    question.choices = try options.choices
    question.options = AskOptions(
      limit: limit, perNote: perNote, offset: offset, isExact: exact, isExplained: explain,
      isBeingTyped: asYouType, includesExcluded: excluded)
    question.detail = detail
    question.maxTokens = maxTokens
    question.refreshes = !noRefresh
    if open || obsidian { return try question.open(inObsidian: obsidian) }
    try batch ? question.runBatch() : question.run()
  }

  private var detail: AnswerDetail {
    if paths { return .paths }
    if brief { return .brief }
    return full ? .full : .usual
  }
}
