/// What the first stage hands to the second.
package struct Ranking: Sendable {
  /// Best first.
  package var sections: [RankedSection]
  /// Long sections beside them that hold nearly all of the question, and may come first once their text is read.
  package var deep: [RankedSection] = []
  /// How rare each term of the query is, by its index.
  package var rarity: [Double]
  /// The highest score that words can give.
  package var highest: Double
  /// Tokens of an average body.
  package var averageBody: Double

  package init(
    sections: [RankedSection], rarity: [Double], highest: Double = 0, averageBody: Double = 0
  ) {
    self.sections = sections
    self.rarity = rarity
    self.highest = highest
    self.averageBody = averageBody
  }
}
