/// One thing that was looked at, for a report that can be given away: no row has text or names of notes.
public struct CheckupRow: Sendable, Hashable {
  /// How it is.
  public enum State: String, Sendable, Hashable {
    case fine
    /// It works, but slower or with less than elsewhere.
    case limited
    /// Something that was asked for does not work.
    case wrong
  }

  public let name: String
  public let state: State
  /// What was found, in words.
  public let value: String
  /// What to do; nil if there is nothing to do.
  public let advice: String?

  public init(_ name: String, _ state: State, _ value: String, advice: String?) {
    (self.name, self.state, self.value, self.advice) = (name, state, value, advice)
  }

  /// Says that all is well.
  ///
  /// - Parameter advice: What will happen without the user.
  public init(_ name: String, _ value: String, advice: String? = nil) {
    self.init(name, .fine, value, advice: advice)
  }
}
