import Foundation
import TestSupport
import Testing

@testable import VaultKit

/// How a program that runs for long gets from an index in memory to one on the disk.
@Suite struct MemoryStayTests {
  /// A vault whose index cannot be kept, since a file is where its folder should be; asked once.
  private func remembered(leastRest: Double) throws -> (TestVault, Vault, file: String) {
    let vault = try TestVault(["a.md": "apples"])
    try vault.indexes.write("file", "")
    let file = vault.indexes.path + "/file"
    var place = vault.place
    place.indexFolder = file
    let opened = try Vault(at: place)
    #expect(try opened.ask("apples").refresh.warnings.count == 1)
    opened.held.memoryStay = MemoryStay(leastRest: leastRest, restPerCost: 0)
    return (vault, opened, file)
  }

  @Test func indexIsKeptOnceTheFolderCanBeMade() throws {
    let (vault, opened, file) = try remembered(leastRest: 0)
    try vault.folder.write("b.md", "apples too")
    #expect(try opened.refresh().added == 1)
    #expect(opened.held.memoryStay != nil)
    try FileManager.default.removeItem(atPath: file)
    try vault.folder.write("c.md", "apples again")
    let report = try opened.refresh()
    #expect(report.rebuilt == .first && report.warnings.isEmpty)
    #expect(opened.held.memoryStay == nil)
    #expect(try opened.ask("apples").answers.count == 3)
    try FileManager.default.removeItem(atPath: vault.folder.path + "/a.md")
    #expect(try opened.refresh().removed == 1)
    #expect(try Vault(at: opened.placeOfIndex(vault)).refresh().isUpToDate)
  }

  @Test func indexInMemoryStaysFreshWhileAnotherWritesTheOneOnTheDisk() throws {
    let (vault, opened, file) = try remembered(leastRest: 0)
    try FileManager.default.removeItem(atPath: file)
    try Vault(at: opened.placeOfIndex(vault)).refresh()
    let lock = try WriterLock(path: opened.indexPath + ".lock", patience: .none)
    try vault.folder.write("b.md", "apples too")
    #expect(try opened.refresh().added == 1)
    #expect(opened.held.memoryStay != nil)
    #expect(try opened.ask("apples").answers.count == 2)
    withExtendedLifetime(lock) {}
  }

  @Test func diskIsNotTriedWithEachQuestion() throws {
    let (vault, opened, file) = try remembered(leastRest: .infinity)
    try FileManager.default.removeItem(atPath: file)
    #expect(try opened.refresh().isUpToDate)
    #expect(!FileManager.default.fileExists(atPath: file))
    withExtendedLifetime(vault) {}
  }

  @Test(arguments: [("some", 0, true), ("more than any disk", Int.max / 2 - 1, false)])
  func roomIsWhatTheDiskHas(_ what: String, _ bytes: Int, _ isEnough: Bool) throws {
    let folder = try TemporaryFolder()
    let location = IndexLocation(folder: folder.path + "/new", root: "/vault")
    #expect(location.hasRoom(for: bytes) == isEnough, "\(what)")
  }
}

extension Vault {
  /// Where another process would look for the index of this vault.
  fileprivate func placeOfIndex(_ vault: TestVault) -> VaultPlace {
    var place = vault.place
    place.indexFolder = refresher.store.location.folder
    return place
  }
}
