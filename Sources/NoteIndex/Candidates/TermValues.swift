/// What sets of terms are worth, each set being the bits of a number.
///
/// The sets of a note's terms are summed up for every note that has one of the more important words, so their values are
/// looked up eight terms at once.
struct TermValues {
  /// Terms from here on share one bit, whose value is that of all of them: too much, never too little.
  private static let lastBit = 62
  /// Is no term: a term stands in the own fields of the note.
  static let named: UInt64 = 1 << 63

  private var table: [Double] = []
  private(set) var bitValues: [Double]

  init(_ values: [Double]) {
    bitValues = Array(values.prefix(Self.lastBit))
    if values.count > Self.lastBit { bitValues.append(values[Self.lastBit...].reduce(0, +)) }
    for start in stride(from: 0, to: bitValues.count, by: 8) {
      let values = bitValues[start..<min(start + 8, bitValues.count)]
      table.append(0)
      let first = table.count - 1
      for set in 1..<256 {
        // The lowest term, and the set of the others.
        let lowest = set.trailingZeroBitCount
        let value = lowest < values.count ? values[start + lowest] : 0
        table.append(table[first + (set & (set - 1))] + value)
      }
    }
  }

  /// All terms.
  var all: UInt64 { 1 << UInt64(bitValues.count) - 1 }

  /// The set of one term.
  static func bit(of term: Int) -> UInt64 { 1 << UInt64(min(term, lastBit)) }

  @inline(__always)
  func value(_ terms: UInt64) -> Double {
    var value = 0.0
    var first = 0
    var rest = terms
    while rest != 0 {
      value += table[first + Int(rest & 0xFF)]
      rest >>= 8
      first += 256
    }
    return value
  }

  /// The bits of a set, those of the highest value first.
  func bits(of terms: UInt64) -> [UInt64] {
    bitValues.indices.filter { terms >> UInt64($0) & 1 != 0 }
      .sorted { bitValues[$0] > bitValues[$1] }.map { 1 << UInt64($0) }
  }

  /// The terms that together are worth less than `least`: what has no other term is of no interest.
  func helpers(below least: Double) -> UInt64 {
    var helpers: UInt64 = 0
    var sum = 0.0
    for bit in bitValues.indices.sorted(by: { bitValues[$0] < bitValues[$1] }) {
      sum += bitValues[bit]
      if sum >= least { break }
      helpers |= 1 << UInt64(bit)
    }
    return helpers
  }
}
