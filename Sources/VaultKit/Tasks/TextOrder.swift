// The plugin orders texts as JavaScript's `localeCompare` does with numbers by their value. This is its order for the
// root locale as far as people see it; a full table of Unicode's collation is not worth its megabytes here.

import Characters
@_spi(_Unicode) import Swift

/// A text as it is ordered among others: signs, numbers, letters; accents and letter case decide last.
struct TextOrder: Hashable, Comparable {
  private let units: [UInt32]

  /// The longest text that is looked at, in characters.
  private static let longest = 500
  private static let signs = Array("_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$".unicodeScalars)
  private static let digit: UInt32 = 0x40_0000
  private static let letter: UInt32 = 0x60_0000

  init(_ text: String) {
    var units: [UInt32] = []
    var accents: [UInt32] = []
    var cases: [UInt32] = []
    var digits: [UInt32] = []
    func endNumber() {
      if digits.isEmpty { return }
      let value = Array(digits.drop { $0 == 0 })
      units.append(Self.digit + UInt32(value.count))
      units += value.map { Self.digit + $0 }
      digits = []
    }
    for scalar in text._nfd.prefix(Self.longest) {
      if scalar.isASCIIDigit {
        digits.append(scalar.value - 0x30)
        continue
      }
      endNumber()
      if scalar.isAccent {
        accents += [UInt32(units.count), scalar.value]
        continue
      }
      units.append(Self.unit(scalar))
      // Where only letter case differs, the small letter comes first.
      if scalar.properties.isUppercase { cases.append(.max - UInt32(units.count)) }
    }
    endNumber()
    // Zero is less than all units: a text comes before those that it begins.
    self.units = units + [0] + accents + [0] + cases
  }

  private static func unit(_ scalar: Unicode.Scalar) -> UInt32 {
    if let place = signs.firstIndex(of: scalar) { return 0x100 + UInt32(place) }
    if scalar.properties.isWhitespace || scalar.value < 0x20 { return 1 }
    guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
      return 0x20_0000 + scalar.value
    }
    let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    return letter + small.value
  }

  static func < (one: TextOrder, other: TextOrder) -> Bool {
    one.units.lexicographicallyPrecedes(other.units)
  }
}
