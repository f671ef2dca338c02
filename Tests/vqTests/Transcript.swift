/// A recorded session: commands and what they printed.
///
/// A command stands on a line after `$ `. Below it are the lines of standard output as they are, those of
/// standard error after `! `, and `[exit N]`. What stands between `[exit N]` and the next command, and
/// before the first one, are remarks: they are kept when the transcript is recorded anew.
struct Transcript: Equatable {
  struct Step: Equatable {
    /// Lines before the command.
    var remarks: [String]
    /// A line for the shell.
    var command: String
    var output: [String] = []
    var errors: [String] = []
    /// -1, which no command ends with, until the step is recorded.
    var exitCode: Int32 = -1

    /// Whether it is a command with nothing below it, as one writes a new transcript.
    var waitsToBeRecorded: Bool { output.isEmpty && errors.isEmpty && exitCode == -1 }
  }

  var steps: [Step] = []
  /// Lines after the last command's end.
  var closing: [String] = []

  struct ParseError: Error, CustomStringConvertible {
    var line: Int
    var description: String {
      "line \(line): expected '[exit N]' before the next command or the end"
    }
  }

  init(steps: [Step] = []) { self.steps = steps }

  init(parsing text: String) throws {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    var remarks: [String] = []
    var open: Step?
    for (number, line) in lines.enumerated() {
      guard var step = open else {
        if line.hasPrefix("$ ") {
          open = Step(remarks: remarks, command: String(line.dropFirst(2)))
          remarks = []
        } else {
          remarks.append(line)
        }
        continue
      }
      if let code = Self.exitCode(line) {
        step.exitCode = code
        steps.append(step)
        open = nil
        continue
      }
      if line.hasPrefix("$ ") {
        guard step.waitsToBeRecorded else { throw ParseError(line: number + 1) }
        steps.append(step)
        open = Step(remarks: [], command: String(line.dropFirst(2)))
        continue
      }
      if line == "!" || line.hasPrefix("! ") {
        step.errors.append(String(line.dropFirst(2)))
      } else {
        step.output.append(line)
      }
      open = step
    }
    if let step = open {
      guard step.waitsToBeRecorded else { throw ParseError(line: lines.count) }
      steps.append(step)
    }
    closing = remarks
  }

  private static func exitCode(_ line: String) -> Int32? {
    guard line.hasPrefix("[exit "), line.hasSuffix("]") else { return nil }
    return Int32(line.dropFirst(6).dropLast())
  }

  var text: String {
    var lines: [String] = []
    for step in steps {
      lines += step.remarks
      lines.append("$ " + step.command)
      lines += step.output
      lines += step.errors.map { $0.isEmpty ? "!" : "! " + $0 }
      lines.append("[exit \(step.exitCode)]")
    }
    return (lines + closing).map { $0 + "\n" }.joined()
  }
}
