/// A note that has to do with another one, and why.
public struct RelatedNote: Sendable, Hashable {
  public var path: String
  public var title: String
  /// The sum of all reasons; compare it within one list only.
  public var score: Double
  /// Whether one of the two links to the other.
  public var isLinked = false
  /// Files that both link to, and notes that link to both.
  public var neighbours = 0
  /// Tags that both carry, as the first note spells them.
  public var tags: [String] = []
  /// Rare words that both have.
  public var words: [String] = []
}
