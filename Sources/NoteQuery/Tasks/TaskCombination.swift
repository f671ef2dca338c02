// The plugin finds the words between filters by the brackets around them, since a filter may have brackets and capital
// words of its own: `(path includes a (b)) AND (done)`. So it is read here: no bracket inside of a filter counts. Nothing
// calls itself, since a note may nest brackets as deep as it is long.

import Characters

/// Reads filters that `AND`, `OR`, `XOR` and `NOT` join.
enum TaskCombination {
  /// A part of the line.
  enum Token: Hashable {
    case open
    case close
    case not
    case join(TaskFilter.Step)
    case filter(String)
  }

  /// A part in the order in which the line is answered.
  enum Ordered {
    case filter(String)
    case `operator`(TaskFilter.Step)
  }

  private static let pairs: [(open: UInt8, close: UInt8)] = [
    (UInt8(ascii: "("), UInt8(ascii: ")")), (UInt8(ascii: "["), UInt8(ascii: "]")),
    (UInt8(ascii: "{"), UInt8(ascii: "}")), (UInt8(ascii: "\""), UInt8(ascii: "\"")),
  ]
  private static let joins: [(name: String, step: TaskFilter.Step)] = [
    ("AND", .and), ("OR", .or), ("XOR", .xor),
  ]

  /// Cuts a line into its parts; nil for one whose filters do not stand in one kind of brackets.
  static func tokens(_ line: String) -> [Token]? {
    let bytes = Array(line.utf8)[...]
    let first = bytes.first { !($0 == .space || $0.isCapital) }
    guard let pair = pairs.first(where: { $0.open == first && $0.close == bytes.last }) else {
      return nil
    }
    var scanner = Scanner(bytes: Array(bytes), open: pair.open, close: pair.close)
    scanner.scan()
    return scanner.tokens
  }

  /// Whether a line without tokens is one all the same, but for its brackets.
  static func mayBeMeant(by line: String) -> Bool {
    let bytes = Array(line.utf8)
    guard let first = bytes.firstIndex(where: { byte in pairs.contains { $0.open == byte } }) else {
      return false
    }
    let isClosed = bytes[(first + 1)...].contains { byte in pairs.contains { $0.close == byte } }
    return isClosed || joins.contains { line.hasPrefix($0.name) } || line.hasPrefix("NOT")
  }

  /// Tells that a word between brackets has to stand in capitals; nil where none would.
  static func smallWord(in text: String) -> TaskLineError? {
    let bytes = Array(text.utf8)
    // What stands before the word: the beginning, or the bracket of another filter.
    var isBehindFilter = true
    var place = 0
    while place < bytes.count {
      if bytes[place].isBlank {
        place += 1
        continue
      }
      let word = bytes[place...].prefix { $0.isLetter }
      let name = String(decoding: word, as: UTF8.self)
      let capitals = name.uppercased()
      let isWord = isBehindFilter && ["AND", "OR", "XOR", "NOT"].contains(capitals)
      if isWord, name != capitals {
        let next = bytes[word.endIndex...].first { !$0.isBlank }
        if pairs.contains(where: { $0.open == next }) {
          return TaskLineError("'\(name)' before a bracket is written '\(capitals)'")
        }
      }
      isBehindFilter = isWord || pairs.contains { $0.close == bytes[place] }
      place += max(1, word.count)
    }
    return nil
  }

