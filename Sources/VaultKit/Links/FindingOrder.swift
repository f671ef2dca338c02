import NoteModel
import Platform

/// A problem and, for a link, the target it is about.
struct FoundProblem {
  var finding: Finding
  var target: String?
}

/// Brings problems into the order of paths and places, while most of them come in it.
///
/// Problems of links come by path and place, one by one; the few others are known before.
struct FindingOrder {
  private let others: [FoundProblem]
  private var next = 0
  /// Problems of the place at hand.
  private var open: [FoundProblem] = []

  /// Takes the problems that are not of links, in any order.
  init(_ others: [FoundProblem]) {
    self.others = others.sorted { Self.compare($0.finding, $1.finding) < 0 }
  }

  /// Adds the next problem of a link, and calls `body` with what now is known to come next.
  mutating func add(
    _ problem: FoundProblem, _ body: (FoundProblem) throws -> Void
  ) throws {
    if let last = open.last, Self.compare(last.finding, problem.finding, byPlace: true) != 0 {
      try close(body)
    }
    open.append(problem)
  }

  /// Calls `body` with what is left.
  mutating func finish(_ body: (FoundProblem) throws -> Void) throws {
    try close(body)
    for problem in others[next...] { try body(problem) }
    next = others.count
  }

  private mutating func close(_ body: (FoundProblem) throws -> Void) throws {
    if open.count > 1 { open.sort { $0.finding.kind < $1.finding.kind } }
    for problem in open {
      while next < others.count, Self.compare(others[next].finding, problem.finding) <= 0 {
        try body(others[next])
        next += 1
      }
      try body(problem)
    }
    open.removeAll(keepingCapacity: true)
  }

  private static func compare(
    _ first: Finding, _ second: Finding, byPlace: Bool = false
  ) -> Int {
    var (path, other) = (first.path, second.path)
    let order = path.withUTF8 { path in
      other.withUTF8 { ByteOrder.compare(UnsafeRawBufferPointer(path), UnsafeRawBufferPointer($0)) }
    }
    if order != 0 { return Int(order) }
    let places = ((first.line, first.column), (second.line, second.column))
    if places.0 != places.1 { return places.0 < places.1 ? -1 : 1 }
    if byPlace || first.kind == second.kind { return 0 }
    return first.kind < second.kind ? -1 : 1
  }
}

/// The problems that a note accepts: each a kind, and the target it is accepted for unless it is for all.
struct Acceptances {
  private(set) var kinds: Set<String> = []
  private var ofAll: Set<String> = []
  private var ofTargets: Set<String> = []

  /// Reads `link-unresolved` or `link-unresolved Name of the note`.
  mutating func add(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1)
    let kind = parts.first.map(String.init) ?? ""
    kinds.insert(kind)
    if parts.count > 1 {
      ofTargets.insert(Self.key(kind, parts[1]))
    } else {
      ofAll.insert(kind)
    }
  }

  func covers(_ problem: FoundProblem) -> Bool {
    if ofAll.contains(problem.finding.kind) { return true }
    guard !ofTargets.isEmpty, let target = problem.target else { return false }
    return ofTargets.contains(Self.key(problem.finding.kind, target))
  }

  private static func key(_ kind: String, _ target: some StringProtocol) -> String {
    kind + " " + NameKey(target).text
  }
}
