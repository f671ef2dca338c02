import NoteQuery

/// Adds up what a row holds of each term, over all its fields, as `BM25F` has it.
///
/// Flat memory and no array, since this runs once for each of hundreds of thousands of candidates.
struct TermSums: ~Copyable {
  let terms: Int
  /// Whether more than one term was asked for.
  private let hasWords: Bool
  /// Sum of the values of all terms that do not only stand in for others.
  let total: Double
  private let saturation: Double
  private let coverage: Double
  /// Tokens of an average body.
  let averageBody: Double
  private let shortestBody: Double
  /// Tokens of a body from which on its best stretch may count.
  let longestBody: Double
  /// Rarity times the weight of each term.
  private let values: UnsafeMutablePointer<Double>
  private let scales: UnsafeMutablePointer<BM25F.FieldScale>
  private let sums: UnsafeMutablePointer<Double>
  private let touched: UnsafeMutablePointer<Int>
  private var touchedCount = 0
  /// Whether a term was added that is another way to write some words; these come after all others.
  private var hasTouchedWays = false
  private let firstWay: Int
  /// Other ways to write some of the words.
  let ways: [TermWay]

  init(_ weights: RankingWeights, _ totals: Candidates.Totals, _ query: Query, rarity: [Double]) {
    terms = min(query.terms.count, rarity.count)
    hasWords = query.typedTerms > 1
    ways = TermWay.all(of: query.terms, rarity)
    firstWay = ways.lazy.compactMap(\.parts.first).min() ?? .max
    saturation = weights.saturation
    coverage = weights.coverage
    let tokens = totals.tokens.count > Field.bodyIndex ? totals.tokens[Field.bodyIndex] : 0
    let average = Double(tokens) / Double(max(1, totals.sections))
    averageBody = average
    shortestBody = weights.shortestBody * average
    longestBody = weights.longestBody * max(weights.body.leastAverage, average)
    values = .allocate(capacity: terms + 1)
    sums = .allocate(capacity: terms + 1)
    sums.initialize(repeating: 0, count: terms + 1)
    touched = .allocate(capacity: terms + 1)
    touched.initialize(repeating: 0, count: terms + 1)
    var total = 0.0
    for term in 0..<terms {
      // A function word that nothing holds decides nothing.
      let value = max(0, query.terms[term].weight) * rarity[term]
      values.advanced(by: term).initialize(to: value)
      if !query.terms[term].isAlternative { total += value }
    }
    self.total = total
    scales = .allocate(capacity: Field.allCases.count)
    for field in Field.allCases {
      let scale = Self.scale(of: field, weights, totals)
      scales.advanced(by: Int(field.rawValue)).initialize(to: scale)
    }
  }

  deinit {
    values.deallocate()
    scales.deallocate()
    sums.deallocate()
    touched.deallocate()
  }

  private static func scale(
    of field: Field, _ weights: RankingWeights, _ totals: Candidates.Totals
  ) -> BM25F.FieldScale {
    let isSection = field == .headings || field == .body
    let rows = max(1, isSection ? totals.sections : totals.notes)
    let index = Int(field.rawValue)
    let tokens = index < totals.tokens.count ? totals.tokens[index] : 0
    let scale = weights[field]
    let average = max(scale.leastAverage, Double(tokens) / Double(rows))
    return BM25F.FieldScale(scale, average: average)
  }

  /// The highest score that is possible.
  var highest: Double { BM25F.most(total, saturation) }

  /// The values of all terms.
  var allValues: [Double] { (0..<terms).map { values[$0] } }

  /// A term's value: its rarity times its weight.
  @inline(__always)
  func value(_ term: Int) -> Double { values[term] }

  /// The sum of a term so far.
  @inline(__always)
  func sum(_ term: Int) -> Double { sums[term] }

  /// What one occurrence in a field of this length is worth.
  @inline(__always)
  func worth(_ field: Int, _ length: Double) -> Double { scales[field].worth(length) }

  /// What one occurrence in the body of a section is worth.
  ///
  /// - Parameter most: Tokens that a longer body counts as.
  @inline(__always)
  func bodyWorth(_ section: Candidates.Section, most: Double = .infinity) -> Double {
    scales[Field.bodyIndex].worth(min(most, max(shortestBody, Double(section.bodyLength))))
  }

