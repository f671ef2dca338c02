import Foundation
import NoteModel
import Platform
import TestSupport
import Testing

@testable import VaultKit

/// What a process does that finds the index locked by another one.
@Suite struct WriterLockTests {
  /// Runs `body` with a lock that bears the number of a process which was stopped.
  private func withStoppedHolder(
    of path: String, _ body: (_ process: Int32) throws -> Void
  ) throws {
    let sleeper = Process()
    sleeper.executableURL = URL(fileURLWithPath: "/bin/sleep")
    sleeper.arguments = ["600"]
    try sleeper.run()
    let number = sleeper.processIdentifier
    defer { kill(number, SIGKILL) }
    kill(number, SIGSTOP)
    let lock = try WriterLock(path: path, patience: .none)
    try Data("\(number)\n".utf8).write(to: URL(fileURLWithPath: path))
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    while !LockHolder(descriptor).isStopped { usleep(1000) }
    try withExtendedLifetime(lock) { try body(number) }
  }

  private func indexed() throws -> (TestVault, lock: String) {
    let vault = try TestVault(["a.md": "apples [[b]]", "b.md": "pears"])
    return (vault, try vault.open().indexPath + ".lock")
  }

  @Test func lockBearsTheNumberOfItsHolder() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/lock"
    try Data("4294967295 is no process".utf8).write(to: URL(fileURLWithPath: path))
    let lock = try WriterLock(path: path, patience: .none)
    #expect(!lock.hadToWait)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "\(getpid())\n")
    withExtendedLifetime(lock) {}
  }

  @Test(arguments: [
    ("nothing", ""), ("words", "me"), ("a group of processes", "-1\n"),
    ("no process", "2147483647\n"), ("more than a number", "99999999999999999999"),
  ])
  func holderThatCannotBeKnownIsAnotherVq(_ what: String, _ text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("lock", text)
    let descriptor = open(folder.path + "/lock", O_RDONLY)
    defer { close(descriptor) }
    let holder = LockHolder(descriptor)
    #expect(holder.process == nil && holder.description == "another vq", "\(what)")
    #expect(holder.isAtWork(since: holder), "whose work cannot be seen may be at work")
  }

  @Test func lockWhoseFileWasRemovedIsNotTakenBesideANewOne() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/lock"
    var first: WriterLock? = try WriterLock(path: path, patience: .none)
    var second: WriterLock?
    let patience = WriterLock.Patience(whole: 200, idle: 200, silence: 0)
    let error = #expect(throws: SystemError.self) {
      try WriterLock(path: path, patience: patience) { _ in
        unlink(path)
        second = try? WriterLock(path: path, patience: .none)
        first = nil
      }
    }
    #expect(error?.isBusy == true)
    #expect(first == nil && second != nil)
  }

  @Test(arguments: [0, 1, 4])
  func lockWhoseFileIsRemovedIsTakenAnew(_ times: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/lock"
    var left = times
    let lock = try WriterLock(
      path: path, patience: .none,
      onTake: {
        left -= 1
        if left >= 0 { unlink(path) }
      })
    #expect(lock.hadToWait == (times > 0))
    let error = #expect(throws: SystemError.self) { try WriterLock(path: path, patience: .none) }
    #expect(error?.isBusy == true && error?.isIdle == false)
    withExtendedLifetime(lock) {}
  }

  @Test func lockWhoseFileDoesNotStayIsNotTaken() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/lock"
    var times = 0
    let error = #expect(throws: SystemError.self) {
      try WriterLock(
        path: path, patience: .none,
        onTake: {
          times += 1
          unlink(path)
        })
    }
    #expect(error?.reason == "another program keeps removing it" && error?.isBusy == false)
    #expect(times == 5)
  }

  @Test(arguments: [EWOULDBLOCK, ETIMEDOUT])
  func codeOfTheSystemIsNoHolder(_ code: Int32) {
    let error = SystemError(code: code)
    #expect(!error.isBusy && !error.isIdle)
  }

  #if os(Linux)
    @Test func stoppedHolderIsNamedAndNotWaitedForLong() throws {
      let folder = try TemporaryFolder()
      let path = folder.path + "/lock"
      try withStoppedHolder(of: path) { number in
        var told: [LockHolder] = []
        let patience = WriterLock.Patience(whole: 600_000, idle: 150, silence: 0)
        let error = #expect(throws: SystemError.self) {
          try WriterLock(path: path, patience: patience) { told.append($0) }
        }
        #expect(error?.isIdle == true)
        #expect(error?.reason == "another vq (process \(number), which is stopped)")
        #expect(told.map(\.process) == [number])
      }
    }

    @Test func holderThatWaitsForOneThingAfterTheOtherIsAtWork() throws {
      let folder = try TemporaryFolder()
      let waiter = Process()
      waiter.executableURL = URL(fileURLWithPath: "/bin/sh")
      waiter.arguments = ["-c", "while :; do read -r line || exit; done"]
      let input = Pipe()
      waiter.standardInput = input
      try waiter.run()
      defer { waiter.terminate() }
      try folder.write("lock", "\(waiter.processIdentifier)\n")
      let descriptor = open(folder.path + "/lock", O_RDONLY)
      defer { close(descriptor) }
      var before = LockHolder(descriptor)
      // Until it sleeps and has no reason to do anything else.
      for _ in 0..<1000 {
        usleep(2000)
        let now = LockHolder(descriptor)
        if !now.isAtWork(since: before) { break }
        before = now
      }
      before = LockHolder(descriptor)
      try input.fileHandleForWriting.write(contentsOf: Data("a line\n".utf8))
      var isSeen = false
      for _ in 0..<1000 where !isSeen {
        usleep(2000)
        isSeen = LockHolder(descriptor).isAtWork(since: before)
      }
      #expect(isSeen)
    }

    @Test func questionWithoutAnIndexIsAnsweredThoughTheOneWhoMakesItIsStopped() throws {
      let (vault, lock) = try indexed()
      try withStoppedHolder(of: lock) { number in
        let asked = try vault.open()
        asked.refresher.store.patience.forFirst.idle = 0
        let answers = try asked.ask("apples")
        #expect(answers.answers.map(\.path) == ["a.md"])
        #expect(
          answers.refresh.warnings == [
            "cannot keep an index, so this one is for this command only: another vq "
              + "(process \(number), which is stopped) is making it and does nothing"
          ])
      }
    }

    @Test func renameWithAnIndexInMemorySaysSo() throws {
      let (vault, lock) = try indexed()
      try withStoppedHolder(of: lock) { number in
        let renaming = try vault.open()
        renaming.refresher.store.patience.forFirst.idle = 0
        let outcome = try renaming.rename("b.md", to: "d.md")
        #expect(outcome.plan?.changes.count == 1 && outcome.staleIndex == nil)
        #expect(
          outcome.refresh?.warnings == [
            "cannot keep an index, so this one is for this command only: another vq "
              + "(process \(number), which is stopped) is making it and does nothing"
          ])
        #expect(try vault.folder.read("a.md") == Array("apples [[d]]".utf8))
      }
    }

    @Test func questionIsAnsweredFromTheOldIndexWhereTheWriterIsStopped() throws {
      let (vault, lock) = try indexed()
      try vault.open().refresh()
      try withStoppedHolder(of: lock) { number in
        try vault.folder.write("c.md", "apples too")
        let asked = try vault.open()
        asked.refresher.store.patience.toAnswer.idle = 0
        let answers = try asked.ask("apples")
        #expect(answers.answers.map(\.path) == ["a.md"])
        #expect(
          answers.refresh.warnings == [
            "another vq (process \(number), which is stopped) is writing the index; "
              + "the answer may be older than the vault"
          ])
      }
    }

    @Test(arguments: [true, false])
    func commandThatCameToWriteFailsWhereTheWriterIsStopped(isFirst: Bool) throws {
      let (vault, lock) = try indexed()
      if !isFirst { try vault.open().refresh() }
      try withStoppedHolder(of: lock) { number in
        try vault.folder.write("c.md", "apples too")
        for (command, run) in IndexFileTests.writers {
          let writing = try vault.open()
          writing.refresher.store.patience.toWrite.idle = 0
          let error = #expect(throws: VaultError.self, "\(command)") { try run(writing) }
          #expect(error?.kind == .indexBusy, "\(command)")
          #expect(error?.cause == "another vq (process \(number), which is stopped)")
        }
      }
      #expect(try vault.open().writeIndex().notes == 3)
    }

    @Test func questionWaitsOnceForTheWriterThoughTheNoteThatAnswersWasEdited() throws {
      let (vault, lock) = try indexed()
      try vault.open().refresh()
      try withStoppedHolder(of: lock) { number in
        try vault.folder.write("a.md", "apples, and more of them")
        var waits = 0
        let asked = try Vault(at: vault.place, onWait: { _ in waits += 1 })
        asked.refresher.store.patience.toAnswer = WriterLock.Patience(
          whole: 600_000, idle: 150, silence: 0)
        let answers = try asked.ask("apples")
        #expect(answers.answers.isEmpty && waits == 1)
        #expect(
          answers.refresh.warnings == [
            "another vq (process \(number), which is stopped) is writing the index; "
              + "the answer may be older than the vault",
            "1 note has changed since the index was made, and cannot answer",
          ])
      }
    }

    @Test func watchTakesUpWhatItCouldNotWriteOnceTheWriterHasEnded() throws {
      let (vault, path) = try indexed()
      let watching = try vault.open()
      try watching.refresh()
      watching.refresher.store.patience.toAnswer = .none
      var lock: WriterLock? = try WriterLock(path: path, patience: .none)
      try vault.folder.write("c.md", "cherries")
      var warnings: [String] = []
      var added: [String] = []
      var turns = 0
      try watching.watch(
        patience: 10, longestRest: 1e9,
        isStopped: {
          turns += 1
          // Several looks have gone by.
          if turns > 150 { lock = nil }
          return !added.isEmpty || turns > 2000
        },
        onBlock: { warnings += $0.warnings }, onChange: { added += $0.changes.map(\.path) })
      #expect(added == ["c.md"] && lock == nil)
      #expect(
        warnings == [
          "another vq (process \(getpid())) is writing the index; "
            + "the answer may be older than the vault"
        ])
    }

    @Test func renameChangesNothingWhereTheIndexCannotBeBroughtUpToDate() throws {
      let (vault, lock) = try indexed()
      try vault.open().refresh()
      try withStoppedHolder(of: lock) { number in
        try vault.folder.write("c.md", "[[b]]")
        let renaming = try vault.open()
        renaming.refresher.store.patience.toAnswer.idle = 0
        let error = #expect(throws: VaultError.self) { try renaming.rename("b.md", to: "d.md") }
        #expect(error?.kind == .indexBusy)
        #expect(error?.cause == "another vq (process \(number), which is stopped)")
        #expect(try vault.folder.read("c.md") == Array("[[b]]".utf8))
      }
      // When the other has come to an end, nothing is in the way.
      #expect(try vault.open().rename("b.md", to: "d.md").plan?.changes.count == 2)
    }
  #endif
}
