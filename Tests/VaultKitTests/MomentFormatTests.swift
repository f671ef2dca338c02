import Testing

@testable import VaultKit

/// Tokens of Moment.js, compared with what it writes itself.
struct MomentFormatTests {
  static let rows = MomentValues.lines.split(separator: "\n").map {
    $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
  }

  @Test(arguments: rows.dropFirst())
  func writesWhatMomentWrites(_ row: [String]) throws {
    let locale = try #require(MomentLocale.named(row[0]))
    let day = try #require(Day(row[1]))
    for (format, wanted) in zip(Self.rows[0], row).dropFirst(2) {
      #expect(MomentFormat(format, locale)?.text(day) == wanted, "\(format)")
    }
  }

  @Test func theTableIsWhole() {
    #expect(Self.rows.count == 1 + 3 * 12 + 5 * 3)
    #expect(Self.rows.filter { $0.count != Self.rows[0].count }.isEmpty)
  }

  @Test(arguments: [
    ("de_AT.UTF-8", "de"), ("en_GB", "en-gb"), ("en-US", "en"), ("pt_BR", "pt"), ("C.UTF-8", nil),
    ("", nil), ("de@euro", "de"), ("deutsch", nil),
  ])
  func languagesAreNamedAsSystemsDo(_ name: String, _ tag: String?) {
    #expect(MomentLocale.named(name)?.tag == tag)
  }

  @Test func timesOfTheDayAreThoseOfItsBeginning() throws {
    let day = try #require(Day("2026-03-04"))
    func text(_ format: String) -> String? { MomentFormat(format, .english)?.text(day) }
    #expect(text("X") == String(day.start))
    #expect(text("x") == "\(day.start)000")
    let offset = try #require(text("Z"))
    #expect(offset.count == 6)
    #expect(text("ZZ") == offset.split(separator: ":").joined())
  }

  @Test(arguments: ["YYYY-MM-DD", "gggg-[W]ww e", "HH", "L"])
  func formatsThatNameDays(_ format: String) {
    #expect(MomentFormat(format, .english)?.namesDays == true)
  }

  @Test(arguments: ["GGGG-[W]WW", "YYYY-MM", "YYYY/[Q]Q", "[D]", ""])
  func formatsThatDoNot(_ format: String) {
    #expect(MomentFormat(format, .english)?.namesDays == false)
  }

  @Test func formatsHaveALimit() throws {
    #expect(MomentFormat(String(repeating: "Y", count: 1 << 20), .english) == nil)
    let day = try #require(Day("2026-03-04"))
    for piece in ["[", "]", "\\", "LLLL", "[]", "l", "S", "\\["] {
      let format = String(repeating: piece, count: MomentFormat.longest / piece.utf8.count)
      #expect(MomentFormat(format, .english) != nil)
      _ = MomentFormat(format, .english)?.text(day)
    }
  }
}
