import Characters
import NoteModel

/// A name as it is compared for likeness: its key, with blanks for hyphens and underscores.
struct FoldedName: Sendable {
  /// Longer names, in scalars, are compared with nothing.
  static let longest = 100

  let text: String
  let scalars: [UInt32]
  /// One bit for each letter that occurs; letters share bits.
  let letters: UInt64
  /// Its different words of letters and digits.
  let words: Set<String>

  init(_ name: String) {
    var text = String.UnicodeScalarView()
    var letters: UInt64 = 0
    for scalar in NameKey(name).text.unicodeScalars {
      // Invisible characters, such as a soft hyphen, do not count.
      if !scalar.isASCII, scalar.properties.isDefaultIgnorableCodePoint { continue }
      let plain: Unicode.Scalar = scalar == "-" || scalar == "_" ? " " : scalar
      text.append(plain)
      letters |= 1 << UInt64(plain.value % 64)
    }
    self.text = String(text)
    self.letters = letters
    scalars = text.map(\.value)
    words = Set(
      text.split { !Self.isOfWord($0) }.map(String.init))
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.isSmallASCIILetter || scalar.isASCIIDigit }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
