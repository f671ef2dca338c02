import ArgumentParser
import Platform
import Reports
import VaultKit

/// `vq ask`: prints the sections that answer a question.
struct AskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Print the sections that answer a question, best first. The default command.",
    discussion: """
      Say it in plain words; "quotes" keep words together. A word that begins with a hyphen is left \
      out of the answers: vq ask -- jaguar -car

      Filters: tag:book path:Daily/ file:draft section:radio [status:done] [due:<2025-01-01], with - \
      before them, OR between them and brackets around them. Alone they list what they let through.
      """)

  @Argument(help: ArgumentHelp("The question.", valueName: "word"))
  var words: [String] = []

  @OptionGroup var options: VaultOptions

  @Option(name: .long, help: "How many answers; 0 for all.")
  var limit = 5

  @Option(name: .long, help: "How many sections of one note; 0 for all.")
  var perNote = 2

  @Option(name: .long, help: "How many of the first answers to leave out.")
  var offset = 0

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

  @Flag(name: .long, help: "With --batch: print one JSON object a line.")
  var jsonl = false

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit takes a number from 0, not \(limit)") }
    if perNote < 0 { throw ValidationError("--per-note takes a number from 0, not \(perNote)") }
    if offset < 0 { throw ValidationError("--offset takes a number from 0, not \(offset)") }
    if jsonl && !batch { throw ValidationError("--jsonl goes with --batch") }
    if batch && !words.isEmpty {
      throw ValidationError("--batch reads its questions from standard input, not from words")
    }
    if explain && paths { throw ValidationError("--explain has no place among --paths") }
    let forms = [full, brief, paths, options.json || jsonl].count { $0 }
    if forms > 1 {
      throw ValidationError("of --full, --brief, --paths and --json only one can be meant")
    }
  }

  func run() throws {
    if batch { return try runBatch() }
    let answers = try ask(words.joined(separator: " "), try options.open())
    StandardOutput.flush()
    if let hint = mistypedCommand(answers) { Messages.line("vq: " + hint) }
    if answers.answers.isEmpty { throw ExitCode.nothingFound }
  }

  /// - Parameter policy: When the vault is looked at, unless `--no-refresh` forbids it.
  private func ask(
    _ question: String, _ vault: Vault, refresh policy: Vault.RefreshPolicy = .first
  ) throws -> Answers {
    let answers = try vault.ask(
      question,
      AskOptions(
        limit: limit, perNote: perNote, offset: offset, isExact: exact, isExplained: explain,
        hasFeatures: StandardOutput.isTerminal && !options.json && !jsonl,
        isBeingTyped: asYouType, includesExcluded: excluded, today: Self.today),
      refresh: noRefresh ? .never : policy)
    Messages.report(answers.refresh)
    try print(answers, vault)
    return answers
  }

  private func print(_ answers: Answers, _ vault: Vault) throws {
    let remarks = AnswerRemarks(answers, offset: offset, limit: limit)
    for remark in remarks.reading { Messages.line("vq: " + remark) }
    try options.print(
      .answers(answers, vault: vault.root, detail: detail, isExplained: explain), in: vault,
      as: jsonl ? .json : nil)
    for remark in remarks.closing(in: vault) { Messages.line("vq: " + remark) }
  }

  /// The day that `yesterday` counts from, where `VQ_TODAY` sets it for tests and scripts.
  private static var today: String? { Program.variable("VQ_TODAY") }

  /// Says which command may have been meant, where the first word is in no note but near the name of one.
  private func mistypedCommand(_ answers: Answers) -> String? {
    guard let first = words.first, !VQ.isCommand(first),
      answers.answers.isEmpty || answers.corrections.contains(where: { $0.word == first }),
      let command = VQ.nearestCommand(to: first)
    else { return nil }
    return "there is no command '\(PlainText.shortened(first))'; nearest is '\(command)': "
      + "vq help \(command)"
  }

  private var detail: AnswerDetail {
    if paths { return .paths }
    if brief { return .brief }
    return full ? .full : .usual
  }

  /// Asks one question a line. A line that fails is reported and does not end the batch.
  private func runBatch() throws {
    let vault = try options.open()
    var lines = InputLines()
    var found = false
    while let (question, hadToWait) = lines.next(beforeWaiting: StandardOutput.flush) {
      // Questions that came together are asked of one state of the vault.
      let policy = hadToWait ? Vault.RefreshPolicy.each : .first
      do {
        found = try !ask(question, vault, refresh: policy).answers.isEmpty || found
      } catch let error as VaultError where error.kind == .emptyQuestion {
        Messages.error(error)
        if jsonl {
          try options.print(.unanswered(question), in: vault, as: .json)
        }
      }
    }
    StandardOutput.flush()
    if !found { throw ExitCode.nothingFound }
  }
}
