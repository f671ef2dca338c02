/// What is left of a budget, in quarters of a token: for JSON, and for text.
struct TokenRoom {
  /// Tokens of a budget at least: in fewer there is no room for the fields of a single thing.
  static let least = 256

  /// All that there is, for either.
  let all: Int
  private(set) var json: Int
  private(set) var text: Int

  init(tokens: Int) {
    // Nothing that is printed is longer.
    all = 4 * min(max(tokens, Self.least), 1 << 40)
    (json, text) = (all, all)
  }

  /// What both have room for.
  var both: Int { min(json, text) }

  func holds(_ cost: TokenCost) -> Bool { cost.json <= json && cost.text <= text }

  mutating func take(_ cost: TokenCost) {
    json -= cost.json
    text -= cost.text
  }

  mutating func giveBack(_ cost: TokenCost) {
    json += cost.json
    text += cost.text
  }
}

/// What something takes of a budget, in quarters of a token: as JSON, and as text.
struct TokenCost {
  var json = 0
  var text = 0

  init(json: Int = 0, text: Int = 0) { (self.json, self.text) = (json, text) }

  /// What lines take.
  static func lines(_ lines: [String]) -> TokenCost {
    TokenCost(text: lines.reduce(0) { $0 + TokenCount.quarters($1.utf8) + 1 })
  }

  static func + (one: TokenCost, other: TokenCost) -> TokenCost {
    TokenCost(json: one.json + other.json, text: one.text + other.text)
  }
}
