internal import CEdit

/// Reads lines from the terminal with the keys of a shell and a history of this run.
///
/// It is libedit: 370 KB of the program, and nothing of it runs before a line is read.
package struct LineEditor {
  /// Lines that are remembered; nothing is written to a disk.
  private static let remembered: Int32 = 1000

  private var last: String?

  package init() { vq_edit_start(Self.remembered) }

  /// Returns the next line without its end, an empty one if Ctrl-C dropped it; nil where the user has ended the input.
  ///
  /// - Parameter prompt: Stands before the line.
  package mutating func next(prompt: String) -> String? {
    guard let typed = vq_edit_line(prompt) else { return nil }
    defer { vq_edit_free(typed) }
    let line = String(cString: typed)
    if line.contains(VQ_EDIT_INTERRUPT) { return "" }
    if line != last, line.contains(where: { !$0.isWhitespace }) {
      add_history(typed)
      last = line
    }
    return line
  }
}