  /// Calls `body` with filters and operators, operators behind what they join. Throws `TaskLineError`.
  static func forEachStep(
    _ tokens: [Token], _ body: (Ordered) throws(TaskLineError) -> Void
  ) throws(TaskLineError) {
    var waiting: [Token] = []
    var wantsFilter = true
    func rank(_ token: Token) -> Int {
      switch token {
      case .not: 4
      case .join(.xor): 3
      case .join(.and): 2
      case .join: 1
      default: 0
      }
    }
    func tell(_ token: Token) throws(TaskLineError) {
      if case .join(let step) = token {
        try body(.operator(step))
      } else {
        try body(.operator(.not))
      }
    }
    for token in tokens {
      switch token {
      case .open, .not:
        if !wantsFilter { throw TaskLineError("AND, OR or XOR is missing between two filters") }
        waiting.append(token)
      case .filter(let text):
        if !wantsFilter { throw TaskLineError("AND, OR or XOR is missing between two filters") }
        try body(.filter(text))
        wantsFilter = false
      case .join:
        if wantsFilter { throw TaskLineError("a filter is missing before AND, OR or XOR") }
        while let last = waiting.last, rank(last) >= rank(token) { try tell(waiting.removeLast()) }
        waiting.append(token)
        wantsFilter = true
      case .close:
        if wantsFilter { throw TaskLineError("a filter is missing before a closing bracket") }
        while let last = waiting.last, last != .open { try tell(waiting.removeLast()) }
        if waiting.popLast() == nil { throw TaskLineError("a closing bracket closes nothing") }
      }
    }
    if wantsFilter { throw TaskLineError("a filter is missing at the end") }
    while let last = waiting.popLast() {
      if last == .open { throw TaskLineError("a bracket is never closed") }
      try tell(last)
    }
  }

  private struct Scanner {
    let bytes: [UInt8]
    let open: UInt8
    let close: UInt8
    var tokens: [Token] = []

    private var isQuoted: Bool { open == close }

    mutating func scan() {
      var start = 0
      var place = 0
      while place < bytes.count {
        guard bytes[place] == close, let found = joint(at: place) else {
          place += 1
          continue
        }
        addPieces(start..<place)
        bracket(.close)
        tokens += found.tokens
        bracket(.open)
        (start, place) = (found.end, found.end)
      }
      addPieces(start..<bytes.count)
    }

    /// Quotes only mark where a filter is: they do not nest.
    private mutating func bracket(_ token: Token) { if !isQuoted { tokens.append(token) } }

    private func behindBlanks(_ place: Int) -> Int {
      var place = place
      while place < bytes.count, bytes[place].isBlank { place += 1 }
      return place
    }

    private func holds(_ word: String, at place: Int) -> Bool {
      bytes[min(place, bytes.count)...].starts(with: word.utf8)
    }

    /// Returns what stands between two filters, from the bracket of one to that of the other.
    private func joint(at place: Int) -> (tokens: [Token], end: Int)? {
      let start = behindBlanks(place + 1)
      for (name, step) in joins where holds(name, at: start) {
        let end = start + name.utf8.count
        let next = behindBlanks(end)
        if next < bytes.count, bytes[next] == open { return ([.join(step)], next + 1) }
        if step != .xor, next > end, let not = negation(at: next) {
          return ([.join(step), .not], not)
        }
      }
      return nil
    }

    /// Returns the place behind `NOT (`.
    private func negation(at place: Int) -> Int? {
      guard holds("NOT", at: place) else { return nil }
      let next = behindBlanks(place + 3)
      return next < bytes.count && bytes[next] == open ? next + 1 : nil
    }

    private mutating func addPieces(_ range: Range<Int>) {
      var start = range.lowerBound
      var place = start
      while place < range.upperBound {
        guard let end = negation(at: place), end <= range.upperBound else {
          place += 1
          continue
        }
        addPiece(start..<place)
        tokens.append(.not)
        bracket(.open)
        (start, place) = (end, end)
      }
      addPiece(start..<range.upperBound)
    }

    /// Adds a filter with the brackets that stand around it.
    private mutating func addPiece(_ range: Range<Int>) {
      var (start, end) = (range.lowerBound, range.upperBound)
      while start < end, bytes[start] == open || bytes[start].isBlank {
        if bytes[start] == open { bracket(.open) }
        start += 1
      }
      var closes = 0
      while end > start, bytes[end - 1] == close || bytes[end - 1].isBlank {
        if bytes[end - 1] == close { closes += 1 }
        end -= 1
      }
      // What is left before `NOT (` may be `) AND`.
      while start < end, bytes[start] == close {
        bracket(.close)
        start = behindBlanks(start + 1)
      }
      if start < end {
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        if text == "NOT" {
          tokens.append(.not)
        } else {
          tokens.append(joins.first { $0.name == text }.map { .join($0.step) } ?? .filter(text))
        }
      }
      for _ in 0..<closes { bracket(.close) }
    }
  }
}
