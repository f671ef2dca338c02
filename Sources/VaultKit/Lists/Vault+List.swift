// A list is answered from the index: no note is read for it, unless a filter asks for its text or has a pattern, and then
// only those whose path, tags and properties do not tell.

import NoteIndex
import NoteModel
import NoteQuery
import NoteSearch
import Platform

extension Vault {
  /// Calls `body` with the files that meet a filter, in the order that the options name.
  ///
  /// Throws `VaultError`: also of kind `badQuery` where a pattern of the filter costs too much.
  ///
  /// - Parameter filter: nil for all.
  @discardableResult
  public func forEachListed(
    by filter: VaultSearch?, _ options: ListOptions, _ body: (ListedFile) throws -> Void
  ) throws -> SearchReport {
    var report = SearchReport()
    report.refresh = try refresh()
    // A question reads the index by itself.
    let ranks = options.sort == .rank ? try filter.flatMap { try self.ranks(by: $0) } ?? [:] : [:]
    let rows = try withIndex { index in
      var files = try index.listedFiles(areAll: options.includesOthers)
      if !options.includesExcluded { files.removeAll { excluded.contains($0.path) } }
      if let filter { files = try files.filter(by: met(filter, files, index, &report)) }
      let facts = ListFacts(vault: self, index: index, root: root)
      return try listed(files, facts, ranks, options)
    }
    report.files = rows.count
    for file in rows { try body(file) }
    return report
  }

  // MARK: Filter

  /// Tells which files meet a filter.
  private func met(
    _ filter: VaultSearch, _ files: [StoredFile], _ index: NoteIndex, _ report: inout SearchReport
  ) throws -> [Bool] {
    guard let plan = filter.plan else { return files.map { _ in false } }
    let answers = try KeyAnswers(plan, index)
    let keys = files.map { answers.keys(of: $0.id) }
    let decisions = zip(files, keys).map { plan.decides($0.path, $1) }
    let open = files.indices.filter { decisions[$0] == nil }.map {
      SearchedPath(path: files[$0].path, keys: keys[$0])
    }
    var options = SearchOptions()
    options.wantsLines = false
    var read: Set<VaultPath> = []
    report.readFiles = open.count
    if !open.isEmpty {
      do {
        let run = try SearchRun(
          plan, try self.files(), open, options, leavingOut: filter.ownPlace
        ).run()
        read = Set(run.found.map(\.path))
        report.unread = run.unread.map { ($0.path.text, $0.reason) }.sorted { $0.0 < $1.0 }
      } catch let error as SearchError {
        throw VaultError(.badQuery, at: filter.query, cause: error.message)
      }
    }
    return files.indices.map { decisions[$0] ?? read.contains(files[$0].path) }
  }

  // MARK: Order

  private func listed(
    _ all: [StoredFile], _ facts: ListFacts, _ ranks: [String: Int64], _ options: ListOptions
  ) throws -> [ListedFile] {
    var files = all
    let isDated = options.since != nil || options.before != nil
    let needsFacts = [.modified, .size].contains(options.sort) || isDated
    if options.includesOthers, needsFacts { facts.addFacts(to: &files) }
    if isDated {
      let times =
        options.sort == .created ? try facts.created(of: files) : files.map(\.modified)
      files = files.filter(by: times.map { options.covers($0) })
    }
    let keys = try self.keys(of: files, facts, ranks, options)
    let order = order(files, keys.keys, options)
    let shown = order.dropFirst(options.offset)
      .prefix(options.limit > 0 ? options.limit : .max)
    return try detailed(shown.map { files[$0] }, facts, keys.texts, options)
  }

