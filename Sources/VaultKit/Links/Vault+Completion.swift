import NoteIndex
import NoteLinks
import NoteModel
import NoteParsing
import Platform

extension Vault {
  /// What a shell can complete.
  public enum Completable: Sendable {
    /// A note by name, alias or path, and a heading or block of it after `#`.
    case note
    case tag
    case property
  }

  /// Returns what begins with a text, from the index as it is: the files are not looked at.
  ///
  /// Only to complete a heading or a block its note is read. Returns nothing where there is no index yet.
  ///
  /// - Parameter limit: At most so many of each kind.
  public func completions(
    of kind: Completable, beginningWith start: String, limit: Int = 5_000
  ) throws -> [String] {
    guard FileSystem.exists(indexPath) else { return [] }
    _ = try finish(begin(.never))
    return try withIndex { index in
      switch kind {
      case .note: try notes(beginningWith: start, limit, index)
      case .tag:
        try keys(.tag, start, index).map {
          try index.tagName(ofKey: $0, most: Self.mostSpellings) ?? $0
        }
      case .property: try keys(.property, start, index)
      }
    }
  }

  /// Returns the paths of the notes whose path begins with a text, and then of those whose name does.
  public func notePaths(beginningWith start: String) throws -> [String] {
    let key = NameKey(start).text
    let paths = try withIndex { try $0.allNotePaths() }
    let first = paths.filter { NameKey($0.text).text.hasPrefix(key) }
    let others = paths.filter { !NameKey($0.text).text.hasPrefix(key) }
    return (first + others.filter { NameKey($0.name).text.hasPrefix(key) }).map(\.text)
  }

  /// Most notes of a tag whose spelling of it is read.
  private static let mostSpellings = 16

  private func notes(
    beginningWith start: String, _ limit: Int, _ index: NoteIndex
  ) throws -> [String] {
    if let hash = start.firstIndex(of: "#") {
      let name = String(start[..<hash])
      return try fragments(of: name, beginningWith: start[start.index(after: hash)...])
        .map { name + "#" + $0 }
    }
    let key = NameKey(start).text
    if start.contains("/") {
      return try index.allNotePaths().map(\.text).filter { NameKey($0).text.hasPrefix(key) }
    }
    let paths = try index.notes(whoseNameBeginsWith: key, limit: limit)
    let namesakes = Dictionary(grouping: paths) { NameKey($0.name).text }
    let names = paths.map { path in
      // A name of several notes means none of them.
      namesakes[NameKey(path.name).text]?.count == 1 ? String(path.stem) : path.text
    }
    // Before a letter is typed, names are more than enough.
    if start.isEmpty { return names }
    var aliases: [String] = []
    for key in try keys(.alias, start, index).prefix(limit) {
      guard let note = try index.notes(.alias, key).first else { continue }
      aliases += try index.aliases(of: note).filter { NameKey($0).text == key }.prefix(1)
    }
    return names + aliases
  }

  /// The headings of a note, or its blocks after `^`.
  private func fragments(of name: String, beginningWith start: Substring) throws -> [String] {
    guard let path = try? note(named: name).path, path.isNote else { return [] }
    if start.hasPrefix("^") {
      return try parse(path, for: .fragments).note.blockIDs.map { "^" + $0.id }
        .filter { $0.hasPrefix(start) }
    }
    let key = NameKey(start).text
    let chains = HeadingChains(try parse(path, for: .fragments).note)
    return chains.headings.indices.compactMap(chains.fragment)
      .filter { NameKey($0).text.hasPrefix(key) }
  }

  /// Keys of tags, properties or aliases that a note has, in their order.
  private func keys(_ kind: KeyKind, _ start: String, _ index: NoteIndex) throws -> [String] {
    var found: Set<String> = []
    try index.forEachKey(of: kind, beginningWith: NameKey(start).text) { found.insert($0) }
    return try found.sorted().filter { try index.isThere(kind, $0) }
  }
}
