import NoteIndex
import NoteLinks
import NoteModel
import NoteQuery

// What is said of filters that let nothing through.
extension Vault {
  /// Says which conditions leave nothing to find, and what may have been meant.
  func unmet(_ query: Query, _ index: NoteIndex) throws -> [QueryRepair] {
    guard let filter = query.filter else { return [] }
    return try index.unmetConditions(of: filter.wanted).map { condition in
      var message = Self.isUnmet(condition)
      if let near = try nearest(to: condition.kind, index) { message += "; nearest is \(near)" }
      return QueryRepair(column: condition.column, message: message)
    }
  }

  /// Says which conditions leave nothing out, where another one may have been meant: `-tag:bok`.
  func unmetExclusions(_ query: Query, _ index: NoteIndex) throws -> [QueryRepair] {
    guard let unwanted = query.filter?.unwanted, !unwanted.isEmpty else { return [] }
    return try index.unmetConditions(of: unwanted).compactMap { condition in
      guard let near = try nearest(to: condition.kind, index) else { return nil }
      return QueryRepair(
        column: condition.column, message: Self.isUnmet(condition) + "; nearest is \(near)")
    }
  }

  private static func isUnmet(_ condition: QueryFilter.Condition) -> String {
    switch condition.kind {
    case .tag(let tag): "no note has the tag '\(tag)'"
    case .path(let text): "no note's path holds '\(text)'"
    case .file(let text): "no note's file name holds '\(text)'"
    case .section(let term): "no heading holds '\(term.word)'"
    case .property(let name, [.exists]): "no note has a property '\(name)'"
    case .property: "no note has \(condition.text)"
    case .search, .found: "no note has what '\(condition.text)' looks for"
    }
  }

  /// Says which tag or property is near to what was read as text: `#bok`, `[statis]`.
  ///
  /// Most words after a `#` are no tags, so nothing is said where none is near.
  func addNearest(to query: inout Query, _ index: NoteIndex) throws {
    for condition in query.unknown {
      guard let near = try nearest(to: condition.kind, index) else { continue }
      if case .tag(let tag) = condition.kind {
        query.repairs.append(
          QueryRepair(
            column: condition.column,
            message: "no note has the tag '\(tag)'; reading it as text; nearest is \(near)"))
      } else if let place = query.repairs.firstIndex(where: { $0.column == condition.column }) {
        query.repairs[place].message += "; nearest is \(near)"
      }
    }
  }

  private func nearest(to kind: QueryFilter.Kind, _ index: NoteIndex) throws -> String? {
    switch kind {
    case .tag(let tag): return try nearest(toTag: tag, index).map { "'\($0)'" }
    case .path, .file, .section, .search, .found: return nil
    case .property(let name, let tests):
      if try !index.hasProperty(name) {
        var near = NearCandidates(to: name)
        try index.forEachPropertyKey { near.add($0) }
        return try near.nearest(limit: 1, where: index.hasProperty).first.map { "[\($0)]" }
      }
      guard tests.count == 1, let value = tests[0].text else { return nil }
      var near = NearCandidates(to: value)
      try index.forEachText(ofProperty: NameKey(name)) { near.add($1) }
      return near.nearest(limit: 1).first.map { "[\(name):\($0)]" }
    }
  }

  private func nearest(toTag asked: String, _ index: NoteIndex) throws -> String? {
    // Of a path the last part alone would count, and no tag has a blank.
    func words(_ tag: String) -> String { String(tag.map { $0 == "/" ? " " : $0 }) }
    func tag(_ words: String) -> String { String(words.map { $0 == " " ? "/" : $0 }) }
    var near = NearCandidates(to: words(asked))
    try index.forEachTagKey { key in
      near.add(words(key))
      // Also what tags lie below: `book` of `book/sf`.
      for (place, sign) in key.enumerated() where sign == "/" {
        near.add(words(String(key.prefix(place))))
      }
    }
    let found = try near.nearest(limit: 1) { words in
      let key = tag(words)
      return try index.hasTag(key) && (excluded.isEmpty || !notes(tagged: key).isEmpty)
    }
    guard let key = found.first.map(tag) else { return nil }
    return try index.tagName(ofKey: key) ?? key
  }
}

extension PropertyTest {
  /// The text that a value has to be or to hold.
  fileprivate var text: String? {
    switch self {
    case .holds(let text), .equals(let text): text
    case .exists, .isNull, .compares: nil
    }
  }
}
