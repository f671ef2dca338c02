import NoteModel
import Patterns
import SQLite

/// The files that a user excludes by Obsidian's setting `userIgnoreFilters`.
///
/// They are still linked, but left out of answers, counts and lists. A filter between slashes is a regular expression
/// over the path, any other one the beginning of paths; neither minds letter case.
///
/// The setting may come from a stranger. So a pattern that cannot be used counts as absent, a path that takes a pattern
/// too many steps is not excluded by it, and once all paths together have taken too many, no pattern is tried any more.
final class ExcludedFiles {
  /// A filter that counts as absent, for all paths or for some.
  struct Fault: Hashable {
    var filter: String
    var message: String
    /// Whether the filter may be good, but is more than vq does.
    var isLimit: Bool
  }

  /// The most filters that count.
  static let mostFilters = 500
  /// The most steps for one path; the longest usual one takes some hundreds.
  private static let mostSteps = 50_000

  private var prefixes: [String] = []
  private var matchers: [PatternMatcher] = []
  /// Patterns that were too costly for a path, by place among the matchers.
  private var costly: Set<Int> = []
  /// Steps that may be taken before no pattern is tried any more: about a third of a second.
  private var stepsLeft = 20_000_000
  /// What was found wrong so far.
  private(set) var faults: [Fault] = []

  /// Reads the setting in the content of `app.json`; without one nothing is excluded.
  convenience init(json: [UInt8]?) {
    var filters: [String] = []
    if let json, let connection = try? Connection(path: "", mode: .memory),
      let rows = try? connection.prepare(
        """
        SELECT value FROM json_each(?1, '$.userIgnoreFilters') WHERE type = 'text'
        LIMIT \(Self.mostFilters + 1)
        """)
    {
      rows.bind(String(decoding: json, as: UTF8.self), at: 1)
      while (try? rows.step()) == true { filters.append(rows.text(0)) }
    }
    self.init(filters)
  }

  init(_ filters: [String]) {
    for filter in filters.prefix(Self.mostFilters) where !filter.isEmpty {
      guard filter.utf8.count > 2, filter.hasPrefix("/"), filter.hasSuffix("/") else {
        prefixes.append(NameKey(filter).text)
        continue
      }
      do throws(PatternError) {
        let pattern = try Pattern(String(filter.dropFirst().dropLast()), [.ignoresCase])
        matchers.append(try PatternMatcher(pattern, mostSteps: Self.mostSteps))
      } catch {
        let isLimit = error.kind != .syntax
        let place = isLimit ? "" : ", at byte \(error.offset + 1)"
        faults.append(Fault(filter: filter, message: error.message + place, isLimit: isLimit))
      }
    }
    if filters.count > Self.mostFilters {
      let message = "only the first \(Self.mostFilters) filters count"
      faults.append(Fault(filter: "", message: message, isLimit: true))
    }
  }

  /// Whether nothing is excluded.
  var isEmpty: Bool { prefixes.isEmpty && matchers.isEmpty }

  /// Whether a file is excluded.
  func contains(_ path: VaultPath) -> Bool {
    if isEmpty { return false }
    let key = NameKey(path.text).text
    if prefixes.contains(where: { key.utf8.starts(with: $0.utf8) }) { return true }
    if matchers.isEmpty { return false }
    var text = path.text
    return text.withUTF8 { bytes in
      matchers.indices.contains { matches(UnsafeRawBufferPointer(bytes), $0) }
    }
  }

  private func matches(_ path: UnsafeRawBufferPointer, _ place: Int) -> Bool {
    if stepsLeft < 0 {
      fault(place, "the paths of the vault take all patterns too many steps to match")
      return false
    }
    let matcher = matchers[place]
    defer { stepsLeft -= matcher.steps }
    do throws(PatternError) { return try matcher.firstMatch(in: path) != nil } catch {
      fault(place, error.message + " against '\(String(decoding: path, as: UTF8.self))'")
      return false
    }
  }

  private func fault(_ place: Int, _ message: String) {
    guard costly.insert(place).inserted else { return }
    let filter = "/" + matchers[place].pattern.source + "/"
    faults.append(Fault(filter: filter, message: message, isLimit: true))
  }
}
