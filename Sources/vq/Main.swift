import ArgumentParser
import VaultKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program's entry: runs one command and turns errors into messages and exit codes.
@main
enum Main {
  static func main() {
    // A reader that closes the pipe early has what it wanted; the writer sees EPIPE and stops.
    signal(SIGPIPE, SIG_IGN)
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try VQ.parseAsRoot(arguments)
      try command.run()
      StandardOutput.flush()
    } catch let error as VaultError {
      Messages.error(error)
      finish(error.kind == .emptyQuestion ? .usage : .error)
    } catch let code as ExitCode {
      StandardOutput.flush()
      finish(code)
    } catch {
      StandardOutput.flush()
      exitFromParser(error, arguments)
    }
  }

  private static func exitFromParser(_ error: any Error, _ arguments: [String]) -> Never {
    let code = VQ.exitCode(for: error)
    if !code.isSuccess, let first = arguments.first, VQ.isCommand(first), arguments.count > 1,
      code == .usage
    {
      Messages.line(VQ.fullMessage(for: error))
      let words = arguments.joined(separator: " ")
      Messages.line("  to ask a question that begins with '\(first)': vq ask \(words)")
      finish(.usage)
    }
    if !code.isSuccess && code != .usage {
      Messages.line("vq: \(error)")
      finish(.error)
    }
    VQ.exit(withError: error)
  }

  private static func finish(_ code: ExitCode) -> Never {
    exit(code.rawValue)
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
