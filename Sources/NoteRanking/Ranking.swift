/// What the first stage hands to the second.
package struct Ranking: Sendable {
  /// Best first.
  package var sections: [RankedSection]
  /// How rare each term of the query is, by its index.
  package var rarity: [Double]

  package init(sections: [RankedSection], rarity: [Double]) {
    self.sections = sections
    self.rarity = rarity
  }
}
