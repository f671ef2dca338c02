import Foundation
import TestSupport
import Testing

@testable import VaultKit

/// What is looked at before a rename is taken back, and what a call does that finds one interrupted.
@Suite struct RenameUndoTests {
  private static let notes = [
    "old.md": "x", "a/n.md": "[[old]]", "b/n2.md": "[[old]]", "d/o.md": "",
  ]

  private func set(_ mode: Int, _ path: String, _ vault: TestVault) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: vault.folder.path + "/" + path)
  }

  @Test(arguments: ["b/n2.md", "new.md", "b"])
  func whatMayNotBeWrittenStopsAnUndoBeforeItBegins(_ path: String) throws {
    // Root may write into every folder.
    if path == "b", geteuid() == 0 { return }
    let vault = try TestVault(Self.notes)
    _ = try vault.open().rename("old", to: "new")
    let renamed = try vault.content()
    try set(0o555, path, vault)
    for _ in 0..<2 {
      let error = #expect(throws: VaultError.self) { try vault.open().undoRename() }
      #expect(error?.kind == .notWritable, "\(error as Any)")
      #expect(try vault.content() == renamed)
    }
    try set(0o755, path, vault)
    _ = try vault.open().undoRename()
    #expect(try vault.content() == Self.notes)
  }

  @Test func fileInTheOldPlaceStopsAnUndoBeforeItBegins() throws {
    for (from, to, taken) in [("old", "new", "old.md"), ("d/", "e", "d"), ("d/", "e", "d/o.md")] {
      let vault = try TestVault(Self.notes)
      _ = try vault.open().rename(from, to: to)
      try vault.folder.write(taken, "other")
      let renamed = try vault.content()
      #expect(throws: VaultError.self) { try vault.open().undoRename() }
      #expect(try vault.content() == renamed, "\(taken)")
      try FileManager.default.removeItem(
        atPath: vault.folder.path + "/" + taken.prefix { $0 != "/" })
      _ = try vault.open().undoRename()
      #expect(try vault.content() == Self.notes, "\(taken)")
    }
  }

  @Test func folderThatTheMoveLeftEmptyIsMadeAgain() throws {
    let vault = try TestVault(["x/y/old.md": "", "a.md": "[[x/y/old]]"])
    _ = try vault.open().rename("old", to: "z/")
    try FileManager.default.removeItem(atPath: vault.folder.path + "/x")
    _ = try vault.open().undoRename()
    #expect(try vault.content() == ["x/y/old.md": "", "a.md": "[[x/y/old]]"])
  }

  // MARK: Interrupted

  /// A vault whose rename has stopped before it did anything but write its journal down.
  private func interrupted(
    _ notes: [String: String], _ typed: String, _ new: String
  ) throws -> TestVault {
    for steps in 0... {
      let vault = try TestVault(notes)
      do {
        _ = try vault.open().rename(
          typed, to: new, isDryRun: false, writer: CarefulWriter(stopAfter: steps))
        break
      } catch is Stopped {}
      let pending = try vault.open().indexPath + ".rename"
      if FileManager.default.fileExists(atPath: pending) { return vault }
    }
    throw CocoaError(.fileNoSuchFile)
  }

  @Test(arguments: [
    ("old", "sub/", "b", "sub/", ["sub/old.md": "", "sub/b.md": "", "n.md": "# A\n# B\n"]),
    ("old", "sub/", "old", "sub/", ["sub/old.md": "", "b.md": "", "n.md": "# A\n# B\n"]),
    ("old", "sub/", "old.md", "sub/", ["sub/old.md": "", "b.md": "", "n.md": "# A\n# B\n"]),
    ("old", "sub/", "n#A", "C", ["sub/old.md": "", "b.md": "", "n.md": "# C\n# B\n"]),
    ("n#A", "C", "n#A", "C", ["old.md": "", "b.md": "", "n.md": "# C\n# B\n"]),
    ("n#A", "C", "n", "C", ["old.md": "", "b.md": "", "C.md": "# C\n# B\n"]),
    ("old", "sub/", "b", "c", ["sub/old.md": "", "c.md": "", "n.md": "# A\n# B\n"]),
  ])
  func interruptedRenameIsFinishedAndThenWhatIsAskedForIsDone(
    _ typed: String, _ new: String, _ asked: String, _ askedNew: String,
    _ expected: [String: String]
  ) throws {
    let vault = try interrupted(["old.md": "", "b.md": "", "n.md": "# A\n# B\n"], typed, new)
    var steps: [String] = []
    let outcome = try vault.open().rename(asked, to: askedNew) { step in
      switch step {
      case .finished: steps.append("finished")
      case .planned: steps.append("planned")
      }
    }
    #expect(outcome.finished != nil)
    #expect(try vault.content() == expected)
    let isSame = asked.hasPrefix(typed) && new == askedNew
    #expect(steps == (isSame ? ["finished"] : ["finished", "planned"]))
  }

  @Test func headingsOfOneNewTextAreTwoRenames() throws {
    let notes = ["m.md": "# A\n", "n.md": "# B\n"]
    let vault = try interrupted(notes, "m#A", "Goals")
    _ = try vault.open().rename("n#B", to: "Goals")
    #expect(try vault.content() == ["m.md": "# Goals\n", "n.md": "# Goals\n"])
  }

  @Test func whatIsFinishedIsToldThoughTheRestFails() throws {
    let vault = try interrupted(["old.md": "", "b.md": ""], "old", "new")
    var told = false
    #expect(throws: VaultError.self) {
      try vault.open().rename("b", to: "new") { step in
        if case .finished(let old, let new) = step { told = (old, new) == ("old.md", "new.md") }
      }
    }
    #expect(told)
    #expect(try vault.content() == ["new.md": "", "b.md": ""])
  }
}
