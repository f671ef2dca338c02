import Foundation
import NoteModel
import TestSupport
import Testing

@testable import VaultKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files of strangers that lie where a rename writes beside a note.
@Suite struct RenameStrangerTests {
  private static let notes = ["old.md": "x", "b.md": "[[old]] my precious text", "c.md": "[[old]]"]

  static let kinds = ["file", "link", "folder", "pipe"]

  /// Puts something at a path that no rename has made.
  private func plant(_ kind: String, at path: String) throws {
    switch kind {
    case "file": try Data("stranger".utf8).write(to: URL(fileURLWithPath: path))
    case "link":
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
    case "folder":
      try FileManager.default.createDirectory(
        atPath: path + "/in it", withIntermediateDirectories: true)
    default: #expect(mkfifo(path, 0o600) == 0)
    }
  }

  private func kind(of path: String) -> FileAttributeType? {
    try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
  }

  /// The name that a rename without a number of its own would give, and one from before there were numbers.
  private func names(beside note: String) -> [String] {
    let writer = CarefulWriter()
    let digest = String(UInt64(bitPattern: Digest.of(note)), radix: 16)
    return [
      writer.waiting(note), writer.draft(note), ".vq-\(digest).swap", ".vq-\(digest).tmp",
    ]
  }

  @Test(arguments: kinds, [true, false])
  func whatAVaultBringsAlongIsNeverTakenForOurs(_ kind: String, _ canExchange: Bool) throws {
    let vault = try TestVault(Self.notes)
    let planted = ["old.md", "b.md", "c.md", "new.md"].flatMap(names)
      .map { vault.folder.path + "/" + $0 }
    for path in planted { try plant(kind, at: path) }
    let kinds = planted.map(self.kind)
    let writer = { CarefulWriter(canExchange: canExchange) }
    _ = try vault.open().rename("old", to: "new", isDryRun: false, writer: writer())
    #expect(try vault.folder.read("b.md") == Array("[[new]] my precious text".utf8))
    _ = try vault.open().undoRename(writer: writer())
    for (name, text) in Self.notes {
      #expect(try vault.folder.read(name) == Array(text.utf8), "\(name)")
    }
    #expect(planted.map(self.kind) == kinds)
  }

  @Test func twoRenamesGiveTwoNames() {
    let names = (0..<3).map { _ in
      let writer = CarefulWriter()
      writer.seal = RenameRequest().seal
      return writer.waiting("b.md")
    }
    #expect(Set(names).count == 3)
  }

  /// Something takes the very name while a rename is at work.
  @Test(arguments: kinds, [true, false])
  func whatTakesTheNameMeanwhileIsLeftAndNamed(_ kind: String, _ canExchange: Bool) throws {
    let vault = try TestVault(Self.notes)
    var path = ""
    // The journal says which name it will be, as it does to nobody else.
    var writer: CarefulWriter?
    writer = CarefulWriter(canExchange: canExchange) { name in
      guard name == "c.md", let writer else { return }
      path = vault.folder.path + "/" + writer.waiting(name)
      try? plant(kind, at: path)
    }
    let made = try #require(writer)
    let error = #expect(throws: VaultError.self) {
      try vault.open().rename("old", to: "new", isDryRun: false, writer: made)
    }
    writer = nil
    #expect("\(error as Any)".contains(VaultPath(path).name), "\(error as Any)")
    let planted = self.kind(of: path)
    #expect(planted != nil)
    for _ in 0..<2 {
      let error = #expect(throws: VaultError.self) { try vault.open().undoRename() }
      #expect("\(error as Any)".contains(VaultPath(path).name), "\(error as Any)")
    }
    #expect(self.kind(of: path) == planted)
    #expect(try vault.folder.read("c.md") == Array("[[old]]".utf8))
    try FileManager.default.removeItem(atPath: path)
    _ = try vault.open().undoRename()
    for (name, text) in Self.notes {
      #expect(try vault.folder.read(name) == Array(text.utf8), "\(name)")
    }
  }
}
