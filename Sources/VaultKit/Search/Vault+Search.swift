// The index holds stems of words, which tell nothing of a part of a word. So it narrows a search by tags and
// properties alone, names narrow it by themselves, and all that is left is read. What nothing of the index narrows is
// not asked of it: the folders are listed and the files read, as they are now.

import NoteIndex
import NoteModel
import NoteQuery
import NoteSearch
import Platform

extension Vault {
  /// What a search has to say beside what it found.
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
    let paths = try searchedPaths(plan, &options, &report)
    let root = try files()
    do {
      let (found, unread) = try SearchRun(
        plan, root, paths, options, leavingOut: search.ownPlace
      ).run()
      report.unread = unread.map { ($0.path.text, $0.reason) }
        .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
      report.files = found.count
      let ordered = try order(found, search, options)
      var worker = try SearchWorker(plan, root, options, search.ownPlace)
      for file in options.limit > 0 ? ordered.prefix(options.limit) : ordered[...] {
        if !options.wantsLines {
          try body(FoundNote(only: file.path))
        } else if let note = file.details?.note ?? worker.search(file.path)?.details?.note {
          try body(note)
        }
      }
    } catch let error as SearchError {
      throw VaultError(.badQuery, at: search.query, cause: error.message)
    }
    return report
  }

  // MARK: Narrowing

  func searchedPaths(
    _ plan: SearchPlan, _ options: inout SearchOptions, _ report: inout SearchReport
  ) throws -> [VaultPath] {
    let keys = plan.decidingKeys
    let includesExcluded = options.includesExcluded
    // Patterns of excluded files that could be costly are tried on all paths.
    var needsAll: Bool { !includesExcluded && excluded.needsPaths }
    var paths: [VaultPath]
    var isAsked = false
    if keys.isEmpty, options.looksAtFiles, !held.isSettled {
      isAsked = !needsAll
      paths = try listedPaths(isAsked ? plan : nil, &report)
    } else {
      if options.looksAtFiles { report.refresh = try refresh() }
      (paths, options.known) = try withIndex { index in
        let known = try notes(with: keys, of: plan, index)
        // Cards of canvases have tasks that the index does not count.
        let narrows = !keys.isEmpty && !keys.contains(where: \.isOfTasks) && !needsAll
        return (narrows ? Array(known.all) : try index.allPaths(), known)
      }
    }
    if !includesExcluded { removeExcluded(from: &paths) }
    // The threads that list have asked it already.
    if isAsked { return paths }
    let known = options.known
    return paths.filter { plan.canHold($0, known) }
  }

  /// Leaves out what the user excludes.
  func removeExcluded(from paths: inout [VaultPath]) {
    if excluded.isEmpty { return }
    if excluded.needsPaths { excluded.settle(paths.sorted { $0.text < $1.text }) }
    paths.removeAll { excluded.contains($0) }
  }

  /// Lists the files that can be found, as far as their paths tell; all without a plan.
  private func listedPaths(
    _ plan: SearchPlan?, _ report: inout SearchReport
  ) throws -> [VaultPath] {
    let gatherer = PathsOfVault(plan)
    var seen = RefreshReport()
    try refresher.inRoot { root in
      seen.add(try VaultWalk(root, readsFacts: false) { gatherer.add($0) }.run())
    }
    seen.warnings += refresher.warnings
    // What cannot be read is told, whether the index had to be asked or not.
    if !seen.warnings.isEmpty { report.refresh = seen }
    return gatherer.paths
  }

  /// Returns the notes that have what the index knows, as far as it does.
  func notes(
    with keys: [SearchPlan.Key], of plan: SearchPlan, _ index: NoteIndex
  ) throws -> SearchPlan.KnownNotes {
    var known = SearchPlan.KnownNotes()
    for key in keys {
      let ids =
        switch key {
        case .property(let name): try notes(withProperty: name, plan, index)
        case .tag(let tag): try index.notesTagged(tag)
        case .openTask: try index.notesWithTasks { $0.open > 0 }
        case .doneTask: try index.notesWithTasks { $0.done > 0 }
        case .task: try index.notesWithTasks { _ in true }
        }
      var paths: Set<VaultPath> = []
      for id in Set(ids) { if let path = try index.path(of: id) { paths.insert(path) } }
      known.notes[key] = paths
    }
    return known
  }

  private func notes(
    withProperty name: String, _ plan: SearchPlan, _ index: NoteIndex
  ) throws -> [Int64] {
    guard let wanted = plan.wantedValues(of: name) else { return try index.notes(.property, name) }
    return try index.notes(withProperty: name) { wanted.mayHold($0, isText: $1) }
  }

  // MARK: Order

  /// Puts files, which come in the order of names, in the order that is wanted.
  private func order(
    _ found: [SearchRun.Found], _ search: VaultSearch, _ options: SearchOptions
  ) throws -> [SearchRun.Found] {
    if options.sort == .name { return options.isReversed ? found.reversed() : found }
    let keys = try sortKeys(found, search, options.sort)
    if keys.isEmpty { return found }
    let order = found.indices.sorted { one, other in
      if keys[one] == keys[other] { return one < other }
      // What has no key comes last either way.
      guard let first = keys[one], let second = keys[other] else { return keys[one] != nil }
      return options.isReversed ? first < second : first > second
    }
    return order.map { found[$0] }
  }

  /// Sections that are ranked at most; files behind them come last.
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
    let known = SearchPlan.KnownNotes()
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
