import NoteModel
import SQLite

/// The files that a user excludes by Obsidian's setting `userIgnoreFilters`.
///
/// They are still linked and searched, but left out of counts of tags and properties and of unlinked
/// mentions. A filter between slashes is a regular expression over the path, any other one the
/// beginning of paths; neither minds letter case.
struct ExcludedFiles {
  private var prefixes: [String] = []
  private var patterns: [Regex<AnyRegexOutput>] = []

  /// Reads the setting in the content of `app.json`; without one nothing is excluded.
  init(json: [UInt8]?) {
    var filters: [String] = []
    if let json, let connection = try? Connection(path: "", mode: .memory),
      let rows = try? connection.prepare(
        "SELECT value FROM json_each(?1, '$.userIgnoreFilters') WHERE type = 'text'")
    {
      rows.bind(String(decoding: json, as: UTF8.self), at: 1)
      while (try? rows.step()) == true { filters.append(rows.text(0)) }
    }
    self.init(filters)
  }

  init(_ filters: [String]) {
    for filter in filters where !filter.isEmpty {
      if filter.utf8.count > 2, filter.hasPrefix("/"), filter.hasSuffix("/") {
        // What is no regular expression excludes nothing.
        if let pattern = try? Regex(String(filter.dropFirst().dropLast())) {
          patterns.append(pattern.ignoresCase())
        }
      } else {
        prefixes.append(NameKey(filter).text)
      }
    }
  }

  /// Whether nothing is excluded.
  var isEmpty: Bool { prefixes.isEmpty && patterns.isEmpty }

  /// Whether a file is excluded.
  func contains(_ path: VaultPath) -> Bool {
    if isEmpty { return false }
    let key = NameKey(path.text).text
    return prefixes.contains { key.utf8.starts(with: $0.utf8) }
      || patterns.contains { path.text.contains($0) }
  }
}