  private func keys(
    of files: [StoredFile], _ facts: ListFacts, _ ranks: [String: Int64], _ options: ListOptions
  ) throws -> (keys: [ListKey?], texts: [Int64: String]) {
    func numbers(_ number: (NoteNumbers) -> Int) throws -> [ListKey?] {
      let numbers = try facts.index.numbers(of: Set(files.map(\.id)))
      return files.map { numbers[$0.id].map { .number(Double(number($0))) } }
    }
    func times(_ times: [Int64?]) -> [ListKey?] { times.map { $0.map { .number(Double($0)) } } }
    switch options.sort {
    case .name, .path, .random: return (files.map { _ in nil }, [:])
    case .modified: return (times(files.map(\.modified)), [:])
    case .created: return (times(try facts.created(of: files)), [:])
    case .size: return (times(files.map(\.size)), [:])
    case .words: return (try numbers(\.words), [:])
    case .links: return (try numbers(\.links), [:])
    case .backlinks: return (try numbers(\.backlinks), [:])
    case .rank: return (times(files.map { ranks[$0.path.text] }), [:])
    case .property(let name):
      let values = try facts.values(of: name)
      return (files.map { values[$0.id]?.key }, values.mapValues(\.text))
    }
  }

  private func order(
    _ files: [StoredFile], _ keys: [ListKey?], _ options: ListOptions
  ) -> [Int] {
    if options.sort == .random { return shuffled(files.count, options) }
    if options.sort == .path {
      return options.isReversed ? files.indices.reversed() : Array(files.indices)
    }
    let names = files.map { NameKey($0.path.stem).text }
    let isDescending = options.sort.isDescending != options.isReversed
    let isByName = options.sort == .name && options.isReversed
    return files.indices.sorted { one, other in
      if keys[one] != keys[other] {
        // What has no value comes last either way.
        guard let first = keys[one], let second = keys[other] else { return keys[one] != nil }
        return isDescending ? ListKey.precedes(second, first) : ListKey.precedes(first, second)
      }
      let (first, second) = isByName ? (other, one) : (one, other)
      // Files are in the order of their paths.
      return names[first] != names[second] ? names[first] < names[second] : first < second
    }
  }

  /// The places of some of so many files, in no order.
  private func shuffled(_ count: Int, _ options: ListOptions) -> [Int] {
    var places = Array(0..<count)
    guard let seed = options.seed else { return places.shuffled() }
    var random = RandomNumbers(state: seed)
    places.shuffle(using: &random)
    return places
  }

  // MARK: Details

  private func detailed(
    _ stored: [StoredFile], _ facts: ListFacts, _ values: [Int64: String], _ options: ListOptions
  ) throws -> [ListedFile] {
    var stored = stored
    let details = options.details
    if options.includesOthers, details.contains(.size) || details.contains(.modified) {
      facts.addFacts(to: &stored)
    }
    let created =
      details.contains(.created) ? try facts.created(of: stored) : stored.map { _ in nil }
    let numbers =
      details.contains(.numbers) ? try facts.index.numbers(of: Set(stored.map(\.id))) : [:]
    return stored.indices.map { index in
      let file = stored[index]
      var listed = ListedFile(path: file.path.text)
      listed.modified = file.modified.map { Int($0 / 1_000_000_000) }
      listed.created = created[index].map { Int($0 / 1_000_000_000) }
      listed.size = file.size.map { Int($0) }
      if let numbers = numbers[file.id] {
        listed.backlinks = numbers.backlinks
        if file.path.isNote || file.path.isCanvas {
          (listed.words, listed.links) = (numbers.words, numbers.links)
        }
      }
      listed.value = values[file.id]
      return listed
    }
  }
}

extension ListOptions {
  /// Whether a time in nanoseconds is one that is wanted.
  fileprivate func covers(_ time: Int64?) -> Bool {
    guard let time else { return false }
    let seconds = Int(time / 1_000_000_000)
    return seconds >= since ?? .min && seconds < before ?? .max
  }
}

extension Array {
  /// Returns the elements whose places are marked.
  fileprivate func filter(by marks: [Bool]) -> [Element] {
    indices.filter { marks[$0] }.map { self[$0] }
  }
}

/// Sebastiano Vigna's SplitMix64: numbers that are the same each time.
private struct RandomNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