  /// Tokens of a body that takes too long to read: mostly a list of everything.
  private static var longestRead: Int { 16_384 }

  /// Whether the best stretch of a section may count.
  @inline(__always)
  func isLong(_ section: Candidates.Section) -> Bool {
    Double(section.bodyLength) > longestBody && section.bodyLength < Self.longestRead && hasWords
  }

  /// How occurrences in a body count, for a bound on scores.
  var bodyBound: CandidateBound.Field {
    CandidateBound.Field(
      scales[Field.bodyIndex], leastLength: shortestBody, longLength: longestBody,
      stretchLength: averageBody)
  }

  /// The same of headings.
  var headingsBound: CandidateBound.Field { CandidateBound.Field(scales[Field.headings.index]) }

  /// Forgets all sums.
  @inline(__always)
  mutating func clear() {
    for index in 0..<touchedCount { sums[touched[index]] = 0 }
    touchedCount = 0
    hasTouchedWays = false
  }

  /// Adds to the sum of a term, which must be one of the query.
  @inline(__always)
  mutating func add(_ term: Int, _ value: Double) {
    let sum = sums[term]
    if sum == 0 {
      touched[touchedCount] = term
      touchedCount += 1
      if term >= firstWay { hasTouchedWays = true }
    }
    sums[term] = sum + value
  }

  /// Adds the hits of a section.
  ///
  /// - Parameter most: Tokens that a longer body counts as.
  @inline(__always)
  mutating func add(
    _ section: Candidates.Section, _ hits: UnsafeBufferPointer<TermHit>, most: Double = .infinity
  ) {
    let inBody = bodyWorth(section, most: most)
    for index in section.hits {
      let hit = hits[Int(index)]
      let term = Int(hit.term)
      guard term < terms else { continue }
      let isBody = hit.field.index == Field.bodyIndex
      let worth =
        isBody ? inBody : scales[hit.field.index].worth(Double(section.headingsLength))
      add(term, worth * Double(hit.count))
    }
  }

  /// A score that a section cannot reach with its own hits, whatever their counts and lengths.
  ///
  /// Without a division, it spares most of the work on sections that hold one common word of several.
  @inline(__always)
  func bound(_ section: Candidates.Section, _ hits: UnsafeBufferPointer<TermHit>) -> Double {
    var held = 0.0
    for index in section.hits {
      let term = Int(hits[Int(index)].term)
      held += term < terms ? values[term] : 0
    }
    return bound(held)
  }

  /// A score that terms of these values together cannot exceed.
  @inline(__always)
  func bound(_ held: Double) -> Double {
    weighed(BM25F.most(held, saturation), BM25F.part(held, of: total))
  }

  /// A term's part of the score, given its sum.
  @inline(__always)
  func saturated(_ term: Int, _ sum: Double) -> Double {
    BM25F.saturated(values[term], sum, saturation)
  }

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
    if hasTouchedWays {
      matches -= TermWay.surplus(ways) { sums[$0] > 0 ? saturated($0, sums[$0]) : 0 }
      covered -= TermWay.surplus(ways) { sums[$0] > 0 ? values[$0] : 0 }
    }
    return (matches, BM25F.part(covered, of: total))
  }

  /// The score after the part for coverage.
  @inline(__always)
  func weighed(_ matches: Double, _ covered: Double) -> Double {
    BM25F.weighed(matches, covered, coverage)
  }
}

extension Field {
  /// The raw value, read without a call: cases count from 0, so it is the byte itself.
  ///
  /// `rawValue` and `==` are functions of another module, called for every hit.
  @inline(__always)
  var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

  static let bodyIndex = 6
}

extension Candidates.Note {
  /// The length of the field that `hit` is in.
  @inline(__always)
  func length(_ hit: TermHit) -> UInt16 {
    switch hit.field {
    case .title: titleLength
    case .aliases: aliasesLength
    case .questions: questionsLength
    case .tags: tagsLength
    default: propertiesLength
    }
  }
}
