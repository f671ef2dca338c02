import Platform
import Reports

/// Standard output: the file, and who reads it.
enum StandardOutput {
  /// Where reports are printed.
  nonisolated(unsafe) static let output = Output(
    isTerminal: isTerminal, width: { columns }, sink: write)

  static func line(_ text: String) { output.line(text) }

  /// Writes what was gathered.
  static func flush() { output.flush() }

  /// Writes bytes. A pipe that its reader has closed ends the program, and that is success.
  private static func write(_ bytes: UnsafeRawBufferPointer) {
    do throws(SystemError) { try FileSystem.write(bytes, to: 1) } catch {
      if error.code == SystemError.Code.closedPipe { Program.exit(0) }
      Messages.line("vq: cannot write the answer: \(error.reason)")
      Program.exit(2)
    }
  }

  /// Whether it is a pipe that its reader has closed.
  static var isUnread: Bool { Terminal.isUnread(1) }

  /// Whether a person reads it, rather than a program.
  static let isTerminal = Terminal.isTerminal(1)

  /// Columns of the terminal; those that a previewer has where there is none, else 80.
  static var columns: Int {
    if isTerminal, let columns = Terminal.size(1).columns { return columns }
    let named = ["FZF_PREVIEW_COLUMNS", "COLUMNS"].lazy.compactMap(Program.variable)
    return named.compactMap { Int($0) }.first { 20...1_000 ~= $0 } ?? 80
  }

  /// Rows of the terminal; nil where there is none or it does not tell.
  static var rows: Int? { isTerminal ? Terminal.size(1).rows : nil }
}
