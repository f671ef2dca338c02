import VaultKit

/// Prints the lines of a note as a person reads them on a terminal.
///
/// It holds a row at a time, and of a table the rows that are set below each other.
struct LineRenderer {
  /// What stands at the left of a line.
  enum Mark {
    case none
    /// The line is around the one that answers.
    case blank
    /// The line answers.
    case passage
  }

  /// What is known of a line of a paragraph, which the next line may go on with.
  private struct Begun {
    var line: Int
    var quotes: Int
    /// Columns of its text, once it takes several rows.
    var width = 0
    /// Whether a sentence ends with it, or its writer ended it.
    var isEnded = false
  }

  private let spans: LineSpans
  private let columns: Int
  private let rows: RowPrinter
  private var margins = LineMargins()
  private var table: TableRows
  private var wrapper: LineWrapper
  /// Whether a line is being printed, which may come in parts.
  private var isOpen = false
  private var begun: Begun?
  /// Rows that were printed before the line.
  private var rowsBefore = 0

  init(_ output: Output, _ look: Look, columns: Int) {
    let rows = RowPrinter(output, look.style)
    spans = LineSpans(look)
    self.columns = columns
    self.rows = rows
    table = TableRows(columns: columns)
    wrapper = LineWrapper(columns: columns) { rows.print($0) }
  }

  /// Prints a line.
  mutating func print(_ line: ShownLine, _ mark: Mark = .none) {
    if line.isContinued, isOpen {
      add(line)
      return
    }
    if goesOn(with: line, mark) {
      wrapper.add(Span(" "))
      add(line)
      begun?.line = line.line
      return
    }
    endLine()
    switch line.kind {
    case .tableRow, .tableRule:
      if !table.takes(line) { endTable() }
      margins.begin(line, columns)
      addToTable(line, mark)
      return
    default: endTable()
    }
    rows.mark = mark
    if line.kind == .blank, line.isBare {
      rows.printBlank()
      margins.endCallouts()
      return
    }
    begin(line, mark)
    add(line)
  }

  /// Longest line of a text that was broken by hand or by an editor.
  private static let longestFilled = 130

  /// Whether a line goes on with a sentence of the one before, which was too long for a row: texts that are broken where
  /// an editor ends would have every other row nearly empty.
  ///
  /// Mutating, though it changes nothing: else all of the renderer is copied for the call.
  private mutating func goesOn(with line: ShownLine, _ mark: Mark) -> Bool {
    guard isOpen, let begun, !begun.isEnded, rows.count > rowsBefore, mark == rows.mark,
      begun.width <= Self.longestFilled, line.kind == .paragraph, line.line == begun.line + 1,
      line.markers.isText(inQuotes: begun.quotes),
      let start = line.pieces.first?.text.first(where: { $0 != " " })
    else { return false }
    // Lines that begin otherwise may be a list of the writer's own: fields, verses, an address.
    return start.isLowercase || !start.isCased
  }

  /// Prints what was held back.
  mutating func finish() {
    endLine()
    endTable()
  }

  private mutating func endLine() {
    if isOpen { wrapper.finish() }
    isOpen = false
    begun = nil
  }

  private mutating func endTable() {
    if table.isEmpty { return }
    let rows = rows
    table.forEachRow { row, mark in
      rows.mark = mark
      rows.print(row)
    }
  }

  private mutating func addToTable(_ line: ShownLine, _ mark: Mark) {
    let spans = spans
    table.begin(line, mark, margin: margins.first)
    let isHead = line.kind == .tableRow(isHead: true)
    var first = 0
    for end in line.cellEnds {
      spans.forEach(of: line, first..<end, isHead ? [.bold] : []) { table.add($0) }
      table.endCell()
      first = end
    }
  }

  // MARK: Lines

  private mutating func begin(_ line: ShownLine, _ mark: Mark) {
    margins.begin(line, columns)
    rowsBefore = rows.count
    wrapper.begin(
      columns: columns - (mark == .none ? 0 : 2), first: margins.first, rest: margins.rest)
    isOpen = true
    begun =
      line.kind == .paragraph ? Begun(line: line.line, quotes: line.markers.quotes) : nil
  }

  private mutating func add(_ line: ShownLine) {
    switch line.kind {
    case .blank: break
    case .codeStart(let language):
      if language.isEmpty {
        isOpen = false
        return
      }
      wrapper.add(Span(LineSpans.safe(language), [.dim]))
    case .thematicBreak:
      let width = max(3, columns - 2 - (line.markers.isEmpty ? 0 : 8))
      wrapper.add(Span(String(repeating: "─", count: width), [.bar]))
    case .callout(let type) where line.pieces.count == 1 && line.pieces[0].text == type:
      let title = type.prefix(1).uppercased() + type.dropFirst()
      wrapper.add(Span(LineSpans.safe(title), LineSpans.roles(line.kind)))
    default:
      let (spans, roles) = (spans, LineSpans.roles(line.kind))
      spans.forEach(of: line, line.pieces.indices, roles) { wrapper.add($0) }
      if begun == nil || rows.count == rowsBefore { return }
      var width = 0
      spans.forEach(of: line, line.pieces.indices, roles) { width += PlainText.width($0.text) }
      begun?.width = width
      begun?.isEnded = line.endsWithBreak || line.endsSentence
    }
  }
}

extension [ShownLine.Marker] {
  /// How many quotes are around the line.
  var quotes: Int { count { $0 == .quote } }

  /// Whether a line with these markers is text of a paragraph in so many quotes.
  fileprivate func isText(inQuotes quotes: Int) -> Bool {
    let isPlain = allSatisfy { marker in
      switch marker {
      case .quote, .blanks: true
      case .bullet, .number, .task, .footnote: false
      }
    }
    return isPlain && self.quotes == quotes
  }
}

extension ShownLine {
  /// Whether nothing but blanks stands before its text.
  fileprivate var isBare: Bool {
    markers.allSatisfy { if case .blanks = $0 { true } else { false } }
  }

  /// Whether its last sign ends a sentence; one that says nothing goes on with none.
  fileprivate var endsSentence: Bool {
    pieces.last?.text.unicodeScalars.last.map { scalar in
      switch scalar {
      case ".", "?", "!", ":", ";", "。", "？", "！", "：", "；", "…": true
      default: false
      }
    } ?? true
  }
}
