@testable import VaultKit

extension RenamePlan {
  /// All links that change.
  var changes: [Change] {
    var changes: [Change] = []
    try? forEachChange { changes.append($0) }
    return changes
  }
}
