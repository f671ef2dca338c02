import Platform
import Reports

/// Shows a long text page by page.
enum Pager {
  /// Writes text to standard output, through `$PAGER` where a person reads it and it does not fit.
  static func show(_ text: String) {
    guard StandardOutput.isTerminal, !fits(text), run(text) else {
      return StandardOutput.output.write(text)
    }
  }

  private static func fits(_ text: String) -> Bool {
    var rows = 0
    let columns = max(1, StandardOutput.columns)
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      rows += 1 + line.count / columns
      if rows >= StandardOutput.rows { return false }
    }
    return true
  }

  /// Returns false where no pager could be started.
  private static func run(_ text: String) -> Bool {
    StandardOutput.flush()
    let pager = Surroundings.variable("PAGER") ?? "less -R"
    var text = text
    return text.withUTF8 { Program.run(pager, reading: UnsafeRawBufferPointer($0)) }
  }
}
