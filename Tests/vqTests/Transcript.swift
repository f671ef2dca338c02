/// A recorded session: commands and what they printed.
///
/// A command stands on a line after `$ `. Below it are the lines of standard output as they are, those of
/// standard error after `! `, and `[exit N]`. What stands between `[exit N]` and the next command, and
/// before the first one, are remarks: they are kept when the transcript is recorded anew. A command
/// with nothing or a blank line below it waits to be recorded.
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

    fileprivate mutating func take(_ lines: ArraySlice<String>, exitCode: Int32) {
      for line in lines {
        if line == "!" || line.hasPrefix("! ") {
          errors.append(String(line.dropFirst(2)))
        } else {
          output.append(line)
        }
      }
      self.exitCode = exitCode
    }
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
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      guard line.hasPrefix("$ ") else {
        remarks.append(line)
        continue
      }
      var step = Step(remarks: remarks, command: String(line.dropFirst(2)))
      remarks = []
      let end = lines[index...].firstIndex { $0.hasPrefix("$ ") || Self.exitCode($0) != nil }
      if let end, let code = Self.exitCode(lines[end]) {
        step.take(lines[index..<end], exitCode: code)
        index = end + 1
      } else if index < (end ?? lines.count), !lines[index].isEmpty {
        throw ParseError(line: (end ?? lines.count) + 1)
      }
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
