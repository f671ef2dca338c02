import NoteQuery

/// Adds up what a row holds of each term, over all its fields: the heart of BM25F.
///
/// An occurrence counts by its field's weight and length; the sum over the fields saturates, not each field by itself
/// (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009, section 3.6). Flat memory,
/// since this runs once for each of hundreds of thousands of candidates.
struct TermSums: ~Copyable {
  /// Rarity times the weight of each term.
  let values: [Double]
  /// Sum of `values`.
  let total: Double
  private let saturation: Double
  private let coverage: Double
  private let scales: [FieldScale]
  private let sums: UnsafeMutablePointer<Double>
  private let touched: UnsafeMutablePointer<Int>
  private var touchedCount = 0

  /// A field's weight and length normalization with the averages worked in.
  struct FieldScale {
    var weight: Double
    var constant: Double
    var slope: Double

    @inline(__always)
    func value(count: UInt16, length: UInt32) -> Double {
      weight * Double(count) / (constant + slope * Double(length))
    }
  }

  init(_ weights: RankingWeights, _ totals: Candidates.Totals, _ query: Query, rarity: [Double]) {
    values = zip(query.terms, rarity).map { max(0, $0.weight) * $1 }
    total = values.reduce(0, +)
    saturation = weights.saturation
    coverage = weights.coverage
    scales = Field.allCases.map { field in
      let isSection = field == .headings || field == .body
      let rows = max(1, isSection ? totals.sections : totals.notes)
      let index = Int(field.rawValue)
      let tokens = index < totals.tokens.count ? totals.tokens[index] : 0
      let scale = weights[field]
      let average = max(scale.leastAverage, Double(tokens) / Double(rows))
      return FieldScale(
        weight: scale.weight, constant: 1 - scale.normalization,
        slope: scale.normalization / average)
    }
    sums = .allocate(capacity: values.count + 1)
    sums.initialize(repeating: 0, count: values.count + 1)
    touched = .allocate(capacity: values.count + 1)
    touched.initialize(repeating: 0, count: values.count + 1)
  }

  deinit {
    sums.deallocate()
    touched.deallocate()
  }

  /// Forgets all sums.
  @inline(__always)
  mutating func clear() {
    for index in 0..<touchedCount { sums[touched[index]] = 0 }
    touchedCount = 0
  }

  @inline(__always)
  mutating func add(_ term: Int, _ value: Double) {
    guard term < values.count else { return }
    if sums[term] == 0 {
      touched[touchedCount] = term
      touchedCount += 1
    }
    sums[term] += value
  }

  @inline(__always)
  mutating func add(_ hit: TermHit, length: UInt32) {
    add(Int(hit.term), value(of: hit, length: length))
  }

  /// What a hit adds to its term's sum.
  @inline(__always)
  func value(of hit: TermHit, length: UInt32) -> Double {
    scales[Int(hit.field.rawValue)].value(count: hit.count, length: length)
  }

  /// The sum of a term so far.
  func sum(_ term: Int) -> Double { term < values.count ? sums[term] : 0 }

  /// A term's part of the score, given its sum.
  @inline(__always)
  func saturated(_ term: Int, _ sum: Double) -> Double {
    values[term] * sum * (saturation + 1) / (saturation + sum)
  }

  /// The highest score that is possible.
  var highest: Double { total * (saturation + 1) }

  /// The score of what has been added, and how much of the question it covers, from 0 to 1.
  @inline(__always)
  func score() -> (matches: Double, covered: Double) {
    var matches = 0.0
    var covered = 0.0
    for index in 0..<touchedCount {
      let term = touched[index]
      matches += saturated(term, sums[term])
      covered += values[term]
    }
    return (matches, total > 0 ? covered / total : 0)
  }

  /// The score after the part for coverage.
  @inline(__always)
  func weighed(_ matches: Double, _ covered: Double) -> Double {
    matches * (1 - coverage + coverage * covered)
  }
}

extension Candidates.Section {
  /// The length of the field that `hit` is in.
  @inline(__always)
  func length(_ hit: TermHit) -> UInt32 {
    hit.field == .headings ? UInt32(headingsLength) : bodyLength
  }
}

extension Candidates.Note {
  /// The length of the field that `hit` is in.
  @inline(__always)
  func length(_ hit: TermHit) -> UInt32 {
    switch hit.field {
    case .title: UInt32(titleLength)
    case .aliases: UInt32(aliasesLength)
    case .questions: UInt32(questionsLength)
    case .tags: UInt32(tagsLength)
    default: UInt32(propertiesLength)
    }
  }
}
