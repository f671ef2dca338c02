import TestSupport
import Testing
import VaultKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a program that watches a vault sees.
@Suite struct WatchTests {
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
}
