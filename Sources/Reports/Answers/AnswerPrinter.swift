import VaultKit

/// Prints answers for a person.
///
/// The first answer is shown with the lines around the passage, the following ones by their passage.
struct AnswerPrinter {
  let output: Output
  let look: Look
  let detail: AnswerDetail
  let isExplained: Bool

  /// Lines of the first answer around its passage.
  private static let linesBefore = 5
  private static let linesAfter = 6
  /// Lines of a long passage.
  private static let linesOfPassage = 8
  private static let linesOfBeginning = 20
  private static let linesOfShortPassage = 3
  /// Bytes of one line; of a longer one the part around its first match is printed.
  private static let longestLine = 1200

  func print(_ answers: Answers) {
    if isExplained, !answers.ignored.isEmpty {
      let words = answers.ignored.map { "'\(PlainText.safeName($0))'" }.joined(separator: ", ")
      output.line(style.dim("ignored: \(words)"))
    }
    // What a filter alone lets through is a list; its first lines answer nothing.
    let isList = detail == .usual && answers.terms.isEmpty && !answers.filters.isEmpty
    for (rank, answer) in answers.answers.enumerated() {
      if isList {
        printHead(answer)
        if answer.passage?.property != nil { printPassage(of: answer) }
        continue
      }
      if detail == .paths {
        output.line("\(place(answer)):")
        if isExplained { printExplanation(answer) }
        continue
      }
      if rank > 0 { output.line() }
      printHead(answer)
      if isExplained { printExplanation(answer) }
      if answer.passage?.isHeading ?? true {
        output.line(style.dim("  empty note"))
        continue
      }
      let section = SectionLines(answer, hasLinks: style.hasHyperlinks)
      switch detail {
      case .full: printLines(section, section.all, isCutMarked: true)
      case .usual where rank == 0 && !answer.outline.isEmpty:
        printLines(
          section, section.window(before: 0, passage: Self.linesOfPassage, after: 0),
          isCutMarked: false)
        printOutline(answer, isAlone: section.passage.isEmpty)
      case .usual where rank == 0:
        let isBeginning = answer.passage?.isBeginning ?? false
        printLines(
          section,
          section.window(
            before: isBeginning ? 0 : Self.linesBefore,
            passage: isBeginning ? Self.linesOfBeginning : Self.linesOfPassage,
            after: Self.linesAfter),
          isCutMarked: !isBeginning)
      default: printPassage(of: answer)
      }
    }
  }

  private func printPassage(of answer: Answer) {
    let section = SectionLines(answer, hasLinks: style.hasHyperlinks)
    printLines(
      section, section.window(before: 0, passage: Self.linesOfShortPassage, after: 0),
      isCutMarked: false)
  }

  // MARK: Head

  private var style: Style { look.style }

  private func place(_ answer: Answer) -> String {
    // A program needs the name as it is; a terminal must not obey it.
    let isExact = detail == .paths && !output.isTerminal
    let look = answer.vault.map(look.inside) ?? look
    return look.place(answer.path, line: answer.passage?.line ?? answer.line, isExact: isExact)
  }

  private func printHead(_ answer: Answer) {
    let title = AnswerHead.text(of: answer)
    let width = PlainText.width(title) + 2 + PlainText.width(answer.path) + 6
    // A path that would be broken over two lines can no longer be selected or opened.
    let isTooWide = output.columns.map { width > $0 } ?? false
    output.line(style.bold(title) + (isTooWide ? "\n" : "  ") + place(answer))
  }

  private func printExplanation(_ answer: Answer) {
    output.line(style.dim("  score \(Self.decimals(answer.score))"))
    for part in answer.explanation {
      let term = part.term.map { " '\(PlainText.safeName($0))'" } ?? ""
      let field = part.field.map { " in \($0)" } ?? ""
      output.line(
        style.dim("    \(Self.decimals(part.value))  \(part.label)\(term)\(field)"))
    }
  }

  private static func decimals(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let digits = String(abs(hundredths) % 100)
    let sign = hundredths < 0 ? "-" : ""
    return "\(sign)\(abs(hundredths) / 100).\(digits.count < 2 ? "0" : "")\(digits)"
  }

  // MARK: Text

  /// Prints what a note is divided into.
  private func printOutline(_ answer: Answer, isAlone: Bool) {
    if !isAlone { output.line() }
    let wrapper = LineWrapper(columns: output.columns, indent: 2)
    for entry in answer.outline {
      for row in wrapper.wrap([Span(text: PlainText.safeLine(entry.text), isMatch: false)]) {
        output.line(style.passageMark("> ") + row.map(\.text).joined())
      }
    }
  }

  private func printLines(_ section: SectionLines, _ range: Range<Int>, isCutMarked: Bool) {
    let wrapper = LineWrapper(columns: output.columns, indent: 2)
    if isCutMarked, range.lowerBound > section.all.lowerBound {
      output.line(style.dim("  …"))
    }
    var lastWasBlank = true
    var next = range.lowerBound
    while next < range.upperBound {
      let index = next
      if let table = section.table(at: index) {
        next = min(table.upperBound, range.upperBound)
        printRows(section, table.lowerBound, index..<next, wrapper)
        lastWasBlank = false
        continue
      }
      next += 1
      let spans = section.spans(of: index, longest: detail == .full ? nil : Self.longestLine)
      let isBlank = spans.allSatisfy { $0.text.allSatisfy(\.isWhitespace) }
      // A line of pure markup is empty; one blank line is enough for several.
      if isBlank && lastWasBlank { continue }
      lastWasBlank = isBlank
      if isBlank {
        output.line()
        continue
      }
      printLine(spans, isPassage: section.passage.contains(index), wrapper)
    }
    if isCutMarked, range.upperBound < section.all.upperBound {
      output.line(style.dim("  …"))
    }
  }

  private func printLine(_ spans: [Span], isPassage: Bool, _ wrapper: LineWrapper) {
    let mark = isPassage ? style.passageMark("> ") : "  "
    for (row, line) in wrapper.wrap(spans).enumerated() {
      let text = line.map { style.text(of: $0) }.joined()
      output.line((row == 0 || isPassage ? mark : "  ") + text)
    }
  }

  /// Prints rows of a table below the one that names its columns, unless that is empty.
  private func printRows(
    _ section: SectionLines, _ head: Int, _ range: Range<Int>, _ wrapper: LineWrapper
  ) {
    let shown = (range.contains(head) ? [] : [head]) + range
    let rows = shown.compactMap { index -> (index: Int, spans: [Span])? in
      let spans = section.spans(of: index, longest: Self.longestLine)
      let isEmpty = spans.allSatisfy { $0.text.allSatisfy { $0.isWhitespace || $0 == "|" } }
      return isEmpty ? nil : (index, spans)
    }
    let layout = TableLayout(rows.map(\.spans))
    for (place, row) in rows.enumerated() {
      var spans = layout.row(place)
      if row.index == head {
        for cell in spans.indices { spans[cell].isHead = true }
      }
      printLine(spans, isPassage: section.passage.contains(row.index), wrapper)
    }
  }
}
