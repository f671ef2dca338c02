import TestSupport
import Testing

@testable import VaultKit

/// Problems are kept while nothing changes, and no longer.
@Suite(TestVault.needsNotices) struct KeptFindingsTests {
  /// What is kept is what a new look finds, behind random edits too.
  @Test(arguments: Rounds.seeds(3))
  func keptProblemsAreThoseOfTheVault(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let scene = try SessionTests.Scene(["a.md": "[[Nowhere]]", "b.md": "[[a#Goals]] [[a]]"])
    for _ in 0..<12 {
      let kinds: Set<String> = Bool.random(using: &random) ? [] : ["link-unresolved"]
      for _ in 0..<2 {
        let found = try scene.session.vault().check(kinds: kinds)
        #expect(try found == scene.vault.open().check(kinds: kinds))
      }
      switch Int.random(in: 0..<4, using: &random) {
      case 0: try scene.vault.folder.write("a.md", "# Goals\n[[None \(random.next())]]\n")
      case 1: try scene.vault.folder.write("c\(random.next()).md", "[[Nowhere]]\n")
      case 2: try scene.vault.folder.write("b.md", "[[a#Goals]] [[Nowhere too]]\n")
      default: try scene.settle()
      }
    }
  }

  @Test func problemsAreFoundOnceWhileNothingChanges() throws {
    let scene = try SessionTests.Scene(["a.md": "[[Nowhere]]"])
    let vault = try scene.session.vault()
    #expect(vault.keptFindings == nil)
    #expect(try vault.check().count == 1)
    #expect(vault.keptFindings?.findings?.count == 1)
    try scene.vault.folder.write("a.md", "[[Nowhere]] [[Nor here]]")
    #expect(try vault.check().count == 2)
  }

  @Test func tooManyAreNotKept() {
    var kept = KeptFindings(1, kinds: [], includesStyle: false)
    let long = String(repeating: "x", count: 1 << 20)
    for _ in 0..<20 {
      kept.add(Finding(path: "a.md", line: 1, column: 1, kind: "k", message: long))
    }
    #expect(kept.findings == nil)
  }
}
