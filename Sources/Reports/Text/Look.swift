/// How a report looks to a person: the style, and the vault that its paths lead into.
package struct Look {
  let style: Style
  let root: String
  let isTerminal: Bool

  /// - Parameters:
  ///   - root: The folder of the vault; empty without one.
  ///   - isTerminal: Whether a person reads it, rather than a program.
  package init(_ style: Style, root: String, isTerminal: Bool) {
    self.style = style
    self.root = root
    self.isTerminal = isTerminal
  }

  /// A path as a person reads it, with line and column where there are some.
  ///
  /// - Parameter isExact: Whether a program reads it and needs every sign of the path.
  func place(
    _ path: String, line: Int? = nil, column: Int? = nil, isExact: Bool = false
  ) -> String {
    var text = isExact ? path : PlainText.safeName(path)
    if let line { text += ":\(line)" }
    if let column { text += ":\(column)" }
    return style.link(style.path(text), to: root + "/" + path)
  }
}
