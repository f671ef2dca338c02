import ArgumentParser
import LineEditing
import Platform
import Reports
import VaultKit

/// `vq` alone on a terminal: one question a line, without quotes, and behind a colon any command.
struct Prompt {
  private let vaults: [Vault]

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

  /// Answers questions until the user ends it. Where nobody types and reads, it says how vq is used.
  static func run(_ choices: Choices) throws {
    guard Terminal.isTerminal(0), StandardOutput.isTerminal else {
      Messages.line(usage)
      throw ExitCode.usage
    }
    try Prompt(vaults: choices.openAll()).run()
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
    StandardOutput.line("\(names): \(notes) notes. A question a line; :help, :q")
    var editor = LineEditor()
    while true {
      StandardOutput.flush()
      guard let line = editor.next(prompt: "vq> ") else {
        return StandardOutput.line("")
      }
      let text = line.trimmed
      if text.isEmpty { continue }
      guard text.hasPrefix(":") else {
        try ask(text)
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

  private func ask(_ text: String) throws {
    do {
      try Question(words: [text]).answer(vaults)
    } catch let error as VaultError {
      StandardOutput.flush()
      Messages.error(error)
    } catch let error as ValidationError {
      Messages.line("vq: \(error.message)")
    }
  }

  /// Runs a command in a process of its own: it may end itself, or become another program.
  private func run(_ words: [String]) {
    let name = words[0]
    guard VQ.commandNames.contains(name) else {
      let nearest = VQ.nearestCommand(to: name, shortest: 3).map { "; nearest is ':\($0)'" } ?? ""
      return Messages.line("vq: there is no command '\(PlainText.shortened(name))'\(nearest)")
    }
    // The number of an answer says which vault it is of.
    let isNumber = name == "open" && words.dropFirst().first.map { Int($0) != nil } ?? true
    let options = VQ.command(named: name).map { OptionWords(of: $0).names } ?? []
    let vault = options.contains("--vault") && !isNumber ? ["--vault", vaults[0].root] : []
    do throws(SystemError) {
      _ = try ChildProcess([Program.path, name] + vault + words.dropFirst()).run()
    } catch {
      Messages.line("vq: cannot start vq: \(error.reason)")
    }
  }
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
