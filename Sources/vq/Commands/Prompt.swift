import ArgumentParser
import LineEditing
import Platform
import Reports
import VaultKit

/// `vq` alone on a terminal: one question a line, without quotes, and after a colon any command.
struct Prompt {
  private let vaults: [Vault]
  /// As the user named them; else their folders.
  private let names: [String]

  /// Reads a line that names no question and no command, and at most vaults; nil for any other.
  static func choices(_ arguments: [String]) -> Choices? {
    var choices = Choices()
    var rest = arguments[...]
    while let word = rest.popFirst() {
      guard word == "--vault", let name = rest.popFirst() else { return nil }
      choices.vaults.append(name)
    }
    return choices
  }

  /// Answers questions until the user ends it. Without a terminal it prints how vq is used.
  static func run(_ choices: Choices) throws {
    guard Terminal.isTerminal(0), StandardOutput.isTerminal else {
      Messages.line(usage)
      throw ExitCode.usage
    }
    let vaults = try choices.openAll()
    let names = choices.vaults.isEmpty ? vaults.map(\.root) : choices.vaults
    try Prompt(vaults: vaults, names: names).run()
  }

  private static let usage = """
    usage: vq WORD…        answers a question: vq what does 404 mean
           vq COMMAND …    does something else: vq open 2
           vq              asks for questions, on a terminal
      try: vq --help
    """

  private static let help = """
    Type a question, without quotes. Behind a colon stands a command of vq:
      :open 2          opens the second answer
      :show Falcon     prints a note
      :help COMMAND    says more of one
      :q               ends this, as Ctrl-D does
    """

  private func run() throws {
    let notes = try vaults.reduce(0) { sum, vault in
      let report = try vault.refresh()
      Messages.report(report)
      return sum + report.notes
    }
    let names = vaults.map { PlainText.shortened($0.name) }.joined(separator: ", ")
    StandardOutput.line("\(names): \(Plural.count(notes, "note")). A question a line; :help, :q")
    // They drop a line and end what a line has started, not the prompt.
    Program.ignoreKeys()
    var editor = LineEditor()
    while true {
      StandardOutput.flush()
      guard let line = editor.next(prompt: "vq> ") else {
        return StandardOutput.line("")
      }
      let text = line.trimmed
      if text.isEmpty { continue }
      guard text.hasPrefix(":") else {
        ask(text)
        continue
      }
      let words = ShellWords.split(String(text.dropFirst())) ?? []
      switch words.first {
      case nil: Messages.line("vq: a quote is never closed, or no command stands behind the colon")
      case "q", "quit", "exit": return
      case "help" where words.count == 1: StandardOutput.line(Self.help)
      default: run(words)
      }
    }
  }

  /// Asks a question; names of vaults at its beginning come in the place of those of the prompt.
  private func ask(_ text: String) {
    var (named, rest) = ([String](), text)
    while let word = rest.split(whereSeparator: \.isWhitespace).first,
      VaultNames.isName(String(word))
    {
      named += ["--vault", String(word)]
      rest = String(rest.trimmed.dropFirst(word.count)).trimmed
    }
    let first = rest.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    if let near = CommandHint.nearestVault(to: first) {
      return Messages.line("vq: \(CommandHint.missing(first, near))")
    }
    let mark = rest.hasPrefix("-") ? ["--"] : []
    start(["ask"] + (named.isEmpty ? vaultOptions : named) + mark + [rest])
  }

  /// Runs a command, or what an alias stands for.
  private func run(_ words: [String]) {
    let line = CommandFirst.order(words)
    let typed = words.first { !VaultNames.isName($0) } ?? ""
    let command = VQ.command(named: line.first ?? "")
    let isHelp = line.first == "help"
    guard command != nil || isHelp || Aliases.names.contains(typed) else {
      let nearest = Vault.nearestWord(
        to: typed, among: VQ.commandNames + Aliases.names, shortest: 3
      ).map { "; nearest is ':\($0)'" }
      return Messages.line(
        "vq: there is no command '\(PlainText.shortened(typed))'\(nearest ?? "")")
    }
    // The number of an answer says which vault it is of.
    let isNumber =
      line.first == "open" && line.dropFirst().first.map { Int($0) != nil } ?? true
    let isNamed = line.contains { $0 == "--vault" || $0.hasPrefix("--vault=") }
    let takesVault =
      !isHelp && OptionWords(of: command ?? AskCommand.self).names.contains("--vault")
    start((takesVault && !isNamed && !isNumber ? vaultOptions : []) + words)
  }

  /// The vaults of the prompt as options.
  private var vaultOptions: [String] { names.flatMap { ["--vault", $0] } }

  /// Runs vq in a process of its own: it may end itself, become another program, or be interrupted.
  private func start(_ words: [String]) {
    do throws(SystemError) {
      _ = try ChildProcess([Program.path] + words, environment: [(Self.variable, "1")]).run()
    } catch {
      Messages.line("vq: cannot start vq: \(error.reason)")
    }
  }

  /// The variable that tells the program that it runs for a prompt, which has said what is wrong with the configuration.
  private static let variable = "VQ_PROMPT"

  /// Whether this program runs a line of a prompt.
  static var isParent: Bool { Surroundings.variable(variable) != nil }
}

extension String {
  /// The text without blanks at its ends.
  fileprivate var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
