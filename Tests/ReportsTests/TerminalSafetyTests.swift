import Testing

@testable import Reports

/// What a note says cannot command a terminal, and a program gets it as it is.
@Suite struct TerminalSafetyTests {
  private static let odd = "a\u{1B}[31m\u{202E}b\u{200E}\u{85}.md"

  private static var report: Report {
    Report(.places, nothing: "") { printer in
      printer.list("places")
      try printer.row(Place(path: odd, number: 1))
    }
  }

  @Test(arguments: [true, false])
  func textIsSafeWhereverItGoes(_ isTerminal: Bool) throws {
    let text = try Printed.text(Self.report, as: .text, isTerminal: isTerminal)
    #expect(
      text == "a\u{FFFD}[31m\u{FFFD}b<U+200E>\u{FFFD}.md:1\n")
  }

  @Test(arguments: [OutputForm.json, OutputForm(.jsonLines)])
  func terminalGetsEscapes(_ form: OutputForm) throws {
    let text = try Printed.text(Self.report, as: form, isTerminal: true)
    #expect(text.contains(#""a\u001b[31m\u202eb\u200e\u0085.md""#))
  }

  @Test(arguments: [OutputForm.json, OutputForm(.jsonLines)])
  func pipeGetsTheSigns(_ form: OutputForm) throws {
    let text = try Printed.text(Self.report, as: form)
    #expect(text.contains("\"a\\u001b[31m\u{202E}b\u{200E}\\u0085.md\""))
  }

  @Test func linkToAPathHoldsNoControl() throws {
    let text = try Printed.text(Self.report, as: .text, isTerminal: true, isColored: true)
    #expect(text.contains("file:///vault/a%1B%5B31m%E2%80%AEb%E2%80%8E%C2%85.md\u{1B}\\"))
    #expect(!text.contains("\u{1B}[31m"))
  }

  @Test func exactPlaceIsThePathItself() {
    #expect(Printed.look.place(Self.odd, line: 3, column: 4, isExact: true) == Self.odd + ":3:4")
  }

  @Test(arguments: [
    OutputForm(.tsv), OutputForm(.csv), OutputForm(.markdown), OutputForm(.files),
    OutputForm(.template(try! Template("{{path}} {{path|json}} {{path|default:\"-\"}}"))),
  ])
  func terminalGetsNoControlFromAnyForm(_ form: OutputForm) throws {
    let text = try Printed.text(Self.report, as: form, isTerminal: true)
    #expect(text.contains("a") && text.contains("b<U+200E>"))
    for scalar in ["\u{1B}", "\u{202E}", "\u{200E}", "\u{85}"] as [Unicode.Scalar] {
      #expect(!text.unicodeScalars.contains(scalar))
    }
  }

  @Test(arguments: [
    OutputForm(.tsv), OutputForm(.csv), OutputForm(.markdown), OutputForm(.files),
  ])
  func pipeGetsEachSignFromAnyForm(_ form: OutputForm) throws {
    #expect(try Printed.text(Self.report, as: form).contains(Self.odd))
  }
}
