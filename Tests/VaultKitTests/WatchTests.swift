import TestSupport
import Testing
import VaultKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a program that watches a vault sees.
@Suite(.tags(.slow)) struct WatchTests {
  /// Watches a vault; each step is taken when the one before has been seen, or the last look told nothing.
  ///
  /// Returns what was reported, `kind path` each.
  private func watch(
    _ vault: TestVault, longestRest: Double = 1e9, progress: ((RefreshProgress) -> Void)? = nil,
    _ steps: [() throws -> Bool]
  ) throws -> [String] {
    var seen: [String] = []
    var left = steps[...]
    var turns = 0
    var failure: (any Error)?
    try Vault(at: vault.place, progress: progress).watch(
      patience: 100, longestRest: longestRest,
      isStopped: {
        turns += 1
        do { if let step = left.first, try step() { left.removeFirst() } } catch { failure = error }
        return failure != nil || turns > 600 || (left.isEmpty && !seen.isEmpty)
      },
      onChange: { report in
        // The first look of all.
        if report.rebuilt == nil { seen += report.changes.map { "\($0.kind) \($0.path)" } }
      })
    if let failure { throw failure }
    return seen
  }

  @Test func noteInAFolderThatWasEmptyIsSeen() throws {
    let vault = try TestVault(["a.md": "apples"])
    var turns = 0
    let seen = try watch(
      vault,
      [
        { mkdir(vault.folder.path + "/new", 0o700) == 0 },
        {
          // Until the event of the folder has been dealt with.
          turns += 1
          return turns > 4
        },
        {
          try vault.folder.write("new/b.md", "pears")
          return true
        },
      ])
    #expect(seen == ["added new/b.md"])
  }

  @Test func editOfAnotherFolderInPlaceOfTheVaultIsSeen() throws {
    let vault = try TestVault(["a.md": "apples"])
    let other = try TemporaryFolder()
    try other.write("a.md", "apples")
    let path = vault.folder.path
    let seen = try watch(
      vault,
      [
        { rename(path, path + ".old") == 0 && rename(other.path, path) == 0 },
        {
          try vault.folder.write("b.md", "pears")
          return true
        },
      ])
    #expect(seen.last == "added b.md")
    #expect(rename(path, other.path) == 0 && rename(path + ".old", path) == 0)
  }

  @Test func editThatTheSystemTellsNothingOfIsSeen() throws {
    let vault = try TestVault(["a.md": "apples"])
    let outside = try TemporaryFolder()
    // Under another name of the file.
    #expect(link(vault.folder.path + "/a.md", outside.path + "/other") == 0)
    let seen = try watch(
      vault, longestRest: 0,
      [
        {
          try outside.write("other", "pears")
          return true
        }
      ])
    #expect(seen == ["changed a.md"])
  }

  @Test func slowMakingOfTheIndexIsNoReasonToRestLong() throws {
    let vault = try TestVault(["a.md": "apples"])
    let outside = try TemporaryFolder()
    #expect(link(vault.folder.path + "/a.md", outside.path + "/other") == 0)
    let seen = try watch(
      vault, longestRest: 0, progress: { _ in usleep(1_000_000) },
      [
        {
          try outside.write("other", "pears")
          return true
        }
      ])
    #expect(seen == ["changed a.md"])
  }

  /// Each edit is told once, whether the watcher or another process brings it into the index.
  @Test(arguments: Rounds.seeds(2))
  func eachEditIsToldOnce(_ seed: UInt64) async throws {
    let (told, made) = try await inOwnThread { try Self.watchEdits(seed) }
    #expect(told.sorted() == made.sorted())
  }

  /// Edits a vault and watches it; returns what was told and what was done.
  private static func watchEdits(_ seed: UInt64) throws -> (told: [String], made: [String]) {
    var random = SeededGenerator(seed: seed)
    let vault = try TestVault(
      Dictionary(uniqueKeysWithValues: (0..<20).map { ("\($0).md", "note \($0) of \(seed)") }))
    try vault.open().refresh()
    var edits = Edits(names: (0..<20).map { "\($0).md" })
    var told: [String] = []
    var turns = 0
    var failure: (any Error)?
    try vault.open().watch(
      patience: 1, longestRest: 1e9,
      isStopped: {
        turns += 1
        do {
          // Notes that wait to be told of are left alone: two changes of one note may be told as one.
          if edits.count < 300,
            edits.made.count - told.count < Int.random(in: 1...4, using: &random)
          {
            try edits.edit(vault, leaving: told, &random)
          }
          // As a command between two edits.
          if Bool.random(using: &random) { try vault.open().refresh() }
        } catch { failure = error }
        return failure != nil || turns > 20_000
          || edits.count >= 300 && told.count >= edits.made.count && turns % 50 == 0
      },
      onChange: { report in told += report.changes.map { "\($0.kind) \($0.path)" } })
    if let failure { throw failure }
    return (told, edits.made)
  }
}

/// Edits of notes, each one of another note than those that wait to be told of.
private struct Edits {
  var names: [String]
  private(set) var made: [String] = []
  private(set) var count = 0

  init(names: [String]) { self.names = names }

  mutating func edit(
    _ vault: TestVault, leaving told: [String], _ random: inout SeededGenerator
  ) throws {
    count += 1
    let (made, told) = (Self.counts(made), Self.counts(told))
    let free = names.filter { made[$0] == told[$0] }
    let text = "text \(count) and \(UInt32.random(in: 0 ... .max, using: &random))"
    guard let name = free.randomElement(using: &random), free.count > 5 else {
      return try add(vault, text)
    }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: try add(vault, text)
    case 1:
      names.removeAll { $0 == name }
      self.made.append("removed \(name)")
      try vault.folder.remove(name)
    case 2:
      let new = "moved\(count).md"
      names = names.filter { $0 != name } + [new]
      self.made.append("moved \(new)")
      try vault.folder.move(name, to: new)
    default:
      self.made.append("changed \(name)")
      try vault.folder.write(name, text + String(repeating: "x", count: count))
    }
  }

  /// How often each note is named.
  private static func counts(_ changes: [String]) -> [String: Int] {
    changes.reduce(into: [:]) { counts, change in
      counts[String(change.split(separator: " ")[1]), default: 0] += 1
    }
  }

  private mutating func add(_ vault: TestVault, _ text: String) throws {
    names.append("new\(count).md")
    made.append("added new\(count).md")
    try vault.folder.write("new\(count).md", text)
  }
}
