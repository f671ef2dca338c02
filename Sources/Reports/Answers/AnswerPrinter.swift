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
  /// Most bytes of a printed line; a longer one is cut to the part around its first match.
  private static let longestLine = 1200

  func print(_ answers: Answers) {
    if isExplained, !answers.ignored.isEmpty {
      let words = answers.ignored.map { "'\(PlainText.safeName($0))'" }.joined(separator: ", ")
      output.line(style.dim("ignored: \(words)"))
    }
    // What a filter alone lets through is a list; its first lines answer nothing.
    let isList = detail == .usual && answers.terms.isEmpty && !answers.filters.isEmpty
    for (rank, answer) in answers.answers.enumerated() { print(answer, rank, isList: isList) }
  }

  /// Prints one of the answers.
  ///
  /// - Parameters:
  ///   - rank: How many come before it.
  ///   - isList: Whether answers are listed without their text.
  func print(_ answer: Answer, _ rank: Int, isList: Bool) {
    if isList {
      printHead(answer, rank + 1)
      if answer.passage?.property != nil { printPassage(of: answer) }
      return
    }
    if detail == .paths {
      output.line("\(place(answer)):")
      if isExplained { printExplanation(answer) }
      return
    }
    if rank > 0 { output.line() }
    printHead(answer, rank + 1)
    if isExplained { printExplanation(answer) }
    if answer.passage?.isHeading ?? true {
      output.line(style.dim("  empty note"))
      return
    }
    let section = SectionLines(answer)
    switch detail {
    case .full: printLines(of: answer, section, section.all, isCutMarked: true)
    case .usual where rank == 0 && !answer.outline.isEmpty:
      printLines(
        of: answer, section,
        section.window(
          before: 0, passage: Self.linesOfPassage, after: 0, columns: output.columns),
        isCutMarked: false)
      printOutline(answer, isAlone: section.passage.isEmpty)
    case .usual where rank == 0:
      let isBeginning = answer.passage?.isBeginning ?? false
      printLines(
        of: answer, section,
        section.window(
          before: isBeginning ? 0 : Self.linesBefore,
          passage: isBeginning ? Self.linesOfBeginning : Self.linesOfPassage,
          after: Self.linesAfter, columns: output.columns),
        isCutMarked: !isBeginning)
    default: printPassage(of: answer)
    }
  }

  private func printPassage(of answer: Answer) {
    let section = SectionLines(answer)
    printLines(
      of: answer, section,
      section.window(
        before: 0, passage: Self.linesOfShortPassage, after: 0, columns: output.columns),
      isCutMarked: false)
  }

  // MARK: Head

  private var style: Style { look.style }

  private func place(_ answer: Answer, room: Int? = nil) -> String {
    // A program needs the name as it is; a terminal must not obey it.
    let isExact = detail == .paths && !output.isTerminal
    let look = answer.vault.map(look.inside) ?? look
    return look.place(
      answer.path, line: answer.passage?.line ?? answer.line, isExact: isExact, room: room)
  }

  /// - Parameter number: What `vq open` knows the answer by.
  private func printHead(_ answer: Answer, _ number: Int) {
    let title = AnswerHead.text(of: answer)
    let shownNumber = look.isTerminal ? "\(number) " : ""
    let line = answer.passage?.line ?? answer.line
    let paths = (answer.vault.map(look.inside) ?? look).paths
    let width = PlainText.width(
      "\(shownNumber)\(title)  \(PlaceText.of(paths.shown(answer.path), line))")
    // A path that would be broken over two lines can no longer be selected or opened.
    guard let columns = output.columns, width > columns else {
      let head = style.dim(shownNumber) + style.text(title, [.title])
      return output.line(head + "  " + place(answer))
    }
    let indent = Span(blanks: shownNumber.count)
    var wrapper = LineWrapper(
      columns: columns, first: StyledText([Span(shownNumber, [.dim])]),
      rest: StyledText([indent])
    ) { output.line($0, style) }
    wrapper.add(Span(title, [.title]))
    wrapper.finish()
    output.line(indent.text + place(answer, room: columns - indent.text.count))
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
    for entry in answer.outline {
      let text = Span(PlainText.safeLine(entry.text))
      for row in LineWrapper.rows([text], columns: output.columns, indent: 2) {
        output.line(row, style, mark: style.passageMark("> "))
      }
    }
  }

  private func printLines(
    of answer: Answer, _ section: SectionLines, _ range: Range<Int>, isCutMarked: Bool
  ) {
    if isCutMarked, range.lowerBound > section.all.lowerBound {
      output.line(style.dim("  …"))
    }
    if let columns = output.columns, !answer.lines.isEmpty {
      RenderedSection(answer, section, range, longest: detail == .full ? nil : Self.longestLine)
        .print(to: output, look, columns: columns)
    } else {
      printPlain(section, range)
    }
    if isCutMarked, range.upperBound < section.all.upperBound {
      output.line(style.dim("  …"))
    }
  }

  private func printPlain(_ section: SectionLines, _ range: Range<Int>) {
    var lastWasBlank = true
    for index in range {
      let spans = section.spans(of: index, longest: detail == .full ? nil : Self.longestLine)
      let isBlank = spans.allSatisfy { $0.text.allSatisfy(\.isWhitespace) }
      // A line of pure markup is empty; one blank line is enough for several.
      if isBlank && lastWasBlank { continue }
      lastWasBlank = isBlank
      if isBlank {
        output.line()
        continue
      }
      let isPassage = section.passage.contains(index)
      let mark = isPassage ? style.passageMark("> ") : "  "
      for row in LineWrapper.rows(spans, columns: output.columns, indent: 2) {
        output.line(row, style, mark: mark)
      }
    }
  }
}
