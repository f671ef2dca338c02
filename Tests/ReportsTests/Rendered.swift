import VaultKit

@testable import Reports

/// What a terminal shows of Markdown.
enum Rendered {
  /// - Parameter isColored: With it there are links too.
  static func text(
    _ markdown: String, columns: Int = 80, isColored: Bool = false, palette: Palette = .dark
  ) -> String {
    let printed = Printed()
    let output = printed.output(isTerminal: true, columns: columns)
    let look = Look(
      Style(isColored: isColored, palette: palette, hasHyperlinks: isColored),
      ShownPaths(root: "/vault", from: "/vault"), isTerminal: true, renderedColumns: columns)
    var renderer = LineRenderer(output, look, columns: columns)
    ShownLine.forEach(in: markdown) { renderer.print($0) }
    renderer.finish()
    output.flush()
    return printed.text
  }

  /// The same without blanks at the ends of lines, and without the last line break.
  static func lines(_ markdown: String, columns: Int = 80) -> [String] {
    text(markdown, columns: columns).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().map { line in
        var line = line
        while line.last == " " { line.removeLast() }
        return String(line)
      }
  }
}
