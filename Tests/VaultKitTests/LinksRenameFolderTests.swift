import Foundation
import TestSupport
import Testing

@testable import VaultKit

/// What a rename makes of a folder and of the links to what is in it.
@Suite(.tags(.slow)) struct LinksRenameFolderTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var id: String
    var files: [String: String]
    var from: String
    var to: String
    /// Files that differ afterwards, by their new path; nil for one that is gone.
    var expected: [String: String?]

    var testDescription: String { id }
  }

  static let rows = [
    Row(
      id: "links by path follow, links by name stay",
      files: ["P/a.md": "", "x.md": "[[P/a]] [[a]] [t](P/a.md)"], from: "P", to: "Q",
      expected: ["P/a.md": nil, "Q/a.md": "", "x.md": "[[a]] [[a]] [t](a.md)"]),
    Row(
      id: "names in two folders keep their paths",
      files: ["P/a.md": "", "R/a.md": "", "x.md": "[[P/a]] [[R/a]] ![[P/i.png]]", "P/i.png": ""],
      from: "P/", to: "Q",
      expected: [
        "P/a.md": nil, "Q/a.md": "", "P/i.png": nil, "Q/i.png": "",
        "x.md": "[[Q/a]] [[R/a]] ![[i.png]]",
      ]),
    Row(
      id: "links inside the folder stay", files: ["P/a.md": "[[./b/c]]", "P/b/c.md": "[[../a]]"],
      from: "P", to: "Q/R",
      expected: [
        "P/a.md": nil, "P/b/c.md": nil, "Q/R/a.md": "[[./b/c]]", "Q/R/b/c.md": "[[../a]]",
      ]),
    Row(
      id: "relative links out of the folder are written anew",
      files: ["P/a.md": "[t](../o.md) ![[../i.png]]", "o.md": "", "i.png": ""], from: "P",
      to: "Q/R", expected: ["P/a.md": nil, "Q/R/a.md": "[t](o.md) ![[i.png]]"]),
    Row(
      id: "a folder inside another one",
      files: ["P/s/a.md": "", "x.md": "[[P/s/a]]", "Q/a.md": ""],
      from: "P/s", to: "t", expected: ["P/s/a.md": nil, "P/t/a.md": "", "x.md": "[[P/t/a]]"]),
    Row(
      id: "a folder with a slash is moved into",
      files: ["P/a.md": "", "Q/b.md": "[[P/a]]", "a.md": ""], from: "P", to: "Q/",
      expected: ["P/a.md": nil, "Q/P/a.md": ""]),
    Row(
      id: "a folder with a slash that is not there is the new name",
      files: ["P/a.md": ""], from: "P", to: "Q/", expected: ["P/a.md": nil, "Q/a.md": ""]),
    Row(
      id: "letter case alone", files: ["P/a.md": "", "x.md": "[[P/a]]"], from: "P", to: "p",
      expected: ["P/a.md": nil, "p/a.md": ""]),
    Row(
      id: "canvases inside and outside",
      files: [
        "P/a.md": "", "b/a.md": "", "c.canvas": #"{"nodes":[{"type":"file","file":"P/a.md"}]}"#,
        "P/d.canvas":
          #"{"nodes":[{"type":"file","file":"P/a.md"},{"type":"text","text":"[[./a]] [[P/a]]"}]}"#,
      ], from: "P", to: "Q",
      expected: [
        "P/a.md": nil, "Q/a.md": "", "P/d.canvas": nil,
        "c.canvas": #"{"nodes":[{"type":"file","file":"Q/a.md"}]}"#,
        "Q/d.canvas":
          #"{"nodes":[{"type":"file","file":"Q/a.md"},{"type":"text","text":"[[./a]] [[Q/a]]"}]}"#,
      ]),
    Row(
      id: "display texts stay: the names have not changed",
      files: ["P/a.md": "", "b/a.md": "", "x.md": "[[P/a|a]]"], from: "P", to: "Q",
      expected: ["P/a.md": nil, "Q/a.md": "", "x.md": "[[Q/a|a]]"]),
    Row(
      id: "files that no link can reach go along", files: ["P/.hidden/z.md": "z", "P/a.md": ""],
      from: "P", to: "Q",
      expected: ["P/a.md": nil, "P/.hidden/z.md": nil, "Q/a.md": "", "Q/.hidden/z.md": "z"]),
    Row(
      id: "a note of the folder's name stays without the slash",
      files: ["P.md": "", "P/a.md": "", "x.md": "[[P]]"], from: "P", to: "Q",
      expected: ["P.md": nil, "Q.md": "", "x.md": "[[Q]]"]),
    Row(
      id: "the slash means the folder", files: ["P.md": "", "P/a.md": ""], from: "P/", to: "Q",
      expected: ["P/a.md": nil, "Q/a.md": ""]),
  ]

  @Test(arguments: [
    ("n", "f x/", "f\u{202F}x/n.md"), ("n", "F\u{A0}X/m", "f\u{202F}x/m.md"),
    ("n", "f x/g/new/m", "f\u{202F}x/g/new/m.md"), ("n", "f  x/", "f  x/n.md"),
    ("n", "a/f x/", "a/f x/n.md"), ("n", "F X/G/", "f\u{202F}x/g/n.md"),
    ("p/", "f x/", "f\u{202F}x/p/o.md"), ("p/", "f x/q", "f\u{202F}x/q/o.md"),
    ("p/", "P/", "P/o.md"), ("n", "[e] #1/", "[e] #1/n.md"), ("n", "[E] #1/x/", "[e] #1/x/n.md"),
    ("f x/", "f x", "f x/a.md"),
  ])
  func folderThatIsThereIsTaken(_ from: String, _ to: String, _ path: String) throws {
    let vault = try TestVault([
      "n.md": "", "p/o.md": "", "f\u{202F}x/a.md": "", "f\u{202F}x/g/b.md": "", "[e] #1/c.md": "",
    ])
    _ = try vault.open().rename(from, to: to)
    #expect(try vault.folder.read(path).isEmpty)
  }

  @Test(arguments: rows)
  func linksFollowTheFolder(_ row: Row) throws {
    let vault = try TestVault(row.files)
    let plan = try #require(try vault.open().rename(row.from, to: row.to).plan)
    var expected: [String: String] = row.files
    for (path, text) in row.expected { expected[path] = text }
    #expect(try vault.content() == expected)
    #expect(plan.warnings.isEmpty)
    _ = try vault.open().undoRename()
    #expect(try vault.content() == row.files)
  }

  private static let notes = [
    "P/Old.md": "[[P/Old]] one", "P/b/c.md": "![[P/Old]] two", "a.md": "[[P/Old]] three",
    "R/Old.md": "four", "P/raw.bin": "five",
  ]
  private static let renamed = [
    "D/E/Old.md": "[[D/E/Old]] one", "D/E/b/c.md": "![[D/E/Old]] two",
    "a.md": "[[D/E/Old]] three", "R/Old.md": "four", "D/E/raw.bin": "five",
  ]

  /// Renames with a machine that stops after some steps. Returns whether it did.
  private func rename(_ vault: TestVault, stopAfter steps: Int) throws -> Bool {
    do {
      _ = try vault.open().rename(
        "P/", to: "D/E", isDryRun: false, writer: CarefulWriter(stopAfter: steps))
      return false
    } catch is Stopped {
      return true
    }
  }

  @Test func interruptedMoveIsFinishedByTheNextRun() throws {
    for steps in 0... {
      let vault = try TestVault(Self.notes)
      guard try rename(vault, stopAfter: steps) else {
        #expect(steps > 15)
        return
      }
      let whole = Set(Self.notes.values).union(Self.renamed.values)
      let content = try vault.content().filter { !$0.key.hasSuffix(".tmp") }
      #expect(Set(content.values).isSubset(of: whole), "after \(steps) steps")
      // Where only what comes after the end was lost, there is nothing to rename any more.
      if content != Self.renamed {
        _ = try vault.open().rename("P/", to: "D/E")
      } else {
        _ = try? vault.open().rename("P/", to: "D/E")
      }
      #expect(try vault.content() == Self.renamed, "after \(steps) steps")
      #expect(try vault.open().check().isEmpty)
    }
  }

  @Test func interruptedMoveIsUndone() throws {
    for steps in 0... {
      let vault = try TestVault(Self.notes)
      guard try rename(vault, stopAfter: steps) else { return }
      do {
        _ = try vault.open().undoRename()
      } catch let error as VaultError where error.kind == .nothingToUndo {
        // It had not begun.
      }
      #expect(try vault.content() == Self.notes, "after \(steps) steps")
      #expect(!FileManager.default.fileExists(atPath: vault.folder.path + "/D"))
    }
  }

  @Test func moveIsNotUndoneOverEdits() throws {
    let vault = try TestVault(Self.notes)
    _ = try vault.open().rename("P/", to: "D/E")
    try vault.folder.write("D/E/b/c.md", "edited")
    #expect(throws: VaultError(.changedMeanwhile, at: "P/b/c.md")) {
      try vault.open().undoRename()
    }
    #expect(try vault.folder.read("D/E/b/c.md") == Array("edited".utf8))
  }

  @Test func dryRunMovesNothing() throws {
    let vault = try TestVault(Self.notes)
    let plan = try #require(try vault.open().rename("P", to: "Q", isDryRun: true).plan)
    #expect((plan.path, plan.newPath, plan.moved) == ("P/", "Q/", 3))
    #expect(plan.changes.map(\.path) == ["P/Old.md", "P/b/c.md", "a.md"])
    #expect(try vault.content() == Self.notes)
  }

  @Test(arguments: [
    ("P", "R", VaultError.Kind.nameTaken), ("P", "r", .nameTaken), ("P", "a.md", .nameTaken),
    ("P", "P", .nameTaken), ("P", "P/x", .badName), ("P", ".x", .badName), ("P", "", .emptyName),
    ("P", "../x", .badName), ("P", "a|b", .badName), ("P", "x ", .badName),
    ("None/", "X", .noFolderOfVault), ("/", "X", .noFolderOfVault),
    ("None", "X", .noSuchNote(nearest: [])),
    ("s", "X", .ambiguousFolder(candidates: ["P/s/", "R/s/"])), ("L/", "X", .notWritable),
  ])
  func folderThatCannotBeIsRefused(_ from: String, _ to: String, _ kind: VaultError.Kind) throws {
    let files = ["P/s/1.md": "", "R/s/2.md": "", "a.md": ""]
    let vault = try TestVault(files)
    if from == "L/" {
      try FileManager.default.createSymbolicLink(
        atPath: vault.folder.path + "/L", withDestinationPath: "P")
    }
    let error = #expect(throws: VaultError.self) { try vault.open().rename(from, to: to) }
    #expect(error?.kind == kind)
    #expect(FileManager.default.fileExists(atPath: vault.folder.path + "/P/s/1.md"))
  }
}

extension TestVault {
  /// All files with their content, hidden ones too, by path.
  func content() throws -> [String: String] {
    var content: [String: String] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let facts = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + file)
      guard facts[.type] as? FileAttributeType == .typeRegular else { continue }
      content[file] = String(decoding: try folder.read(file), as: UTF8.self)
    }
    return content
  }
}
