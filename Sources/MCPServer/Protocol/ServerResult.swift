import JSON

/// What a method returns, in the form of the client's revision.
struct ServerResult {
  /// How long clients may keep a result.
  enum Lifetime {
    /// Clients do not keep it.
    case none
    /// As long as the server runs it stays the same.
    case long
    /// It is that of this moment.
    case moment

    fileprivate var milliseconds: Int? {
      switch self {
      case .none: nil
      case .long: 3_600_000
      case .moment: 0
      }
    }
  }

  var members: [(String, JSONValue)]
  var lifetime = Lifetime.none
  /// Beside what the server says of itself.
  var meta: [(String, JSONValue)] = []

  /// Returns the result as it is sent.
  func json(for revision: Revision, server: JSONValue) -> JSONValue {
    guard revision == .stateless else { return JSONValue(members) }
    var all: [(String, JSONValue)] = [("resultType", "complete")] + members
    if let milliseconds = lifetime.milliseconds {
      all.append(("ttlMs", JSONValue(milliseconds)))
      all.append(("cacheScope", "private"))
    }
    all.append(("_meta", JSONValue(meta + [(MetaKey.serverInfo, server)])))
    return JSONValue(all)
  }
}
