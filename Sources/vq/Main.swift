import ArgumentParser
import Platform
import Reports
import VaultKit

/// The program's entry: runs one command and turns errors into messages and exit codes.
@main
enum Main {
  static func main() {
    // A reader that closes the pipe early has what it wanted; the writer sees it and stops. A file that may not grow
    // any more is like a full disk: the write fails.
    Program.ignoreWriteSignals()
    StandardFiles.open()
    let arguments = CommandFirst.order(Array(CommandLine.arguments.dropFirst()))
    do {
      if try CompletionLine.answers(arguments) || PickerRows.answers(arguments) { return }
      if arguments == ["--version"] { return print(Version.text) }
      if !Prompt.isParent {
        for warning in ConfigCommand.warnings { Messages.line("vq: \(warning)") }
      }
      endAtMisnamedVault(arguments)
      if var question = Question(plain: arguments) {
        try question.run()
      } else if let search = Search(plain: arguments) {
        try search.run()
      } else if let choices = Prompt.choices(arguments) {
        try Prompt.run(choices)
      } else if RootHelp.isWanted(arguments) {
        print(RootHelp.text)
      } else if try !FieldsHelp.answers(arguments) {
        try CommandLineCheck.run(arguments)
        var command = try VQ.parseAsRoot(arguments)
        try command.run()
      }
      StandardOutput.flush()
    } catch let error as VaultError {
      Messages.error(error)
      finish(error.kind == .emptyQuestion ? .usage : .error)
    } catch let error as UnknownField {
      // The partial output is discarded.
      Messages.line("vq: \(error)")
      finish(.usage)
    } catch let code as ExitCode {
      StandardOutput.flush()
      finish(code)
    } catch {
      StandardOutput.flush()
      exitFromParser(error, arguments)
    }
  }

  private static func print(_ line: String) {
    StandardOutput.line(line)
    StandardOutput.flush()
  }

  /// Ends the program if the line names a vault that is not there, as far as can be seen: another vault's answers, or a
  /// question for the name, are not what was asked for.
  private static func endAtMisnamedVault(_ arguments: [String]) {
    guard arguments.contains(where: { $0.hasPrefix("@") }),
      let said = CommandHint.misnamedVault(arguments)
    else { return }
    Messages.line("vq: " + said[0])
    for line in said.dropFirst() { Messages.line(line) }
    finish(.error)
  }

  /// Ends the program as the parser wants it: with help on standard output, or with what was wrong.
  private static func exitFromParser(_ error: any Error, _ arguments: [String]) -> Never {
    let code = VQ.exitCode(for: error)
    if code.isSuccess {
      print(CommandHelp.text(error))
      finish(code)
    }
    guard code == .usage else {
      Messages.line("vq: \(error)")
      finish(.error)
    }
    var message = VQ.message(for: error)
    message = OptionHint.sentence(message, arguments) ?? message
    Messages.line("vq: " + message.prefix(1).lowercased() + message.dropFirst())
    guard let command = arguments.first, VQ.isCommand(command) else {
      Messages.line("  try: vq --help")
      finish(.usage)
    }
    let hasOptions = arguments.contains { $0.hasPrefix("-") }
    if arguments.count > 1, !hasOptions, command != AskCommand.configuration.commandName {
      let words = ShellWords.line(arguments)
      Messages.line("  to ask a question that begins with '\(command)': vq ask \(words)")
    }
    Messages.line("  try: vq help \(command)")
    finish(.usage)
  }

  private static func finish(_ code: ExitCode) -> Never {
    Program.exit(code.rawValue)
  }
}

extension ExitCode {
  /// Nothing was found, or `check` found problems.
  static let nothingFound = ExitCode(1)
  /// An error stopped the command.
  static let error = ExitCode(2)
  /// The command line was wrong.
  static let usage = ExitCode.validationFailure
}
