import Testing

@testable import Reports

/// A report of any length goes out in pieces, and what is gathered stays small.
@Suite struct StreamingTests {
  private static let most = 1 << 17

  @Test(arguments: [
    OutputForm.text, .json, OutputForm(.jsonLines), OutputForm(.tsv), OutputForm(.csv),
    OutputForm(.markdown),
  ])
  func rowsAreWrittenWhileTheyAreProduced(_ form: OutputForm) throws {
    let printed = Printed()
    let output = printed.output()
    let report = Report(.places, nothing: "") { printer in
      printer.list("places")
      for number in 0..<20_000 {
        try printer.row(Place(path: "Folder/A note with a name.md", number: number))
        // What was produced before is out, but for the piece that is being gathered.
        let out = printed.writes.reduce(0) { $0 + $1.count }
        if number == 10_000 { #expect(out > 10_000 * 30 - Self.most) }
      }
    }
    try report.print(as: form, to: output, Printed.look)
    output.flush()
    #expect(printed.writes.count > 5)
    #expect(printed.writes.allSatisfy { $0.count < Self.most })
  }

  @Test func longTextIsOneValue() throws {
    let text = String(repeating: "ä\"日\n", count: 60_000)
    let report = Report(.single, text: { _, _ in }, parts: { $0.fields([("text", .text(text))]) })
    let expected = FieldValue.object([("text", .text(text))]).text(isForTerminal: false) + "\n"
    let printed = try Printed.text(report, as: .json)
    // Not shown as a difference: it is half a megabyte.
    #expect((printed == expected) as Bool)
  }
}
