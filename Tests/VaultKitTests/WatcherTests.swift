import Foundation
import NoteIndex
import Platform
import TestSupport
import Testing

@testable import VaultKit

/// What a command learns from a watcher, and when it does not believe one.
@Suite(.tags(.slow), TestVault.needsNotices) struct WatcherTests {
  /// Whether a new process would answer without a look at the vault.
  ///
  /// - Parameter patience: Long, since other tests may keep the watcher from answering at once.
  private func believes(_ vault: TestVault, patience: Double = 10_000) throws -> Bool {
    let opened = try vault.open()
    opened.refresher.store.patience.forWatcher = patience
    let report = try opened.refresh()
    return report.foundCurrent && report.lookMilliseconds == 0
  }

  @Test func unchangedVaultIsNotLookedAt() throws {
    let vault = try TestVault(["a.md": "apples", "deep/b.md": "pears"])
    let watcher = RunningWatcher(vault)
    #expect(try watcher.settle())
    #expect(try believes(vault))
    #expect(try vault.paths("pears") == ["deep/b.md"])
    let facts = try FileManager.default.attributesOfItem(atPath: socket(watcher))
    #expect(facts[.posixPermissions] as? Int == 0o600)
    watcher.stop()
    #expect(try !believes(vault))
    #expect(!FileSystem.exists(try socket(watcher)))
  }

  private func socket(_ watcher: RunningWatcher) throws -> String {
    let (location, _) = try watcher.place
    return location.folder + "/" + location.socket
  }

  @Test func editIsSeenAtOnceAndThenKnown() throws {
    let vault = try TestVault(["a.md": "apples"])
    let watcher = RunningWatcher(vault)
    defer { watcher.stop() }
    for number in 0..<5 {
      #expect(try watcher.settle())
      try vault.folder.write("\(number)/b.md", "word\(number)")
      #expect(try vault.paths("word\(number)") == ["\(number)/b.md"])
    }
    #expect(try watcher.settle())
    #expect(try believes(vault))
  }

  @Test(arguments: ["rebuilt", "removed"])
  func indexThatTheWatcherDoesNotKnowIsNotBelieved(_ change: String) throws {
    let vault = try TestVault(["a.md": "apples"])
    let watcher = RunningWatcher(vault)
    defer { watcher.stop() }
    #expect(try watcher.settle())
    let path = try vault.open().indexPath
    if change == "removed" { try FileManager.default.removeItem(atPath: path) }
    _ = try vault.open().writeIndex(isRebuild: change == "rebuilt")
    // It is compared with the vault by the one or the other.
    #expect(try vault.paths("apples") == ["a.md"])
    var wasBelieved = false
    for _ in 0..<200 where !wasBelieved {
      wasBelieved = try watcher.settle() && believes(vault)
    }
    #expect(wasBelieved)
  }

  @Test func laterWatcherTakesThePlaceOfAnEarlierOne() throws {
    let vault = try TestVault(["a.md": "apples"])
    let first = RunningWatcher(vault)
    #expect(try first.settle())
    let second = RunningWatcher(vault)
    #expect(try second.settle())
    first.stop()
    #expect(try second.settle() && believes(vault))
    second.stop()
  }

  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// Answers a question about the vault with this generation.
    let answer: @Sendable (_ known: Int64) -> [UInt8]?
    let isBelieved: Bool
  }

  @Test(arguments: [
    Row(testDescription: "the generation", answer: { bytes([$0]) }, isBelieved: true),
    Row(testDescription: "another", answer: { bytes([$0 + 1]) }, isBelieved: false),
    Row(testDescription: "none", answer: { _ in bytes([0]) }, isBelieved: false),
    Row(testDescription: "too short", answer: { _ in [1] }, isBelieved: false),
    Row(testDescription: "too long", answer: { bytes([$0, 1]) }, isBelieved: false),
    Row(testDescription: "nothing, as a stopped one", answer: { _ in nil }, isBelieved: false),
  ])
  func answerOfAWatcher(_ row: Row) throws {
    let vault = try TestVault(["a.md": "apples"])
    usleep(25_000)
    try vault.open().refresh()
    let opened = try vault.open()
    let known = try #require(try opened.index.generation)
    let location = opened.refresher.store.location
    let listener = try #require(SocketListener(location.socket, in: location.folder))
    let called = Called(listener: listener)
    let thread = WorkerThread {
      if let answer = row.answer(known) { called.answer(answer) }
    }
    let patience = row.answer(known) == nil ? 5.0 : 10_000
    #expect(try believes(vault, patience: patience) == row.isBelieved)
    #expect(try vault.paths("apples") == ["a.md"])
    thread?.join()
  }

  @Test func watcherDoesNotAnswerOthers() throws {
    let vault = try TestVault(["a.md": "apples"])
    let watcher = RunningWatcher(vault)
    defer { watcher.stop() }
    #expect(try watcher.settle())
    let (location, root) = try watcher.place
    let right = try #require(WatcherQuestion(root: root)).bytes
    // Each number of a question: its version, the folder, the program, the mounts.
    for number in 0..<WatcherQuestion.size / 8 {
      var other = right
      other[8 * number] ^= 1
      let call = try #require(SocketCall(location.socket, in: location.folder) { other })
      #expect(call.answer(most: 8, patience: 1000) == bytes([0]), "number \(number)")
    }
    for wrong in [[], [1], right + [0], Array(right.dropLast())] as [[UInt8]] {
      let call = SocketCall(location.socket, in: location.folder) { wrong }
      let answer = call?.answer(most: 8, patience: 1000)
      #expect(answer == (wrong.isEmpty ? nil : bytes([0])))
    }
    #expect(try watcher.settle())
  }

  @Test func linkOrFileInPlaceOfTheSocketIsNotFollowed() throws {
    let vault = try TestVault(["a.md": "apples"])
    let watcher = RunningWatcher(vault)
    #expect(try watcher.settle())
    let path = try socket(watcher)
    let beside = try TemporaryFolder()
    try FileManager.default.moveItem(atPath: path, toPath: beside.path + "/socket")
    #expect(symlink(beside.path + "/socket", path) == 0)
    #expect(try !believes(vault))
    watcher.stop()
    // A new watcher takes the place of the link, and leaves alone what it leads to.
    let next = RunningWatcher(vault)
    #expect(try next.settle() && believes(vault))
    #expect(FileManager.default.fileExists(atPath: beside.path + "/socket"))
    next.stop()
    try beside.write("file", "text")
    #expect(symlink(beside.path + "/file", path) == 0)
    #expect(try !believes(vault))
  }

  @Test func socketThatNobodyAnswersOnIsReplaced() throws {
    let vault = try TestVault(["a.md": "apples"])
    try vault.open().refresh()
    let location = try vault.open().refresher.store.location
    let path = location.folder + "/" + location.socket
    let left = try #require(SocketListener("left", in: location.folder))
    try FileManager.default.moveItem(atPath: location.folder + "/left", toPath: path)
    // It listens, and answers nothing.
    #expect(try !believes(vault, patience: 5))
    withExtendedLifetime(left) {}
    let watcher = RunningWatcher(vault)
    defer { watcher.stop() }
    #expect(try watcher.settle() && believes(vault))
  }

  @Test func longPathOfTheIndexesIsNoHindrance() throws {
    let vault = try TestVault(["a.md": "apples"])
    var place = vault.place
    place.indexFolder += "/" + String(repeating: "long-name-", count: 20) + "/é"
    let watcher = RunningWatcher(place)
    defer { watcher.stop() }
    #expect(try watcher.settle())
    let opened = try Vault(at: place)
    opened.refresher.store.patience.forWatcher = 10_000
    let report = try opened.refresh()
    #expect(report.foundCurrent && report.lookMilliseconds == 0)
  }
}

private func bytes(_ numbers: [Int64]) -> [UInt8] { numbers.withUnsafeBytes { Array($0) } }

/// A listener that one other thread answers on.
private struct Called: @unchecked Sendable {
  let listener: SocketListener

  /// Waits until somebody calls, and answers.
  func answer(_ answer: [UInt8]) {
    var entry = pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&entry, 1, 5000)
    listener.answer(most: WatcherQuestion.size) { _ in answer }
  }
}
