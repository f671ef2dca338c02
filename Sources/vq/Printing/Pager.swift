#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Shows a long text page by page.
enum Pager {
  /// Writes text to standard output, through `$PAGER` where a person reads it and it does not fit.
  static func show(_ text: String) {
    guard StandardOutput.isTerminal, !fits(text), run(text) else {
      return StandardOutput.write(text)
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
    guard let pipe = popen(Surroundings.variable("PAGER") ?? "less -R", "w") else { return false }
    var text = text
    text.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, pipe) }
    // The shell says 127 for a program it does not have.
    return pclose(pipe) >> 8 & 0xFF != 127
  }
}
