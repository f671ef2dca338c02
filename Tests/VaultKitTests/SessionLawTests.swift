import TestSupport
import Testing

@testable import VaultKit

/// Whatever is edited between two questions of a session, it answers as a new index would.
@Suite(TestVault.needsNotices) struct SessionLawTests {
  @Test(arguments: Rounds.seeds(8))
  func sessionAnswersAsANewIndexAfterAnyEdits(_ seed: UInt64) throws {
    var edits = try SessionEdits(vault: TestVault(), seed: seed)
    try edits.run(6)
    let session = try Session(at: edits.vault.place)
    var known = 0
    for round in 0..<5 {
      if try edits.settle(session) { known += 1 }
      try edits.run(Int.random(in: 0...2, using: &edits.random))
      try expectNew(
        session.vault(), edits.vault, "VQ_SEED=\(seed), round \(round)", isWhole: round == 4)
    }
    // Else each question looked at the vault, and the law says nothing.
    #expect(known > 0 || edits.hasDoubt, "VQ_SEED=\(seed)")
  }

  @Test(arguments: Rounds.seeds(4))
  func commandAnswersAsANewIndexBesideAWatcher(_ seed: UInt64) throws {
    var edits = try SessionEdits(vault: TestVault(), seed: seed)
    try edits.run(6)
    let watcher = RunningWatcher(edits.vault)
    defer { watcher.stop() }
    var known = 0
    for round in 0..<5 {
      if try !edits.hasDoubt && watcher.settle() { known += 1 }
      try edits.run(Int.random(in: 0...2, using: &edits.random))
      let command = try edits.vault.open()
      try command.refresh()
      try expectNew(
        command, edits.vault, "VQ_SEED=\(seed), round \(round)", isWhole: round == 4)
    }
    #expect(known > 0 || edits.hasDoubt, "VQ_SEED=\(seed)")
    #expect(watcher.failure == nil, "VQ_SEED=\(seed)")
  }

  private func expectNew(
    _ opened: Vault, _ vault: TestVault, _ place: String, isWhole: Bool
  ) throws {
    let other = try TemporaryFolder()
    var new = vault.place
    new.indexFolder = other.path
    let made = try Vault(at: new)
    try made.refresh()
    let said = try IndexDump.lines(opened.index)
    let expected = try IndexDump.lines(made.index)
    #expect(said == expected, "\(place): \(said.difference(from: expected))")
    guard isWhole else { return }
    #expect(try EveryAnswer.lines(opened) == EveryAnswer.lines(made), "\(place)")
  }
}
