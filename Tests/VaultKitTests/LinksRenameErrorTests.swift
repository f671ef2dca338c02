import Foundation
import NoteModel
import TestSupport
import Testing

@testable import VaultKit

/// What stops a rename, before or while it runs.
@Suite(.tags(.slow)) struct LinksRenameErrorTests {
  private static let notes = [
    "Old.md": "[[Old]] one", "a.md": "[[Old]] two", "b/c.md": "![[Old]] three", "d.md": "four",
  ]
  private static let renamed = [
    "deep/er/New.md": "[[New]] one", "a.md": "[[New]] two", "b/c.md": "![[New]] three",
    "d.md": "four",
  ]

  private func content(_ vault: TestVault) throws -> [String: String] {
    let files = try FileManager.default.subpathsOfDirectory(atPath: vault.folder.path)
    var content: [String: String] = [:]
    for file in files where file.hasSuffix(".md") {
      content[file] = String(decoding: try vault.folder.read(file), as: UTF8.self)
    }
    return content
  }

  /// Renames with a machine that stops after some steps. Returns whether it did.
  private func rename(
    _ vault: TestVault, stopAfter steps: Int, canExchange: Bool = true
  ) throws -> Bool {
    do {
      _ = try vault.open().rename(
        "Old", to: "deep/er/New", isDryRun: false,
        writer: CarefulWriter(stopAfter: steps, canExchange: canExchange))
      return false
    } catch is Stopped {
      return true
    }
  }

  /// Every note is the old one or the new one, under its old or its new path.
  private func expectNothingHalf(_ vault: TestVault, _ steps: Int) throws {
    for (path, text) in try content(vault) {
      let texts = [Self.notes[path], Self.renamed[path], path == "Old.md" ? "[[New]] one" : nil]
      #expect(texts.contains(text), "\(path) after \(steps) steps: \(text)")
    }
  }

  @Test(arguments: [true, false])
  func interruptedRenameIsFinishedByTheNextRun(_ canExchange: Bool) throws {
    for steps in 0... {
      let vault = try TestVault(Self.notes)
      let hasStopped = try rename(vault, stopAfter: steps, canExchange: canExchange)
      try expectNothingHalf(vault, steps)
      if !hasStopped {
        // A journal, three files, two folders, one move, and what belongs to each.
        #expect(steps > 20)
        return
      }
      let isDone = try content(vault) == Self.renamed
      if isDone, try vault.open().check().isEmpty,
        FileManager.default.fileExists(atPath: vault.folder.path + "/deep/er/New.md"),
        !FileManager.default.fileExists(atPath: try vault.open().indexPath + ".rename")
      {
        // Only what comes after the end was lost.
        continue
      }
      _ = try vault.open().rename("Old", to: "deep/er/New")
      #expect(try content(vault) == Self.renamed, "after \(steps) steps")
      #expect(try leftovers(vault).isEmpty, "after \(steps) steps")
    }
  }

  @Test(arguments: [true, false])
  func interruptedRenameIsUndone(_ canExchange: Bool) throws {
    for steps in 0... {
      let vault = try TestVault(Self.notes)
      guard try rename(vault, stopAfter: steps, canExchange: canExchange) else { return }
      do {
        _ = try vault.open().undoRename()
      } catch let error as VaultError where error.kind == .nothingToUndo {
        // It had not begun.
      }
      #expect(try content(vault) == Self.notes, "after \(steps) steps")
      #expect(try leftovers(vault).isEmpty, "after \(steps) steps")
    }
  }

  @Test func interruptedUndoIsUndoneByTheNext() throws {
    for steps in 0... {
      let vault = try TestVault(Self.notes)
      _ = try vault.open().rename("Old", to: "deep/er/New")
      do {
        _ = try vault.open().undoRename(writer: CarefulWriter(stopAfter: steps))
        #expect(try content(vault) == Self.notes)
        return
      } catch is Stopped {}
      try expectNothingHalf(vault, steps)
      _ = try? vault.open().undoRename()
      #expect(try content(vault) == Self.notes, "after \(steps) steps")
      #expect(try leftovers(vault).isEmpty, "after \(steps) steps")
    }
  }

  /// Temporary files and empty folders that a rename should not leave.
  private func leftovers(_ vault: TestVault) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: vault.folder.path)
      .filter { $0.hasPrefix(".vq-") || $0.contains("/.vq-") }
  }

  @Test func fileThatFailsPutsTheOthersBack() throws {
    let vault = try TestVault(Self.notes)
    // Where a folder should be made there is a file.
    try vault.folder.write("deep", "a file")
    #expect(throws: VaultError.self) { try vault.open().rename("Old", to: "deep/er/New") }
    #expect(try content(vault) == Self.notes)
    #expect(throws: VaultError.self) { try vault.open().undoRename() }
  }

  @Test func readOnlyFileStopsBeforeAnythingIsWritten() throws {
    let vault = try TestVault(Self.notes)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: vault.folder.path + "/b/c.md")
    #expect(throws: VaultError(.notWritable, at: "b/c.md", cause: "it is read-only")) {
      try vault.open().rename("Old", to: "New")
    }
    #expect(try content(vault) == Self.notes)
  }

  @Test func fileThatChangedSinceItWasReadIsLeft() throws {
    let vault = try TestVault(Self.notes)
    let open = try vault.open()
    try open.refresh()
    let journal = JournalWriter(path: vault.indexes.path + "/journal")
    let plan = try FileRenamer(
      open, from: VaultPath("Old.md"), to: VaultPath("New.md"), in: journal
    ).plan()
    let run = RenameRun(
      journal: RenameJournal(plan, root: open.root), places: open.writablePlaces,
      writer: CarefulWriter()
    ) { journal.reader }
    try vault.folder.write("a.md", "[[Old]] edited")
    #expect(throws: VaultError(.changedMeanwhile, at: "a.md")) { try run.check() }
    #expect(throws: VaultError(.changedMeanwhile, at: "a.md")) { try run.forward() }
    #expect(try run.backward() == ["a.md"])
    var expected = Self.notes
    expected["a.md"] = "[[Old]] edited"
    #expect(try content(vault) == expected)
  }

  @Test func finishedRenameIsNotUndoneOverEdits() throws {
    let vault = try TestVault(Self.notes)
    _ = try vault.open().rename("Old", to: "New")
    try vault.folder.write("a.md", "edited")
    #expect(throws: VaultError(.changedMeanwhile, at: "a.md")) { try vault.open().undoRename() }
    #expect(try vault.folder.read("New.md") == Array("[[New]] one".utf8))
  }

  @Test(arguments: [
    ("d", VaultError.Kind.nameTaken), ("b/c.md", .nameTaken), ("D", .nameTaken),
    ("B/C", .nameTaken), ("Old", .nameTaken),
    ("a#b", .badName),
    ("", .emptyName), ("  ", .emptyName), ("\u{A0}", .emptyName), ("\u{200B}\u{FEFF}", .emptyName),
    ("50%% off", .badName), ("a%%/b", .badName), ("x/\u{202F}/y", .badName), ("../x", .badName),
    (".hidden", .badName), ("a//b", .badName),
    ("a|b", .badName), ("a\nb", .badName), (" a", .badName),
    (String(repeating: "x", count: 300), .badName),
    ("\u{A0}a", .badName), ("a\u{202F}", .badName), ("e/\u{A0}f/", .badName), ("a[[b", .badName),
    ("a]]b", .badName), ("a]", .badName), ("a:b", .badName), ("x/a#/", .badName),
  ])
  func nameThatCannotBeIsRefused(_ name: String, _ kind: VaultError.Kind) throws {
    let vault = try TestVault(Self.notes)
    let error = #expect(throws: VaultError.self) { try vault.open().rename("Old", to: name) }
    #expect(error?.kind == kind)
    #expect(try content(vault) == Self.notes)
  }

  @Test(arguments: [
    ("a/b.md", "c", "a/c.md"), ("a/b.md", "c.md", "a/c.md"), ("a/b.md", "/c", "c.md"),
    ("a/b.md", "d/c", "d/c.md"), ("a/b.md", "d/", "d/b.md"), ("a/b.md", "v1.2", "a/v1.2.md"),
    ("a/b.png", "c", "a/c.png"), ("a/b.png", "c.jpg", "a/c.jpg"), ("a/b.md", "/", "b.md"),
    ("b.md", "./c", "c.md"), ("a/b.md", "c.MD", "a/c.MD"),
    ("b.canvas", "Plan v1.2", "Plan v1.2.canvas"), ("b.png", "photo 1.5", "photo 1.5.png"),
    ("b.pdf", "St. Ives", "St. Ives.pdf"), ("b.png", "c.JPG", "c.JPG"),
    ("b.md", "c.png", "c.png.md"),
    ("b.csv", "c.csv", "c.csv"), ("LICENSE", "LICENSE.txt", "LICENSE.txt"),
    ("[2024]/b.md", "c", "[2024]/c.md"), ("[[a]]#/b.md", "c", "[[a]]#/c.md"),
    ("a^/b|].md", "/", "b|].md"), ("a.md", "b [c", "b [c.md"), ("a.png", "b]", "b].png"),
    ("a.md", "[c] d", "[c] d.md"), ("a.md", "[x]/", "[x]/a.md"),
  ])
  func newNameIsReadLikeAPath(_ old: String, _ typed: String, _ new: String) throws {
    #expect(try NewPath.read(typed, for: VaultPath(old)).text == new)
  }

  @Test(arguments: ["Old", "Old#Aims", "Old#^b"])
  func filesThatCouldNotBeReadAreNamed(_ what: String) throws {
    let vault = try TestVault([
      "Old.md": "# Aims\n\nto be ^b", "huge.md": "[[Old]]", "cut.canvas": #"{"nodes":[{"#,
      "twice.md": "a ^x\n\nb ^x",
    ])
    // Without content: the file takes no room on the disk.
    #expect(truncate(vault.folder.path + "/huge.md", 17 << 20) == 0)
    for isDryRun in [true, false] {
      let plan = try #require(vault.open().rename(what, to: "new", isDryRun: isDryRun).plan)
      #expect(plan.warnings.count == 2)
      #expect(plan.warnings.first?.hasPrefix("cut.canvas: ") == true)
      #expect(
        plan.warnings.last
          == "huge.md: cannot read the file: it is larger than 16 MiB; links in it stay as they are"
      )
    }
  }

  @Test(arguments: ["P/Old", "P/Old#Aims", "P/Old#^b", "P/"])
  func canvasesAndNotesThatCannotBeReadAreLeftAlone(_ what: String) throws {
    let cut = #"{"nodes":[{"type":"file","file":"P/Old.md"},"#
    let vault = try TestVault([
      "P/Old.md": "# Aims\n\nto be ^b", "P/huge.md": "[[Old]]", "P/huge.canvas": "{}",
      "cut.canvas": cut, "all.canvas": cut + "{}]}", "a.md": "[[P/Old#Aims]] [[P/Old#^b]]",
    ])
    for name in ["P/huge.md", "P/huge.canvas"] {
      #expect(truncate(vault.folder.path + "/" + name, 17 << 20) == 0)
    }
    let plan = try #require(vault.open().rename(what, to: "new").plan)
    #expect(
      plan.warnings.map { $0.prefix { $0 != ":" } }.sorted()
        == ["P/huge.canvas", "P/huge.md", "cut.canvas"])
    #expect(plan.warnings.allSatisfy { $0.hasSuffix("; links in it stay as they are") })
    #expect(try vault.folder.read("cut.canvas") == Array(cut.utf8))
    // What can be read follows.
    #expect(plan.changes.contains { $0.path == "a.md" })
    #expect(plan.changes.contains { $0.path == "all.canvas" } == !what.contains("#"))
  }
}
