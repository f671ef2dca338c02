// The index holds stems of words, which tell nothing of a part of a word. So it narrows a search by tags and
// properties alone, names narrow it by themselves, and all that is left is read. What nothing of the index narrows is
// not asked of it: the folders are listed and the files read, as they are now. What it narrows is read while other threads
// still look whether the index is up to date.

import NoteIndex
import NoteModel
import NoteQuery
import NoteSearch
import Platform

extension Vault {
  /// What a search reports beside what it found.
  public struct SearchReport: Sendable {
    /// Files that could not be read, with the reason.
    public var unread: [(path: String, reason: String)] = []
    /// What was done to bring the index up to date; nil where it was not needed.
    public var refresh: RefreshReport?
    /// How many files were found.
    public var files = 0
    /// How many files were looked at for a filter of a list, since the index does not tell.
    public var readFiles = 0
  }

  /// Calls `body` with the files that a search finds, in the order that the options name.
  ///
  /// Throws `VaultError` of kind `badQuery` where a pattern costs too much.
  @discardableResult
  public func forEachFound(
    by search: VaultSearch, _ options: SearchOptions = SearchOptions(),
    _ body: (FoundNote) throws -> Void
  ) throws -> SearchReport {
    var report = SearchReport()
    guard let plan = search.plan else { return report }
    var options = options
    options.createdProperties = createdProperties
    readSettings()
    let root = try files()
    do {
      let result = try found(by: search, plan, root, options, &report)
      report.unread = result.unread.map { ($0.path.text, $0.reason) }
        .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
      report.files = result.found.count
      let order = try order(result, search, options)
      var worker = try SearchWorker(plan, root, options, search.ownPlace)
      for place in options.limit > 0 ? order.prefix(options.limit) : order[...] {
        let file = result.found[Int(place)]
        if !options.wantsLines {
          try body(FoundNote(only: file.path))
        } else if let note = file.details?.note
          ?? worker.search(SearchedPath(path: file.path))?.details?.note
        {
          try body(note)
        }
      }
    } catch let error as SearchError {
      throw VaultError(.badQuery, at: search.query, cause: error.message)
    }
    return report
  }

  // MARK: Narrowing

  private func found(
    by search: VaultSearch, _ plan: SearchPlan, _ root: VaultRoot, _ options: SearchOptions,
    _ report: inout SearchReport
  ) throws -> SearchRun.Result {
    func run(_ paths: [SearchedPath]) throws(SearchError) -> SearchRun.Result {
      try SearchRun(plan, root, paths, options, leavingOut: search.ownPlace).run()
    }
    let includesExcluded = options.includesExcluded
    if !plan.keysDecide, options.looksAtFiles, !held.isSettled {
      return try run(listedPaths(plan, includesExcluded: includesExcluded, &report))
    }
    var early: Result<SearchRun.Result, any Error>?
    if options.looksAtFiles {
      let visit = try begin(.each)
      // Patterns of excluded files that could be costly are tried on all paths first.
      if visit.hasTime, includesExcluded || !excluded.needsPaths {
        early = Result {
          try run(knownPaths(plan, includesExcluded: includesExcluded, visit.index))
        }
      }
      let refresh = try finish(visit, after: early?.failure)
      report.refresh = refresh
      // What was read while the vault was looked at counts if nothing there has changed.
      if refresh.foundCurrent, let early, early.failure == nil { return try early.get() }
    }
    return try run(
      withIndex { try knownPaths(plan, includesExcluded: includesExcluded, $0) })
  }

  /// Returns the files that can be found, as far as their paths tell and what the index knows of them.
  private func knownPaths(
    _ plan: SearchPlan, includesExcluded: Bool, _ index: NoteIndex
  ) throws -> [SearchedPath] {
    let answers = try KeyAnswers(plan, index)
    // Cards of canvases have tasks that the index does not count.
    let needsAll = !plan.keysDecide || plan.keys.contains(where: \.isOfTasks)
    let hidesSome = !includesExcluded && !excluded.isEmpty
    var paths: [SearchedPath] = []
    var filter = SearchPlan.PathFilter(plan)
    try index.forEachFile(in: needsAll ? nil : answers.havingAny) { id, path in
      let keys = answers.keys(of: id)
      guard filter.canHold(path, keys), !hidesSome || !excluded.contains(path) else { return }
      paths.append(SearchedPath(path: path, keys: keys))
    }
    return paths
  }

  /// Leaves out what the user excludes.
  func removeExcluded(from paths: inout [VaultPath]) {
    if excluded.isEmpty { return }
    if excluded.needsPaths { excluded.settle(paths.sorted { $0.text < $1.text }) }
    paths.removeAll { excluded.contains($0) }
  }

