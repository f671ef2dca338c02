import Platform

// What a filter leaves out is not hidden in each answer: it is not in the index. So it is in no answer, no count, no
// spelling and no error, whatever is asked. The filter itself is asked of another vault, which has the index of all notes.

/// Of a vault that is served in part: the whole one, and the filter.
struct VaultPart {
  let whole: Vault
  let filter: VaultSearch
  /// Whether the filter was asked since the vault was opened.
  var isKnown = false
}

extension Vault {
  /// Whether a filter leaves out files of it, see `init(at:only:progress:onWait:)`.
  public var isPart: Bool { part != nil }

  /// Where the index of a part of a vault lies: beside that of the whole, under another name.
  static func indexName(of root: String, only filter: VaultSearch?) -> String {
    filter.map { root + "\n" + $0.query } ?? root
  }

  /// Asks the filter again if a file of the vault is not as it was. Returns whether it was asked.
  @discardableResult
  func updatePart() throws -> Bool {
    guard var part else { return false }
    let isCurrent = try part.whole.refresh().foundCurrent
    if isCurrent, part.isKnown { return false }
    var options = ListOptions()
    options.includesOthers = true
    options.includesExcluded = true
    var paths: Set<String> = []
    try part.whole.forEachListed(by: part.filter, options) { paths.insert($0.path) }
    refresher.only = AllowedFiles(paths)
    part.isKnown = true
    self.part = part
    return true
  }
}
