import VaultKit

/// Prints the lines of a note as a person reads them on a terminal.
///
/// It holds one line at a time, and of a table the rows that are set below each other.
final class LineRenderer {
  /// What stands at the left of a line.
  enum Mark {
    case none
    /// The line is around the one that answers.
    case blank
    /// The line answers.
    case passage
  }

  private let output: Output
  private let look: Look
  private let columns: Int
  /// The callouts around the line at hand, by how many quotes are around them; nil for other quotes.
  private var callouts: [CalloutLook?] = []
  private var table: TableRows
  private var mark = Mark.none
  /// Whether nothing was printed since the last blank line.
  private var isAfterBlank = true
  /// The line that is being printed, which may come in parts.
  private var wrapper: LineWrapper?
  private var current: ShownLine?
  /// Columns of its text so far, and whether it takes more than a row.
  private var width = 0
  private var isBroken = false

  init(_ output: Output, _ look: Look, columns: Int) {
    self.output = output
    self.look = look
    self.columns = columns
    table = TableRows(columns: columns)
  }

  /// Prints a line.
  func print(_ line: ShownLine, _ mark: Mark = .none) {
    if line.isContinued, wrapper != nil {
      add(line)
      return
    }
    if goesOn(with: line, mark) {
      wrapper?.add(Span(" "))
      add(line)
      current = line
      return
    }
    endLine()
    switch line.kind {
    case .tableRow, .tableRule:
      if !table.takes(line) { endTable() }
      let margin = margins(line)
      table.add(line, mark, margin: margin.first, cells: line.cells.map { spans($0, []) })
      return
    default: endTable()
    }
    self.mark = mark
    if line.kind == .blank, line.markers.allSatisfy({ $0 != .quote }), line.isBare {
      if !isAfterBlank { output.line() }
      isAfterBlank = true
      callouts = []
      return
    }
    begin(line)
    add(line)
    current = line
  }

  /// Longest line of a text that was broken by hand or by an editor.
  private static let longestFilled = 130

  /// Whether a line goes on with a sentence of the one before, which was too long for a row: texts that are broken where
  /// an editor ends would have every other row nearly empty.
  private func goesOn(with line: ShownLine, _ mark: Mark) -> Bool {
    guard wrapper != nil, isBroken, mark == self.mark, width <= Self.longestFilled,
      let current, current.kind == .paragraph, line.kind == .paragraph,
      line.line == current.line + 1, line.markers.isText(behind: current.markers),
      let end = current.pieces.last?.text.last, !".?!:;。？！：；…".contains(end),
      let start = line.pieces.first?.text.first(where: { $0 != " " })
    else { return false }
    // Lines that begin otherwise may be a list of the writer's own: fields, verses, an address.
    return start.isLowercase || !start.isCased
  }

  /// Prints what was held back.
  func finish() {
    endLine()
    endTable()
  }

  private func endLine() {
    wrapper?.finish()
    wrapper = nil
    current = nil
  }

  private func endTable() {
    table.forEachRow { row, mark in
      self.mark = mark
      print(row)
    }
  }

  // MARK: Lines

  private func begin(_ line: ShownLine) {
    var (first, rest) = margins(line)
    (width, isBroken) = (0, false)
    switch line.kind {
    case .code, .codeStart:
      first.append(Span("│ ", [.bar]))
      // A line of code that is broken goes on further in.
      rest = first + [Span(blanks: 2)]
    case .callout(let type):
      let callout = CalloutLook(type)
      first.append(Span(callout.sign + " ", [callout.role]))
      rest.append(Span(blanks: 2))
    default: break
    }
    let markWidth = mark == .none ? 0 : 2
    wrapper = LineWrapper(
      columns: columns - markWidth, first: LineWrapper.Margin(first),
      rest: LineWrapper.Margin(rest)
    ) { [unowned self] in print($0) }
  }

  private func add(_ line: ShownLine) {
    switch line.kind {
    case .blank: break
    case .codeStart(let language):
      if language.isEmpty {
        wrapper = nil
        return
      }
      wrapper?.add(Span(Self.safe(language), [.dim]))
    case .thematicBreak:
      let width = max(3, columns - 2 - (line.markers.isEmpty ? 0 : 8))
      wrapper?.add(Span(String(repeating: "─", count: width), [.bar]))
    case .callout(let type) where line.pieces.count == 1 && line.pieces[0].text == type:
      let title = type.prefix(1).uppercased() + type.dropFirst()
      wrapper?.add(Span(Self.safe(title), Self.roles(line.kind)))
    default:
      width = 0
      for span in withSingleBlanks(spans(line.pieces, Self.roles(line.kind)), of: line) {
        width += PlainText.width(span.text)
        wrapper?.add(span)
      }
    }
  }

  private func print(_ row: [Span]) {
    let style = look.style
    let left =
      switch mark {
      case .none: ""
      case .blank: "  "
      case .passage: style.passageMark("> ")
      }
    output.line(left + row.map { style.text(of: $0) }.joined())
    isAfterBlank = false
    isBroken = true
  }

  private static func roles(_ kind: ShownLine.Kind) -> [Palette.Role] {
    switch kind {
    case .heading(let level): [level == 1 ? .heading1 : level == 2 ? .heading2 : .heading3]
    case .label: [.bold]
    case .code: [.code]
    case .math: [.math]
    case .html, .markup: [.dim]
    case .comment: [.comment]
    case .callout(let type): [CalloutLook(type).role]
    case .blank, .paragraph, .codeStart, .tableRow, .tableRule, .thematicBreak: []
    }
  }

  // MARK: Margins

