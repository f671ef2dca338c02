import Characters
// In Vietnamese the accents tell words apart: without them a syllable has half a dozen meanings. The
// standard library normalizes only behind this underscored interface.
@_spi(_Unicode) import Swift

/// A word in small letters with its accents, in one form however it was typed.
enum AccentedWord {
  /// Returns the word; nil where it has no accent.
  static func make(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    var form: [UInt8] = []
    for scalar in text._nfc { form += UTF8.encode(scalar).map(Array.init) ?? [] }
    return form.contains { !$0.isASCII } ? form : nil
  }
}
