import VaultKit

/// What stands before a line's text: bars of quotes, bullets, numbers, boxes.
struct LineMargins {
  /// On the line's first row.
  private(set) var first = StyledText()
  /// On the others.
  private(set) var rest = StyledText()
  /// The callouts around the line, by how many quotes are around them; nil for other quotes.
  private var callouts: [CalloutLook?] = []

  /// Says that no callout goes on.
  mutating func endCallouts() {
    if !callouts.isEmpty { callouts.removeAll(keepingCapacity: true) }
  }

  /// Makes the margins of a line.
  ///
  /// - Parameter columns: Columns of the terminal; the text gets half of them.
  mutating func begin(_ line: ShownLine, _ columns: Int) {
    first.removeAll()
    rest.removeAll()
    if !callouts.isEmpty || !line.markers.isEmpty {
      noteCallouts(of: line)
      addMarkers(of: line, columns)
    }
    if max(first.width, rest.width) > columns / 2 {
      first = Self.fitting(first, columns)
      rest = Self.fitting(rest, columns)
    }
    switch line.kind {
    case .code, .codeStart:
      add("│ ", [.bar], width: 2, hangs: false)
      // A line of code that is broken goes on further in.
      rest.addBlanks(2)
    case .callout(let type):
      let callout = CalloutLook(type)
      add(callout.sign + " ", [callout.role], width: PlainText.width(callout.sign) + 1)
    default: break
    }
  }

  private mutating func addMarkers(of line: ShownLine, _ columns: Int) {
    var depth = 0
    var bullet: (first: StyledText.Place, rest: StyledText.Place)?
    var isBehindSign = false
    for marker in line.markers {
      let isFirstBlank = isBehindSign
      isBehindSign = true
      switch marker {
      case .quote:
        let callout = depth < callouts.count ? callouts[depth] : nil
        depth += 1
        add(callout == nil ? "│ " : "┃ ", [callout?.role ?? .bar], width: 2, hangs: false)
        isBehindSign = false
      case .blanks(let count):
        // What stands after the sign of an item is as far from it as in all others.
        let count = isFirstBlank ? 1 : min(count, columns)
        first.addBlanks(count)
        rest.addBlanks(count)
        isBehindSign = false
      case .bullet:
        bullet = (first.end, rest.end)
        add("•", [.marker], width: 1)
      case .number(let number):
        bullet = nil
        add(number, [.marker], width: number.utf8.count)
      case .task(let sign):
        // The box takes the place of the bullet.
        if let bullet {
          first.remove(behind: bullet.first)
          rest.remove(behind: bullet.rest)
        }
        let isDone = sign == "x" || sign == "X"
        let box = Self.box(sign)
        add(box, [isDone ? .done : .marker], width: PlainText.width(box))
      case .footnote(let label):
        let name = "[^\(LineSpans.safe(label))]:"
        add(name, [.dim], width: PlainText.width(name))
      }
    }
  }

  private mutating func add(
    _ text: String, _ roles: Palette.Roles, width: Int, hangs: Bool = true
  ) {
    first.add(text, roles, width: width)
    if hangs { rest.addBlanks(width) } else { rest.add(text, roles, width: width) }
  }

  private static func box(_ sign: Character) -> String {
    switch sign {
    case " ": "☐"
    case "x", "X": "☑"
    case "-": "☒"
    default: "[\(LineSpans.safe(String(sign)))]"
    }
  }

  /// Leaves out the outer part of a margin that takes more than half of the terminal.
  private static func fitting(_ margin: StyledText, _ columns: Int) -> StyledText {
    if margin.width <= columns / 2 { return margin }
    var fitting = StyledText([Span("… ", [.dim])])
    fitting.add(margin.suffix(width: columns / 2 - 2))
    return fitting
  }

  /// Keeps in mind which of the quotes around a line are callouts.
  private mutating func noteCallouts(of line: ShownLine) {
    let depth = line.markers.quotes
    if callouts.count > depth { callouts.removeLast(callouts.count - depth) }
    while callouts.count < depth { callouts.append(nil) }
    if case .callout(let type) = line.kind, depth > 0 { callouts[depth - 1] = CalloutLook(type) }
  }
}
