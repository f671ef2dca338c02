import ArgumentParser

/// What `--max-tokens` takes.
enum TokenBudget {
  /// Throws `ValidationError` for a number that is not a budget.
  static func check(_ tokens: Int?) throws {
    guard let tokens else { return }
    if !(1...1_000_000_000).contains(tokens) {
      throw ValidationError("--max-tokens takes a number from 1 to 1000000000, not \(tokens)")
    }
  }
}
