import VaultKit

/// Prints answers for a person.
///
/// The first answer is shown with the lines around the passage, the following ones by their passage.
struct AnswerPrinter {
  /// How much of each answer is printed.
  enum Detail {
    case usual
    case full
    case brief
    case paths
  }

  let style: Style
  let detail: Detail
  let root: String
  let isExplained: Bool

  /// Lines of the first answer around its passage.
  private static let linesBefore = 5
  private static let linesAfter = 6
  /// Lines of a long passage.
  private static let linesOfPassage = 8
  private static let linesOfShortPassage = 3
  /// Bytes of one line; of a longer one the part around its first match is printed.
  private static let longestLine = 1200

  func print(_ answers: Answers) {
    if isExplained, !answers.ignored.isEmpty {
      let words = answers.ignored.map { "'\(PlainText.safeName($0))'" }.joined(separator: ", ")
      StandardOutput.line(style.dim("ignored: \(words)"))
    }
    // What a filter alone lets through is a list; its first lines answer nothing.
    let isList = detail == .usual && answers.terms.isEmpty && !answers.filters.isEmpty
    for (rank, answer) in answers.answers.enumerated() {
      if isList {
        printHead(answer)
        continue
      }
      if detail == .paths {
        StandardOutput.line("\(place(answer)):")
        if isExplained { printExplanation(answer) }
        continue
      }
      if rank > 0 { StandardOutput.line() }
      printHead(answer)
      if isExplained { printExplanation(answer) }
      if answer.passage == nil, answer.text.isEmpty {
        StandardOutput.line(style.dim("  empty note"))
        continue
      }
      let section = SectionLines(answer)
      switch detail {
      case .full: printLines(section, section.all, isCutMarked: true)
      case .usual where rank == 0:
        printLines(
          section,
          section.window(
            before: Self.linesBefore, passage: Self.linesOfPassage, after: Self.linesAfter),
          isCutMarked: true)
      default:
        printLines(
          section, section.window(before: 0, passage: Self.linesOfShortPassage, after: 0),
          isCutMarked: false)
      }
    }
  }

  // MARK: Head

  private func place(_ answer: Answer) -> String {
    let line = answer.passage?.line ?? answer.line
    // A program needs the name as it is; a terminal must not obey it.
    let isForProgram = detail == .paths && !StandardOutput.isTerminal
    let text = "\(isForProgram ? answer.path : PlainText.safeName(answer.path)):\(line)"
    return style.link(style.path(text), to: root + "/" + answer.path)
  }

  private func printHead(_ answer: Answer) {
    // An embedded section repeats the heading above it, and a mark of a template may leave nothing of one.
    var names: [String] = []
    for name in ([answer.title] + answer.headings).map({ PlainText.safeName($0) })
    where !name.isEmpty && name != names.last {
      names.append(name)
    }
    let title = names.joined(separator: " › ")
    let width = PlainText.width(title) + 2 + PlainText.width(answer.path) + 6
    // A path that would be broken over two lines can no longer be selected or opened.
    let isTooWide = StandardOutput.isTerminal && width > StandardOutput.columns
    StandardOutput.line(style.bold(title) + (isTooWide ? "\n" : "  ") + place(answer))
  }

  private func printExplanation(_ answer: Answer) {
    StandardOutput.line(style.dim("  score \(Self.decimals(answer.score))"))
    for part in answer.explanation {
      let term = part.term.map { " '\(PlainText.safeName($0))'" } ?? ""
      let field = part.field.map { " in \($0)" } ?? ""
      StandardOutput.line(
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

  private func printLines(_ section: SectionLines, _ range: Range<Int>, isCutMarked: Bool) {
    let wrapper = LineWrapper(
      columns: StandardOutput.isTerminal ? StandardOutput.columns : nil, indent: 2)
    if isCutMarked, range.lowerBound > section.all.lowerBound {
      StandardOutput.line(style.dim("  …"))
    }
    var lastWasBlank = true
    for index in range {
      let spans = section.spans(of: index, longest: detail == .full ? nil : Self.longestLine)
      let isBlank = spans.allSatisfy { $0.text.allSatisfy(\.isWhitespace) }
      // A line of pure markup is empty; one blank line is enough for several.
      if isBlank && lastWasBlank { continue }
      lastWasBlank = isBlank
      if isBlank {
        StandardOutput.line()
        continue
      }
      let isPassage = section.passage.contains(index)
      let mark = isPassage ? style.passageMark("> ") : "  "
      for (row, line) in wrapper.wrap(spans).enumerated() {
        let text = line.map { $0.isMatch ? style.match($0.text) : $0.text }.joined()
        StandardOutput.line((row == 0 || isPassage ? mark : "  ") + text)
      }
    }
    if isCutMarked, range.upperBound < section.all.upperBound {
      StandardOutput.line(style.dim("  …"))
    }
  }
}