  /// What stands before a line's text on its first row and on the others.
  private func margins(_ line: ShownLine) -> (first: [Span], rest: [Span]) {
    noteCallouts(of: line)
    var first: [Span] = []
    var rest: [Span] = []
    func add(_ text: String, _ roles: [Palette.Role], hangs: Bool = true) {
      first.append(Span(text, roles))
      rest.append(hangs ? Span(blanks: PlainText.width(text)) : Span(text, roles))
    }
    var depth = 0
    for marker in line.markers {
      switch marker {
      case .quote:
        let callout = depth < callouts.count ? callouts[depth] : nil
        depth += 1
        add(callout == nil ? "│ " : "┃ ", [callout?.role ?? .bar], hangs: false)
      case .blanks(let count): add(String(repeating: " ", count: min(count, columns)), [])
      case .bullet: add("•", [.marker])
      case .number(let number): add(number, [.marker])
      case .task(let sign):
        // The box takes the place of the bullet.
        let isBlank = { (span: Span) in span.text.allSatisfy { $0 == " " } }
        if let last = first.lastIndex(where: { !isBlank($0) }), first[last].text == "•" {
          first.removeSubrange(last...)
          rest.removeSubrange(last...)
        }
        let isDone = sign == "x" || sign == "X"
        add(Self.box(sign), [isDone ? .done : .marker])
      case .footnote(let label): add("[\(Self.safe(label))]:", [.dim])
      }
    }
    return (fitting(first), fitting(rest))
  }

  private static func box(_ sign: Character) -> String {
    switch sign {
    case " ": "☐"
    case "x", "X": "☑"
    case "-": "☒"
    default: "[\(safe(String(sign)))]"
    }
  }

  /// Leaves out the outer parts of a margin that takes more than half of the terminal.
  private func fitting(_ margin: [Span]) -> [Span] {
    var left = margin.width
    if left <= columns / 2 { return margin }
    var kept = margin[...]
    while let first = kept.first, left > columns / 2 - 2 {
      left -= PlainText.width(first.text)
      kept.removeFirst()
    }
    return [Span("… ", [.dim])] + kept
  }

  /// Keeps in mind which of the quotes around a line are callouts.
  private func noteCallouts(of line: ShownLine) {
    let depth = line.markers.count { $0 == .quote }
    if callouts.count > depth { callouts.removeLast(callouts.count - depth) }
    while callouts.count < depth { callouts.append(nil) }
    if case .callout(let type) = line.kind, depth > 0 { callouts[depth - 1] = CalloutLook(type) }
  }

  // MARK: Text

  private static func safe(_ text: String) -> String { PlainText.safe(text).replacingTabs() }

  /// Returns the pieces of a text as they look.
  private func spans(_ pieces: [ShownLine.Piece], _ roles: [Palette.Role]) -> [Span] {
    var spans: [Span] = []
    for (place, piece) in pieces.enumerated() {
      let address = piece.target.flatMap(address)
      if piece.style.contains(.address), place > 0, look.style.hasHyperlinks,
        pieces[place - 1].target == piece.target, let address, Style.isPlain(address)
      {
        // The link itself leads there.
        continue
      }
      spans.append(
        Span(Self.safe(piece.text), roles + Self.roles(piece.style), address: address))
    }
    return spans
  }

  /// Running text with one blank in the place of several, as a browser has it.
  private func withSingleBlanks(_ spans: [Span], of line: ShownLine) -> [Span] {
    switch line.kind {
    case .code, .math, .html, .comment, .markup: return spans
    default: break
    }
    var wasBlank = false
    return spans.map { span in
      defer { wasBlank = span.text.utf8.last == 0x20 }
      let isVerbatim = span.roles.contains(.code) || span.roles.contains(.math)
      guard !isVerbatim, wasBlank && span.text.utf8.first == 0x20 || span.text.contains("  ")
      else { return span }
      var single = span
      single.text = ""
      var last: Character? = wasBlank ? " " : nil
      for sign in span.text {
        if sign != " " || last != " " { single.text.append(sign) }
        last = sign
      }
      return single
    }
  }

  /// Where a click leads; nil for an address that is only shown.
  private func address(_ target: ShownLine.Target) -> String? {
    switch target {
    case .address(let address): Self.opens(address) ? address : nil
    case .file(let path, let fragment):
      look.links.text(root: look.paths.root, path: path + fragment)
    }
  }

  /// Whether a click may open an address of a stranger's note: what its scheme starts is known and runs nothing.
  private static func opens(_ address: String) -> Bool {
    let schemes = ["http:", "https:", "mailto:", "tel:", "ftp:", "obsidian:", "zotero:"]
    let start = address.prefix(10).lowercased()
    return schemes.contains { start.hasPrefix($0) }
  }

  private static let styles: [(ShownLine.Style, Palette.Role)] = [
    (.strong, .bold), (.emphasis, .italic), (.strike, .strike), (.highlight, .highlight),
    (.code, .code), (.math, .math), (.comment, .comment), (.tag, .tag), (.link, .link),
    (.address, .address), (.anchor, .dim), (.match, .match),
  ]

  private static func roles(_ style: ShownLine.Style) -> [Palette.Role] {
    style.isEmpty ? [] : styles.filter { style.contains($0.0) }.map(\.1)
  }
}

extension [ShownLine.Marker] {
  /// Whether a line with these markers is text of the paragraph that a line with others begins.
  fileprivate func isText(behind first: [ShownLine.Marker]) -> Bool {
    let isPlain = allSatisfy { marker in
      switch marker {
      case .quote, .blanks: true
      case .bullet, .number, .task, .footnote: false
      }
    }
    return isPlain && count(where: { $0 == .quote }) == first.count { $0 == .quote }
  }
}

extension ShownLine {
  /// Whether nothing but blanks stands before its text.
  fileprivate var isBare: Bool {
    markers.allSatisfy { if case .blanks = $0 { true } else { false } }
  }
}
