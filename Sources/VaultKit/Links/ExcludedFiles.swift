import NoteModel
import Patterns
import SQLite

/// The files that a user excludes by Obsidian's setting `userIgnoreFilters`.
///
/// They are still linked, but left out of answers, counts and lists. A filter between slashes is a regular expression
/// over the path, any other one the beginning of paths; neither minds letter case.
///
/// The setting may come from a stranger. A pattern that cannot be used, or that takes too many steps for one path of the
/// vault or for all of them, counts as absent for every path, and the others stay. So that no command depends on the
/// paths it asks for, patterns whose cost cannot be told by their text are tried on all paths first.
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
  /// Most steps for all paths and patterns together: about two seconds.
  private static let mostStepsInAll = 100_000_000
  /// Steps that each pattern may take in any case.
  private static let leastSteps = 500_000

  private var prefixes: [String] = []
  /// Those that can be used as far as their text tells.
  private var compiled: [PatternMatcher] = []
  /// Those of them that count.
  private var matchers: [PatternMatcher] = []
  /// Whether `matchers` holds for the paths of the vault.
  private var isSettled = false
  /// Faults that the text of the filters tells.
  private var faultsOfText: [Fault] = []
  /// What was found wrong; complete once the paths of the vault were tried.
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
        compiled.append(try PatternMatcher(pattern, mostSteps: Self.mostSteps))
      } catch {
        let isLimit = error.kind != .syntax
        let place = isLimit ? "" : ", at byte \(error.offset + 1)"
        faultsOfText.append(Fault(filter: filter, message: error.message + place, isLimit: isLimit))
      }
    }
    if filters.count > Self.mostFilters {
      let message = "only the first \(Self.mostFilters) filters count"
      faultsOfText.append(Fault(filter: "", message: message, isLimit: true))
    }
    forgetPaths()
  }

  /// Whether patterns have to be tried on the paths of the vault before any of them is asked for.
  var needsPaths: Bool { !isSettled && compiled.contains { !$0.pattern.isLinear } }

  /// Forgets what the paths of the vault told: some have come or gone.
  func forgetPaths() {
    (matchers, faults, isSettled) = (compiled, faultsOfText, false)
  }

  /// Tries the patterns on all paths, and leaves those out that are too costly.
  ///
  /// - Parameter paths: Of all files that may be asked for, in an order of their own.
  func settle(_ paths: [VaultPath]) {
    forgetPaths()
    isSettled = true
    let most = max(Self.mostStepsInAll / max(1, compiled.count), Self.leastSteps)
    matchers = compiled.filter { matcher in
      if matcher.pattern.isLinear { return true }
      var left = most
      for path in paths {
        do throws(PatternError) { _ = try Self.matches(matcher, path) } catch {
          fault(matcher, error.message + " against '\(path)'")
          return false
        }
        left -= matcher.steps
        if left < 0 {
          fault(matcher, "it takes too many steps to match against all paths of the vault")
          return false
        }
      }
      return true
    }
  }

  /// Whether nothing is excluded.
  var isEmpty: Bool { prefixes.isEmpty && compiled.isEmpty }

  /// Whether a file is excluded.
  func contains(_ path: VaultPath) -> Bool {
    if isEmpty { return false }
    let key = NameKey(path.text).text
    if prefixes.contains(where: { key.utf8.starts(with: $0.utf8) }) { return true }
    return matchers.contains { matcher in
      do throws(PatternError) { return try Self.matches(matcher, path) } catch {
        fault(matcher, error.message + " against '\(path)'")
        return false
      }
    }
  }

  private static func matches(
    _ matcher: PatternMatcher, _ path: VaultPath
  ) throws(PatternError) -> Bool {
    var text = path.text
    var failure: PatternError?
    let isFound = text.withUTF8 { bytes in
      do throws(PatternError) {
        return try matcher.firstMatch(in: UnsafeRawBufferPointer(bytes)) != nil
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    return isFound
  }

  private func fault(_ matcher: PatternMatcher, _ message: String) {
    let filter = "/" + matcher.pattern.source + "/"
    if faults.contains(where: { $0.filter == filter }) { return }
    faults.append(Fault(filter: filter, message: message, isLimit: true))
  }
}
