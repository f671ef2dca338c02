@_spi(_Unicode) import Swift

/// How letters are compared where their case does not count.
///
/// One character stays one character, and none outside of ASCII equals one of ASCII: so a text of ASCII is found byte
/// by byte. Greek final sigma is a sigma.
enum LetterCase {
  /// Returns the character that stands for all that count as the same.
  static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII {
      return scalar.value &- 0x41 < 26 ? Unicode.Scalar(UInt8(scalar.value | 0x20)) : scalar
    }
    if let odd = odd.first(where: { $0.other == scalar }) { return odd.folded }
    guard let small = only(scalar.properties.lowercaseMapping), !small.isASCII,
      only(small.properties.uppercaseMapping) == scalar
    else { return scalar }
    return small
  }

  /// Returns all characters that a folded one stands for, itself first.
  static func variants(of folded: Unicode.Scalar) -> [Unicode.Scalar] {
    var variants = [folded]
    if folded.isASCII {
      if folded.value &- 0x61 < 26 { variants.append(Unicode.Scalar(UInt8(folded.value & 0x5F))) }
      return variants
    }
    if let capital = only(folded.properties.uppercaseMapping), capital != folded,
      self.folded(capital) == folded
    {
      variants.append(capital)
    }
    for odd in odd where odd.folded == folded { variants.append(odd.other) }
    return variants
  }

  /// Letters that have a third form.
  private static let odd: [(other: Unicode.Scalar, folded: Unicode.Scalar)] = [
    ("\u{3C2}", "\u{3C3}"), ("\u{1E9E}", "\u{DF}"),
  ]

  private static func only(_ text: String) -> Unicode.Scalar? {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex
    else { return nil }
    return first
  }

  /// Returns a text in the ways that Unicode can write it, each once.
  static func forms(of text: String) -> [[Unicode.Scalar]] {
    let forms = [Array(text._nfc), Array(text._nfd)]
    return forms[0] == forms[1] ? [forms[0]] : forms
  }
}
