import Foundation
import TestSupport
import Testing

@testable import VaultKit

/// What is planted in the folder of the indexes is neither written through nor taken for ours.
@Suite struct OwnFileTests {
  private static let plants:
    [(name: String, plant: @Sendable (String, String) throws -> Void, why: String)] = [
      (
        "a link",
        { try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: $1) },
        "it is a symbolic link"
      ),
      (
        "a hard link", { try FileManager.default.linkItem(atPath: $1, toPath: $0) },
        "it is a hard link: the file has another name too"
      ),
      ("a pipe", { path, _ in mkfifo(path, 0o600) }, "it is no regular file"),
      ("a folder", { path, _ in mkdir(path, 0o700) }, "is a directory"),
    ]

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test(arguments: plants.indices, ["", "-wal", ".lock", ".rename.lock"])
  func plantedFileIsLeftAlone(_ plant: Int, _ suffix: String) throws {
    let vault = try TestVault(["a.md": "apples [[b]]", "b.md": "pears"])
    let victim = vault.folder.path + "/victim.txt"
    let path = try vault.open().indexPath + suffix
    try Data("precious".utf8).write(to: URL(fileURLWithPath: victim))
    try Self.plants[plant].plant(path, victim)
    // An index in memory answers.
    let answers = try vault.ask("apples")
    #expect(answers.answers.map(\.path) == ["a.md"])
    if suffix != ".rename.lock", Self.plants[plant].name != "a folder" {
      #expect(
        answers.refresh.warnings.contains { $0.contains(Self.plants[plant].why) },
        "\(answers.refresh.warnings)")
    }
    if suffix.contains("rename") {
      let error = #expect(throws: VaultError.self) { try vault.open().rename("b", to: "c") }
      #expect(error?.cause == Self.plants[plant].why)
    }
    #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
  }

  @Test func filesBesideTheIndexAreTheOwnersAlone() throws {
    let vault = try TestVault(["a.md": "[[b]]", "b.md": ""])
    let folder = vault.indexes.path + "/new/folder"
    umask(0)
    defer { umask(0o022) }
    let place = VaultPlace(
      option: vault.folder.path, environment: nil, workingFolder: "/", obsidianList: nil,
      indexFolder: folder)
    _ = try Vault(at: place).rename("b", to: "c")
    try vault.folder.write("d.md", "[[a]]")
    _ = try Vault(at: place).refresh()
    #expect(try (mode(folder), mode(vault.indexes.path + "/new")) == (0o700, 0o700))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.count > 3)
    for name in names { #expect(try mode(folder + "/" + name) == 0o600, "\(name)") }
  }

  @Test func whatWasOpenToOthersIsClosedAndTheFolderKeepsItsMode() throws {
    let vault = try TestVault(["a.md": "[[b]]", "b.md": ""])
    _ = try vault.open().rename("b", to: "c")
    let names = try FileManager.default.contentsOfDirectory(atPath: vault.indexes.path)
    for name in names { chmod(vault.indexes.path + "/" + name, 0o666) }
    chmod(vault.indexes.path, 0o777)
    _ = try vault.open().rename("c", to: "d")
    _ = try vault.ask("a")
    for name in names { #expect(try mode(vault.indexes.path + "/" + name) == 0o600, "\(name)") }
    #expect(try mode(vault.indexes.path) == 0o777)
  }
}
