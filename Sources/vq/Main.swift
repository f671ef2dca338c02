import ArgumentParser
import Platform
import Reports
import VaultKit

/// The program's entry: runs one command and turns errors into messages and exit codes.
@main
enum Main {
  static func main() {
    // A reader that closes the pipe early has what it wanted; the writer sees it and stops. A file that may not grow
    // any more is like a disk that is full: the writer is told.
    Program.ignoreWriteSignals()
    StandardFiles.open()
    let arguments = CommandFirst.order(Array(CommandLine.arguments.dropFirst()))
    do {
      if try CompletionLine.answers(arguments) || PickerRows.answers(arguments) { return }
      if arguments == ["--version"] { return print(Version.text) }
      if !Prompt.isParent {
        for warning in ConfigCommand.warnings { Messages.line("vq: \(warning)") }
      }
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
      sayMisnamedVault(arguments, isQuestion: true)
    } catch let error as VaultError {
      Messages.error(error)
      sayMisnamedVault(arguments)
      finish(error.kind == .emptyQuestion ? .usage : .error)
    } catch let error as UnknownField {
      // What was begun is no answer.
      Messages.line("vq: \(error)")
      finish(.usage)
    } catch let code as ExitCode {
      StandardOutput.flush()
      if !code.isSuccess { sayMisnamedVault(arguments) }
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

  /// - Parameter isQuestion: Whether it is said of a question alone: another command has done what it could.
  private static func sayMisnamedVault(_ arguments: [String], isQuestion: Bool = false) {
    guard arguments.contains(where: { $0.hasPrefix("@") }),
      !isQuestion || !VQ.isCommand(arguments[0]) || arguments[0] == "ask",
      let hint = CommandHint.misnamedVault(arguments)
    else { return }
    Messages.line("vq: " + hint)
  }

  /// Ends the program as the parser wants it: with help on standard output, or with what was wrong.
  private static func exitFromParser(_ error: any Error, _ arguments: [String]) -> Never {
    let code = VQ.exitCode(for: error)
    if code.isSuccess { VQ.exit(withError: error) }
    guard code == .usage else {
      Messages.line("vq: \(error)")
      finish(.error)
    }
    let message = VQ.message(for: error)
    Messages.line("vq: " + message.prefix(1).lowercased() + message.dropFirst())
    sayMisnamedVault(arguments)
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
