import Testing

@testable import Reports

/// Which colours are used, and what may be said of them.
@Suite struct PaletteTests {
  private static func code(_ role: Palette.Role, of palette: Palette) -> String {
    var bytes: [UInt8] = []
    var roles: Palette.Roles = []
    roles.insert(role)
    guard palette.appendStart(roles, to: &bytes) else { return "" }
    return String(decoding: bytes.dropFirst(2).dropLast(), as: UTF8.self)
  }

  @Test(
    arguments: [
      (nil, "36"), ("15;0", "36"), ("0;15", "34"), ("0;default;15", "34"), ("0;7", "34"),
      ("", "36"),
      ("nonsense", "36"),
    ] as [(String?, String)])
  func groundDecides(_ setting: String?, _ path: String) {
    #expect(Self.code(.path, of: Palette.fitting(setting)) == path)
  }

  @Test func settingsAreTaken() throws {
    let palette = try Palette.dark.reading("h1=1;34:code=:match=48;5;11;30:")
    #expect(Self.code(.heading1, of: palette) == "1;34")
    #expect(Self.code(.code, of: palette) == "")
    #expect(Self.code(.match, of: palette) == "48;5;11;30")
    #expect(Self.code(.path, of: palette) == "36")
  }

  @Test func roleWithoutColourIsPlainText() throws {
    let palette = try Palette.dark.reading("bold=")
    let style = Style(isColored: true, palette: palette, hasHyperlinks: false)
    #expect(style.bold("a") == "a")
  }

  @Test(arguments: [
    ("cod=35", "$VQ_COLORS: nothing is called 'cod'; nearest is 'code'"),
    ("zzzzz=1", "$VQ_COLORS: nothing is called 'zzzzz'"),
    (
      "code=red",
      "$VQ_COLORS: 'code' takes numbers with semicolons between them, such as 1;34, not 'red'"
    ),
    (
      "code=1m\u{1B}[2J",
      "$VQ_COLORS: 'code' takes numbers with semicolons between them, such as 1;34, not "
        + "'1m\u{FFFD}[2J'"
    ),
    (
      "code=1;;35",
      "$VQ_COLORS: 'code' takes numbers with semicolons between them, such as 1;34, not '1;;35'"
    ),
    (
      "h1=38;5;999",
      "$VQ_COLORS: 'h1' takes numbers with semicolons between them, such as 1;34, not '38;5;999'"
    ),
    ("code", "$VQ_COLORS: 'code' takes numbers with semicolons between them, such as 1;34, not ''"),
  ])
  func mistakesAreTold(_ setting: String, _ sentence: String) {
    do {
      _ = try Palette.dark.reading(setting)
      Issue.record("no mistake in \(setting)")
    } catch {
      #expect("\(error)" == sentence)
    }
  }
}
