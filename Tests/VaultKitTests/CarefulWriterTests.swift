import Foundation
import NoteModel
import TestSupport
import Testing

@testable import VaultKit

/// Other programs that write while a rename does, and what a new file keeps of the old one.
@Suite struct CarefulWriterTests {
  private static let notes = ["Old.md": "one [[Old]]", "a.md": "[[Old]] two", "b.md": "[[Old]]"]

  /// What a program does to `a.md` while its new content lies beside it.
  static let edits: [(String, @Sendable (String) throws -> Void)] = [
    (
      "a line behind it",
      { path in
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data("PRECIOUS".utf8))
      }
    ),
    (
      "another file in its place",
      { path in try Data("PRECIOUS".utf8).write(to: URL(fileURLWithPath: path), options: .atomic) }
    ),
    (
      "the same size",
      { path in try Data("PRECIOUS!!!".utf8).write(to: URL(fileURLWithPath: path)) }
    ),
    (
      "a link in its place",
      { path in
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(
          atPath: path, withDestinationPath: "/nowhere/PRECIOUS")
      }
    ),
    (
      "a folder in its place",
      { path in
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(
          atPath: path + "/PRECIOUS", withIntermediateDirectories: true)
      }
    ),
    ("nothing in its place", { path in try FileManager.default.removeItem(atPath: path) }),
  ]

  private func look(_ path: String) throws -> String {
    if let link = try? FileManager.default.destinationOfSymbolicLink(atPath: path) { return link }
    if let names = try? FileManager.default.contentsOfDirectory(atPath: path) { return "\(names)" }
    return (try? String(contentsOfFile: path, encoding: .utf8)) ?? "nothing"
  }

  @Test(arguments: edits.indices, [true, false])
  func editInBetweenStays(_ index: Int, _ canExchange: Bool) throws {
    let vault = try TestVault(Self.notes)
    let path = vault.folder.path + "/a.md"
    let (what, edit) = Self.edits[index]
    var expected = ""
    let writer = CarefulWriter(canExchange: canExchange) { name in
      guard name == "a.md" else { return }
      try? edit(path)
      expected = (try? look(path)) ?? ""
    }
    let error = #expect(throws: VaultError.self, "\(what)") {
      try vault.open().rename("Old", to: "New", isDryRun: false, writer: writer)
    }
    #expect(error?.kind == .changedMeanwhile && error?.place == "a.md", "\(what): \(error as Any)")
    #expect(try look(path) == expected, "\(what)")
    #expect(expected.contains("PRECIOUS") || expected == "nothing", "\(what)")
    #expect(try vault.folder.read("b.md") == Array("[[Old]]".utf8), "\(what)")
    #expect(try vault.folder.read("Old.md") == Array("one [[Old]]".utf8), "\(what)")
    let names = try FileManager.default.contentsOfDirectory(atPath: vault.folder.path)
    #expect(names.allSatisfy { !$0.hasPrefix(".vq-") }, "\(what): \(names)")
  }

  @Test func targetThatAppearsMeanwhileStays() throws {
    for isFolder in [false, true] {
      let vault = try TestVault([
        "P/Old.md": "one", "a.md": "[[P/Old]]", "b.md": "[[P/Old]] [[Old]]", "z.md": "[[P/Old]]",
      ])
      let before = try vault.content()
      let writer = CarefulWriter { name in
        guard name == "z.md" else { return }
        try? vault.folder.write(isFolder ? "New/n.md" : "P/New.md", "PRECIOUS")
      }
      let error = #expect(throws: VaultError.self) {
        try vault.open().rename(
          isFolder ? "P/" : "Old", to: "New", isDryRun: false, writer: writer)
      }
      #expect(error?.kind == .nameTaken)
      var expected = before
      expected[isFolder ? "New/n.md" : "P/New.md"] = "PRECIOUS"
      #expect(try vault.content() == expected)
    }
  }

  @Test func secondNameOfTheFileIsNoFreeName() throws {
    let vault = try TestVault(["Old.md": "one", "a.md": "[[Old]]"])
    try FileManager.default.linkItem(
      atPath: vault.folder.path + "/Old.md", toPath: vault.folder.path + "/New.md")
    #expect(throws: VaultError(.nameTaken, at: "New.md")) {
      try vault.open().rename("Old", to: "New")
    }
    #expect(try vault.folder.read("a.md") == Array("[[Old]]".utf8))
  }

  @Test func hardLinksAreSaidInThePlan() throws {
    let vault = try TestVault(["Old.md": "one", "a.md": "[[Old]]", "b.md": "[[Old]]"])
    try FileManager.default.linkItem(
      atPath: vault.folder.path + "/a.md", toPath: vault.indexes.path + "/twin.md")
    for isDryRun in [true, false] {
      let plan = try vault.open().rename("Old", to: "New", isDryRun: isDryRun).plan
      #expect(
        plan?.warnings == [
          "a.md: has 2 hard links; the file gets a new one, and the other names keep the old text"
        ])
    }
  }

  #if os(Linux)
    @Test(arguments: [true, false])
    func extendedAttributesAreKept(_ canExchange: Bool) throws {
      let vault = try TestVault(["Old.md": "one", "a.md": "[[Old]]"])
      let path = vault.folder.path + "/a.md"
      let value = String(repeating: "\u{E9}x", count: 700)
      guard set(path, "user.tag", value, value.utf8.count, 0) == 0 else { return }
      #expect(set(path, "user.empty", "", 0, 0) == 0)
      let strange = Array("user.".utf8CString.dropLast()) + [-1, 0x66, 0]
      #expect(set(path, strange, "ab", 2, 0) == 0)
      _ = try vault.open().rename(
        "Old", to: "New", isDryRun: false, writer: CarefulWriter(canExchange: canExchange))
      #expect(try vault.folder.read("a.md") == Array("[[New]]".utf8))
      #expect(get(path, strange, nil, 0) == 2)
      var read = [UInt8](repeating: 0, count: 4000)
      let count = get(path, "user.tag", &read, read.count)
      #expect(String(decoding: read[..<max(0, count)], as: UTF8.self) == value)
      #expect(get(path, "user.empty", &read, read.count) == 0)
    }
  #endif
}

#if os(Linux)
  @_silgen_name("setxattr")
  private func set(
    _ path: UnsafePointer<CChar>, _ name: UnsafePointer<CChar>, _ value: UnsafePointer<CChar>,
    _ size: Int, _ flags: CInt
  ) -> CInt

  @_silgen_name("getxattr")
  private func get(
    _ path: UnsafePointer<CChar>, _ name: UnsafePointer<CChar>,
    _ value: UnsafeMutablePointer<UInt8>?, _ size: Int
  ) -> Int
#endif
