import Foundation
import NoteModel
import SQLite
import TestSupport
import Testing

@testable import NoteIndex
@testable import VaultKit

/// An index that is held open: a look at the vault before each question, and the question between its start and its end.
@Suite struct VisitTests {
  /// A vault of so many folders that other threads look at them; small ones are looked at alone.
  private func vault(folders: Int) throws -> TestVault {
    let vault = try TestVault(["a.md": "apples"])
    for number in 0..<folders { try vault.folder.write("\(number)/a.md", "plums") }
    // Notes that are read in the moment of their writing are read again.
    usleep(50_000)
    _ = try vault.open().refresh()
    return vault
  }

  @Test(arguments: [0, 12])
  func openVaultLooksBeforeEachQuestion(_ folders: Int) throws {
    let vault = try vault(folders: folders)
    let open = try vault.open()
    for number in 0..<4 {
      #expect(try open.ask("apples", refresh: .each).answers.count == number + 1)
      #expect(try open.ask("apples", refresh: .each).refresh.isUpToDate)
      try vault.folder.write("new\(number).md", "apples")
      // The index that is open is taken as it is.
      #expect(try open.ask("apples").answers.count == number + 1)
      #expect(try open.ask("apples", refresh: .never).answers.count == number + 1)
    }
    #expect(try open.ask("apples", refresh: .each).answers.count == 5)
    try vault.folder.remove("a.md")
    #expect(try open.ask("apples", refresh: .each).refresh.removed == 1)
    #expect(try open.verify().isUpToDate)
  }

  @Test func questionMayBeAskedOfAnOpenIndexWhileTheVaultIsLookedAt() throws {
    let vault = try vault(folders: 12)
    let open = try vault.open()
    for isChanged in [false, false, true, false] {
      if isChanged { try vault.folder.write("5/b.md", "pears") }
      let visit = try open.begin(.each)
      #expect(visit.hasTime)
      #expect(try visit.index.read { try visit.index.fileID(of: VaultPath("a.md")) } != nil)
      let report = try open.finish(visit)
      #expect(report.foundCurrent != isChanged)
      #expect(report.added == (isChanged ? 1 : 0))
      usleep(50_000)
      _ = try open.refresh()
    }
  }

  @Test(arguments: [0, 12])
  func indexStaysInOneStateTillTheLookHasEnded(_ folders: Int) throws {
    let vault = try vault(folders: folders)
    let open = try vault.open()
    let visit = try open.begin(.first)
    try vault.folder.write("b.md", "apples")
    _ = try vault.open().refresh()
    let before = try visit.index.read { try visit.index.fileID(of: VaultPath("b.md")) }
    #expect(before == nil)
    _ = try open.finish(visit)
    #expect(try open.ask("apples").answers.count == 2)
  }

  @Test(arguments: [0, 12])
  func lookThatIsDroppedLetsGoOfTheIndex(_ folders: Int) throws {
    let vault = try vault(folders: folders)
    let open = try vault.open()
    _ = try open.refresh()
    for _ in 0..<20 { _ = try open.begin(.each) }
    #expect(try open.index.isReading == false)
    try vault.folder.write("b.md", "apples")
    #expect(try open.refresh().added == 1)
  }

  @Test(arguments: [SQLiteError(corruption: "test"), nil])
  func questionThatFailsEndsTheLook(_ failure: SQLiteError?) throws {
    let vault = try vault(folders: 12)
    for isOpen in [false, true] {
      let open = try vault.open()
      if isOpen { _ = try open.refresh() }
      let report = try open.finish(try open.begin(.each), after: failure)
      #expect(report.rebuilt == (failure == nil ? nil : .unusable("it is damaged")))
      #expect(try open.ask("apples").answers.map(\.path) == ["a.md"])
    }
  }

  /// Other programs may hold a run up before its clock starts, but not ten runs.
  @Test(arguments: [true, false]) func reportSaysHowLongAllOfItTook(_ isRebuild: Bool) throws {
    let vault = try vault(folders: 30)
    let clock = ContinuousClock()
    let shares = try (0..<10).map { _ in
      let start = clock.now
      let report = try vault.open().refresh(isRebuild: isRebuild)
      return report.milliseconds / ((clock.now - start) / Duration.milliseconds(1))
    }
    #expect(shares.allSatisfy { $0 <= 1 })
    #expect(shares.contains { $0 > 0.3 })
  }

  @Test func purposesWaitAsLongAsTheyMay() {
    let patience = Patience()
    #expect(patience.toRefresh(.answer).whole == 10_000)
    #expect(patience.toRefresh(.answerAtOnce).whole == 0)
    #expect(patience.toMake(.answer, isAsked: false).idle == 5000)
    #expect(patience.toMake(.answer, isAsked: true).idle == 30_000)
    for purpose in [Purpose.write, .verify] {
      #expect(patience.toRefresh(purpose).whole == 600_000)
      #expect(patience.toMake(purpose, isAsked: false).idle == 30_000)
      #expect(purpose.isForWriting)
    }
    #expect(patience.toRefresh(.leaveMemory).whole == 0 && patience.forSQLite(.leaveMemory) == 0)
    #expect(Purpose.write.mayUseMemory && !Purpose.verify.mayUseMemory)
  }
}
