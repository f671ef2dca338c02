import Foundation
import TestSupport
import Testing

@testable import VaultKit

/// When a session looks at its vault, and when it need not.
@Suite(TestVault.needsNotices) struct SessionTests {
  /// A vault, a session that knows that nothing has changed, and a folder beside the vault.
  struct Scene {
    let vault: TestVault
    let outside: TemporaryFolder
    let session: Session

    init(_ notes: [String: String] = ["a.md": "apples", "deep/er/b.md": "pears"]) throws {
      vault = try TestVault(notes)
      outside = try TemporaryFolder()
      session = try Session(at: vault.place)
      try settle()
    }

    /// Asks until nothing is as young as a write that its times may hide.
    func settle() throws {
      _ = try session.vault()
      usleep(25_000)
      for _ in 0..<2 { _ = try session.vault() }
    }

    var isKnown: Bool {
      get throws { try session.vault().refresher.watch?.knownGeneration() != nil }
    }

    func path(_ name: String) -> String { vault.folder.path + "/" + name }

    func found(_ question: String) throws -> [String] {
      try session.vault().ask(question).answers.map(\.path)
    }
  }

  @Test func unchangedVaultIsNotLookedAt() throws {
    let scene = try Scene()
    #expect(try scene.isKnown)
    let report = try scene.session.vault().refresh()
    #expect(report.foundCurrent && report.lookMilliseconds == 0 && report.notes == 2)
    #expect(try scene.found("pears") == ["deep/er/b.md"])
    #expect(try scene.isKnown)
  }

  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let edit: @Sendable (Scene) throws -> Void
    let question: String
    let answers: [String]
  }

  @Test(arguments: [
    Row("a note is written", "plums", ["c.md"]) { try $0.vault.folder.write("c.md", "plums") },
    Row("a note grows", "plums", ["deep/er/b.md"]) {
      let file = FileHandle(forWritingAtPath: $0.path("deep/er/b.md"))
      try file?.seekToEnd()
      try file?.write(contentsOf: Data(" plums".utf8))
      try file?.close()
    },
    Row("a note grows and stays open", "plums", ["a.md"]) {
      let file = fopen($0.path("a.md"), "a")
      fputs(" plums", file)
      fflush(file)
    },
    Row("a note is removed", "pears", []) { try $0.vault.folder.remove("deep/er/b.md") },
    Row("a folder is removed", "pears", []) { try $0.vault.folder.remove("deep") },
    Row("a folder is renamed", "pears", ["other/er/b.md"]) {
      try $0.vault.folder.move("deep", to: "other")
    },
    Row("a folder leaves", "pears", []) {
      _ = rename($0.path("deep/er"), $0.outside.path + "/er")
    },
    Row("a folder comes with notes", "plums", ["new/er/c.md"]) {
      try $0.outside.write("new/er/c.md", "plums")
      _ = rename($0.outside.path + "/new", $0.path("new"))
    },
    Row("a new folder below a new one gets a note", "plums", ["x/y/z/c.md"]) {
      try $0.vault.folder.write("x/y/z/c.md", "plums")
    },
    Row("a file takes the place of a note", "plums", ["a.md"]) {
      try $0.vault.folder.write(".new", "plums")
      _ = rename($0.path(".new"), $0.path("a.md"))
    },
    Row("a note was opened outside before it came", "plums", ["c.md"]) {
      let path = $0.outside.path + "/c.md"
      let file = fopen(path, "w")
      _ = rename(path, $0.path("c.md"))
      _ = try $0.session.vault()
      fputs("plums", file)
      fclose(file)
    },
    Row("a mapping of a note is written and closed", "grapes", ["a.md"]) {
      let file = open($0.path("a.md"), O_RDWR)
      let map = mmap(nil, 6, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
      close(file)
      map?.copyMemory(from: "grapes", byteCount: 6)
      munmap(map, 6)
    },
    Row("another vault stands in the place", "plums", ["c.md"]) {
      try $0.outside.write("vault/c.md", "plums")
      _ = rename($0.vault.folder.path, $0.outside.path + "/old")
      _ = rename($0.outside.path + "/vault", $0.vault.folder.path)
    },
  ])
  func editIsSeen(_ row: Row) throws {
    let scene = try Scene()
    #expect(try scene.isKnown)
    try row.edit(scene)
    #expect(try scene.found(row.question) == row.answers)
    // New folders are watched, too.
    try scene.settle()
    #expect(try scene.isKnown)
    let note = try scene.found("pears apples plums grapes").first ?? "c.md"
    try scene.vault.folder.write(note, "quinces")
    #expect(try scene.found("quinces") == [note])
  }

  @Test func folderAboveTheVaultThatIsReplacedIsSeen() throws {
    let above = try TemporaryFolder()
    try above.write("one/vault/a.md", "apples")
    try above.write("two/vault/a.md", "plums")
    let indexes = try TemporaryFolder()
    let place = VaultPlace(
      option: above.path + "/one/vault", environment: nil, workingFolder: "/", obsidianList: nil,
      indexFolder: indexes.path)
    let session = try Session(at: place)
    usleep(25_000)
    for _ in 0..<3 { _ = try session.vault() }
    #expect(try session.vault().refresher.watch?.knownGeneration() != nil)
    try above.move("one", to: "three")
    try above.move("two", to: "one")
    #expect(try session.vault().ask("plums").answers.map(\.path) == ["a.md"])
  }

  @Test func changedSettingsAreSeen() throws {
    let scene = try Scene(["a.md": "[[x.xyz]]", "x.xyz": ""])
    #expect(try scene.session.vault().unresolved().count == 1)
    try scene.vault.folder.write(".obsidian/app.json", #"{"showUnsupportedFiles": true}"#)
    #expect(try scene.session.vault().unresolved().isEmpty)
  }

  @Test func filesThatNoVaultHasAreNoReasonToLook() throws {
    let scene = try Scene()
    try scene.vault.folder.write(".a.md.swp", "")
    try scene.vault.folder.write("deep/.git", "")
    #expect(try scene.isKnown)
  }

  @Test(arguments: ["hard link", "link to a note", "link to a folder", "link to nothing"])
  func vaultWithLinksIsLookedAtEachTime(_ kind: String) throws {
    let scene = try Scene()
    try scene.outside.write("other", "plums")
    let path = scene.path(kind == "link to a folder" ? "c" : "c.md")
    switch kind {
    case "hard link": #expect(link(scene.outside.path + "/other", path) == 0)
    case "link to a note": #expect(symlink(scene.path("a.md"), path) == 0)
    case "link to a folder": #expect(symlink(scene.path("deep"), path) == 0)
    default: #expect(symlink(scene.outside.path + "/nothing", path) == 0)
    }
    try scene.settle()
    #expect(try !scene.isKnown)
    unlink(path)
    try scene.settle()
    #expect(try scene.isKnown)
  }

  @Test func indexThatAnotherProcessMakesIsComparedOnce() throws {
    let scene = try Scene()
    _ = try scene.vault.open().writeIndex(isRebuild: true)
    let report = try scene.session.vault().refresh()
    #expect(report.foundCurrent)
    #expect(try scene.isKnown)
  }

  @Test func changesThatAnotherProcessHasIndexedAreSeen() throws {
    let scene = try Scene()
    try scene.vault.folder.write("c.md", "plums")
    #expect(try scene.vault.paths("plums") == ["c.md"])
    #expect(try scene.found("plums") == ["c.md"])
  }

  @Test func moreChangesThanTheSystemTellsOfAreSeen() throws {
    let scene = try Scene()
    for _ in 0..<10_000 {
      for name in ["a.md", "deep/er/b.md"] { utimes(scene.path(name), nil) }
    }
    try scene.vault.folder.write("new/c.md", "plums")
    #expect(try scene.found("plums") == ["new/c.md"])
    try scene.settle()
    #expect(try scene.isKnown)
    try scene.vault.folder.write("new/c.md", "quinces")
    #expect(try scene.found("quinces") == ["new/c.md"])
  }

  @Test func whatIsWarnedOfIsWarnedOfEachTime() throws {
    let scene = try Scene()
    #expect(mkfifo(scene.path("c.md"), 0o600) == 0)
    try scene.settle()
    for _ in 0..<2 {
      #expect(try scene.session.vault().ask("apples").refresh.warnings.count == 1)
    }
  }
}

extension SessionTests.Row {
  fileprivate init(
    _ reason: String, _ question: String, _ answers: [String],
    _ edit: @escaping @Sendable (SessionTests.Scene) throws -> Void
  ) {
    (testDescription, self.question, self.answers, self.edit) = (reason, question, answers, edit)
  }
}
