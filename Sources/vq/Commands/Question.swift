import ArgumentParser
import Characters
import Platform
import Reports
import VaultKit

/// A question and how it is asked: what `vq ask` does, however its options were read.
struct Question {
  var words: [String]
  var choices = Choices()
  var options = AskOptions.usual
  var detail = AnswerDetail.usual
  var refreshes = true
  /// nil for as many as there are.
  var maxTokens: Int?

  init(words: [String]) { self.words = words }

  /// Reads a `PlainLine`; nil for any other, which the parser reads or says what is wrong.
  ///
  /// What both read, they read alike: a test compares them.
  init?(plain arguments: [String]) {
    var line = PlainLine(arguments)
    while let word = line.next() {
      switch word {
      case "--limit":
        guard let limit = line.number() else { return nil }
        options.limit = limit
      case "--no-refresh": refreshes = false
      case "--exact": options.isExact = true
      case "--paths": (detail, line.forms) = (.paths, line.forms + 1)
      case "--brief": (detail, line.forms) = (.brief, line.forms + 1)
      case "--full": (detail, line.forms) = (.full, line.forms + 1)
      default: if !line.take(word) { return nil }
      }
    }
    let words = line.words
    guard line.forms < 2, let first = words.first, first != "help",
      first == "ask" || !VQ.isCommand(first)
    else { return nil }
    // Behind an option of its own, the name of the command is a word of the question.
    if first == "ask", !CommandFirst.isFirst("ask", in: arguments) { return nil }
    choices = line.choices
    self.words = Array(first == "ask" ? words.dropFirst() : words[...])
  }

  /// Takes the vaults that the words begin with, as in `@work what did we decide`.
  private mutating func takeVaults() {
    let names = words.prefix { VaultNames.isName($0) }
    choices.vaults += names
    words.removeFirst(names.count)
  }

  mutating func run() throws {
    takeVaults()
    let vaults = try choices.openAll()
    let answers = try ask(words.joined(separator: " "), vaults)
    StandardOutput.flush()
    LastAnswers.keep(answers.answers, root: vaults[0].root)
    let isNowhere =
      answers.answers.isEmpty || answers.corrections.contains { $0.word == words.first }
    // Who types `vq ask` means no command.
    if !CommandFirst.isFirst("ask", in: Array(CommandLine.arguments.dropFirst())),
      let hint = CommandHint.sentence(words, isNowhere: isNowhere)
    {
      Messages.line("vq: " + hint)
    }
    if answers.answers.isEmpty { throw ExitCode.nothingFound }
  }

  /// Opens the first answer; returns by an error alone.
  mutating func open(inObsidian: Bool) throws {
    takeVaults()
    let vaults = try choices.openAll()
    let answers = try find(words.joined(separator: " "), vaults)
    let remarks = AnswerRemarks(answers, offset: options.offset, limit: options.limit)
    for remark in remarks.reading { Messages.line("vq: " + remark) }
    let root = vaults[0].root
    LastAnswers.keep(answers.answers, root: root)
    guard let best = answers.answers.first else {
      for remark in remarks.closing(in: vaults) { Messages.line("vq: " + remark) }
      throw ExitCode.nothingFound
    }
    try Target(best, root: root).open(inObsidian: inObsidian)
  }

  /// - Parameter policy: When the vault is looked at, unless `--no-refresh` forbids it.
  private func find(
    _ question: String, _ vaults: [Vault], refresh policy: Vault.RefreshPolicy = .first
  ) throws -> Answers {
    var options = options
    options.hasLines = StandardOutput.isTerminal && choices.form.isForPeople
    options.today = Self.today
    let question = try NamedFilters.expanded(question)
    let policy = refreshes ? policy : .never
    let answers =
      vaults.count == 1
      ? try vaults[0].ask(question, options, refresh: policy)
      : try Vault.ask(question, of: vaults, options, refresh: policy)
    Messages.report(answers.refresh)
    return answers
  }

  private func ask(
    _ question: String, _ vaults: [Vault], refresh policy: Vault.RefreshPolicy = .first,
    as form: OutputForm? = nil, isBatch: Bool = false
  ) throws -> Answers {
    let answers = try find(question, vaults, refresh: policy)
    let remarks = AnswerRemarks(answers, offset: options.offset, limit: options.limit)
    for remark in remarks.reading { Messages.line("vq: " + remark) }
    let roots = vaults.map(\.root)
    let fitted = maxTokens.map {
      BudgetedAnswers(
        answers,
        BudgetedAnswers.Window(offset: options.offset, limit: options.limit, tokens: $0),
        BudgetedAnswers.Look(
          roots: roots, choices.look(in: vaults), detail: detail,
          isExplained: options.isExplained))
    }
    let report =
      fitted.map { .answers($0, hasRemarks: false) }
      ?? Report.answers(answers, vaults: roots, detail: detail, isExplained: options.isExplained)
    if isBatch {
      try choices.print(report, in: vaults, as: form)
    } else {
      try choices.page(report, in: vaults, as: form)
    }
    if let fitted, fitted.isTruncated, let next = fitted.next {
      Messages.line("vq: there is more; --offset \(next) goes on")
    }
    for remark in remarks.closing(in: vaults) { Messages.line("vq: " + remark) }
    return fitted?.answers ?? answers
  }

  /// The day that `yesterday` counts from, where `VQ_TODAY` sets it for tests and scripts.
  private static var today: String? { Program.variable("VQ_TODAY") }

  /// Asks one question a line. A line that fails is reported and does not end the batch.
  func runBatch() throws {
    let vaults = try choices.openAll()
    // One object for each question: its reader has to know where the next one begins.
    let form = choices.form.forReportsInARow
    var lines = InputLines()
    var found = false
    var waits = 0
    while let (question, hadToWait) = lines.next(beforeWaiting: StandardOutput.flush) {
      // Questions that came together are asked of one state of the vault.
      let policy = hadToWait ? Vault.RefreshPolicy.each : .first
      if hadToWait { waits += 1 }
      // Who asks again will look again; lines of a file come with the first wait.
      if waits == 2 { for vault in vaults { vault.keepWatch() } }
      do {
        found =
          try !ask(question, vaults, refresh: policy, as: form, isBatch: true).answers.isEmpty
          || found
      } catch let error as VaultError where error.kind == .emptyQuestion {
        Messages.error(error)
        if choices.form.isJSONLines {
          try choices.print(.unanswered(question), in: vaults, as: form)
        }
      }
    }
    StandardOutput.flush()
    if !found { throw ExitCode.nothingFound }
  }
}
