/// How a report looks to a person: the style, and the vault that its paths lead into.
package struct Look {
  let style: Style
  let paths: ShownPaths
  let links: LinkAddress
  let isTerminal: Bool
  /// Whether an agent reads it, who types paths as they are shown.
  let isForAgent: Bool
  /// Columns for Markdown that is rendered; nil where a program reads it as it is.
  let renderedColumns: Int?

  /// - Parameters:
  ///   - paths: How paths of the vault are shown.
  ///   - links: Where links to files lead.
  ///   - isTerminal: Whether a person reads it, rather than a program.
  ///   - renderedColumns: Columns for Markdown that is rendered; nil to leave it as it is.
  package init(
    _ style: Style, _ paths: ShownPaths, links: LinkAddress = .file, isTerminal: Bool,
    renderedColumns: Int? = nil
  ) {
    self.init(
      style, paths, links: links, isTerminal: isTerminal, renderedColumns: renderedColumns,
      isForAgent: false)
  }

  init(
    _ style: Style, _ paths: ShownPaths, links: LinkAddress = .file, isTerminal: Bool,
    renderedColumns: Int? = nil, isForAgent: Bool
  ) {
    self.isForAgent = isForAgent
    self.renderedColumns = renderedColumns
    self.links = links
    self.style = style
    self.paths = paths
    self.isTerminal = isTerminal
  }

  /// A path as a person reads it, with line and column where there are some.
  ///
  /// - Parameters:
  ///   - isExact: Whether a program reads it and needs every sign of the path.
  ///   - room: Columns for it: folders are left out where it is longer; nil for as many as it takes.
  func place(
    _ path: String, line: Int? = nil, column: Int? = nil, isExact: Bool = false, room: Int? = nil
  ) -> String {
    let shown = paths.shown(path)
    var text = isExact ? shown : isForAgent ? VisibleText.place(shown) : PlainText.safeName(shown)
    if line != nil || column != nil || room != nil {
      let rest = (line.map { ":\($0)" } ?? "") + (column.map { ":\($0)" } ?? "")
      if let room { text = ShownPaths.shortened(text, to: room - rest.count) }
      text += rest
    }
    return style.link(
      style.path(text), to: links.text(root: paths.root, path: path, line: line, column: column))
  }

  /// Returns the look of a report on another vault.
  func inside(_ root: String) -> Look {
    Look(
      style, paths.inside(root), links: links, isTerminal: isTerminal, isForAgent: isForAgent)
  }

  /// Returns fields with `file`, the absolute path, if they have a `path`.
  func withFile(_ fields: [Field]) -> [Field] {
    if case .text(let vault)? = fields.value("vault"),
      vault != paths.root
    {
      return inside(vault).withFile(fields)
    }
    guard !paths.root.isEmpty, let field = fields.first(where: { $0.name == "path" }) else {
      return fields
    }
    if case .text(let path) = field.value {
      return fields + [("file", .text(paths.absolute(path)))]
    }
    return fields + [("file", .null)]
  }
}

extension Look? {
  /// Returns fields with the file of each path if the vault is known, else as they are.
  func withFile(_ fields: [Field]) -> [Field] { self?.withFile(fields) ?? fields }
}