  /// Lists the files that can be found, as far as their paths tell.
  private func listedPaths(
    _ plan: SearchPlan, includesExcluded: Bool, _ report: inout SearchReport
  ) throws -> [SearchedPath] {
    // Patterns of excluded files that could be costly are tried on all paths.
    let needsAll = !includesExcluded && excluded.needsPaths
    let gatherer = PathsOfVault(needsAll ? nil : plan)
    var seen = RefreshReport()
    try refresher.inRoot { root in
      seen.add(try VaultWalk(root, readsFacts: false) { gatherer.add($0) }.run())
    }
    seen.warnings += refresher.warnings
    // What cannot be read is told, whether the index had to be asked or not.
    if !seen.warnings.isEmpty { report.refresh = seen }
    var paths = gatherer.paths
    if !includesExcluded { removeExcluded(from: &paths) }
    // The threads that list have asked it already.
    if needsAll { paths = paths.filter { plan.canHold($0, SearchPlan.KnownKeys()) } }
    return paths.map { SearchedPath(path: $0) }
  }

  // MARK: Order

  /// Returns the places of files in the order that is wanted.
  private func order(
    _ result: SearchRun.Result, _ search: VaultSearch, _ options: SearchOptions
  ) throws -> [Int32] {
    if options.sort == .name { return options.isReversed ? result.order.reversed() : result.order }
    let keys = try sortKeys(result.found, search, options.sort)
    if keys.isEmpty { return result.order }
    let ranked = result.order.enumerated().sorted { one, other in
      let (key, otherKey) = (keys[Int(one.element)], keys[Int(other.element)])
      if key == otherKey { return one.offset < other.offset }
      // What has no key comes last either way.
      guard let key, let otherKey else { return key != nil }
      return options.isReversed ? key < otherKey : key > otherKey
    }
    return ranked.map(\.element)
  }

  /// Sections that are ranked at most; files of further ones come last.
  private static let mostRanked = 1_000

  /// Numbers that order the files, the greatest first; none where only their names do.
  private func sortKeys(
    _ found: [SearchRun.Found], _ search: VaultSearch, _ sort: SearchSort
  ) throws -> [Int64?] {
    switch sort {
    case .name: return []
    case .modified: return found.map { $0.details?.modified }
    case .created:
      return found.map { $0.details?.created ?? FileFacts.birth(of: root + "/" + $0.path.text) }
    case .rank:
      guard let ranks = try ranks(by: search) else { return [] }
      return found.map { ranks[$0.path.text] }
    }
  }
}

extension Vault {
  /// Numbers that order files as a question with the words of a search does, the greatest first; nil without words.
  func ranks(by search: VaultSearch) throws -> [String: Int64]? {
    let words = search.tree?.wantedTexts.filter { $0.form != .pattern }.map(\.text) ?? []
    if words.isEmpty { return nil }
    var options = AskOptions(limit: Self.mostRanked, perNote: 1)
    options.includesExcluded = true
    let answers = try ask(words.joined(separator: " "), options).answers
    var ranks: [String: Int64] = [:]
    for (rank, answer) in answers.enumerated() where ranks[answer.path] == nil {
      ranks[answer.path] = Int64(-rank)
    }
    return ranks
  }
}

/// Gathers the paths of a vault while several threads list its folders.
private final class PathsOfVault: @unchecked Sendable {
  private let plan: SearchPlan?
  private let monitor = Monitor()
  // Guarded by the monitor.
  private(set) var paths: [VaultPath] = []
  /// Copies of the plan that no thread has at the moment.
  private var copies: [SearchPlan] = []

  init(_ plan: SearchPlan?) { self.plan = plan }

  func add(_ folder: ListedFolder) {
    let plan = monitor.withLock { copies.popLast() } ?? plan?.ownCopy
    let known = SearchPlan.KnownKeys()
    var found: [VaultPath] = []
    let prefix = folder.path
    for row in folder.names.rows where !row.isFolder {
      folder.names.withBytes(of: row) { name in
        let text = String(unsafeUninitializedCapacity: prefix.count + name.count) { bytes in
          _ = bytes.update(fromContentsOf: prefix)
          _ = bytes[prefix.count...].update(fromContentsOf: name)
          return prefix.count + name.count
        }
        let path = VaultPath(text)
        if plan?.canHold(path, known) ?? true { found.append(path) }
      }
    }
    monitor.withLock {
      paths += found
      if let plan { copies.append(plan) }
    }
  }
}
