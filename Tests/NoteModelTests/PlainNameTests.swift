import Characters
import NoteModel
@_spi(_Unicode) import Swift
import TestSupport
import Testing

/// The key that is told byte by byte is that of the standard library.
@Suite struct PlainNameTests {
  /// Characters with a plain key and others, among them parts of those that NFC puts together.
  private static let characters: [Unicode.Scalar] = [
    "a", "Z", "Q", "1", " ", "/", "@", "[", "\u{0}", "\u{7F}", "é", "É", "×", "ß", "ÿ", "Þ", "À",
    "\u{A0}", "µ", "д", "Д", "я", "ё", "ѐ", "İ", "ő", "Ω", "\u{2126}", "ς", "ﬁ", "\u{2000}", "‐",
    "–", "’", "…", "‧", "\u{2028}", "\u{202F}", "中", "\u{4DFF}", "\u{9FFF}", "か", "が", "ア",
    "\u{3099}", "\u{309A}", "゛", "가", "각", "\u{1100}", "\u{11A8}", "\u{301}", "\u{308}",
    "\u{FE0F}", "\u{FEFF}", "豈", "😀", "𝐀", "𐐀",
  ]

  private static func expected(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.lowercased()._nfc {
      scalars.append(scalar == "ς" ? "σ" : scalar.isNoBreakBlank ? " " : scalar)
    }
    return String(scalars)
  }

  @Test(arguments: Rounds.seeds(200))
  func keyIsThatOfTheStandardLibrary(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // Few different characters, so that some names are plain throughout.
    let some = (0..<4).map { _ in Self.characters.randomElement(using: &random) ?? "a" }
    for length in [1, 2, 7, 8, 9, 17, 30] {
      var name = String.UnicodeScalarView()
      for _ in 0..<length { name.append(some.randomElement(using: &random) ?? "a") }
      let (key, expected) = (NameKey(String(name)).text, Self.expected(String(name)))
      #expect(key.utf8.elementsEqual(expected.utf8), "\(String(name).debugDescription)")
    }
  }

  @Test func eachCharacterHasTheKeyOfTheStandardLibrary() {
    for value in (0x20..<0x3100 as Range<UInt32>) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      // Beside a letter that would join a mark.
      let name = "e\(scalar)A"
      let isSame = NameKey(name).text.utf8.elementsEqual(Self.expected(name).utf8)
      #expect(isSame, "U+\(String(value, radix: 16))")
    }
  }
}
