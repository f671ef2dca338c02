/// The tokens of plans that were shown and not carried out.
final class PlanTokens {
  /// What a plan was made of.
  struct State: Hashable {
    let vault: String
    /// How many changes of the vault were seen: also one that was taken back is one.
    let changes: Int
    let digest: Int
  }

  private var tokens: [String: State] = [:]
  /// The oldest first.
  private var order: [String] = []
  /// Most plans that are kept; then the oldest one goes.
  private static let most = 100

  /// Returns a token for a plan, which cannot be guessed.
  func add(_ state: State) -> String {
    let token = String(UInt64.random(in: 1 << 60...UInt64.max), radix: 16)
    tokens[token] = state
    order.append(token)
    if order.count > Self.most { tokens[order.removeFirst()] = nil }
    return token
  }

  /// Uses a token up; returns whether it is that of a plan.
  func take(_ token: String, for state: State) -> Bool {
    order.removeAll { $0 == token }
    return tokens.removeValue(forKey: token) == state
  }
}
