import TestSupport
import Testing
import VaultKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A vault with files that are not as they should be: the rest is indexed, and each odd one is told.
@Suite(.tags(.slow)) struct DamagedVaultTests {
  private func findings(_ vault: TestVault) throws -> [String] {
    try vault.open().check().map { "\($0.path): \($0.message)" }
  }

  /// Expects that the healthy notes answer, that `check` says just `problems`, and that looking again
  /// finds nothing to do.
  private func expect(
    _ vault: TestVault, finds paths: [String], problems: [String],
    location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(try vault.paths("apples").sorted() == paths, sourceLocation: location)
    #expect(try findings(vault) == problems, sourceLocation: location)
    let again = try vault.open().refresh()
    #expect(again.isUpToDate, sourceLocation: location)
    #expect(try vault.open().verify().isUpToDate, sourceLocation: location)
  }

  // MARK: What is no note

  @Test func noteLargerThanTheLimitIsAProblem() throws {
    let vault = try TestVault(["a.md": "apples", "huge.md": "apples"])
    // Without content: the file takes no room on the disk.
    #expect(truncate(vault.folder.path + "/huge.md", 300 << 20) == 0)
    try expect(
      vault, finds: ["a.md"],
      problems: ["huge.md: cannot read the file: it is larger than 16 MiB"])
    #expect(truncate(vault.folder.path + "/huge.md", 6) == 0)
    #expect(try vault.paths("apples").sorted() == ["a.md", "huge.md"])
  }

  @Test(arguments: [("FIFO", S_IFIFO), ("socket", S_IFSOCK)])
  func specialFileNamedLikeANoteIsAProblem(_ what: String, _ kind: mode_t) throws {
    let vault = try TestVault(["a.md": "apples"])
    #expect(mknod(vault.folder.path + "/odd.md", kind | 0o600, 0) == 0)
    try expect(vault, finds: ["a.md"], problems: ["odd.md: not a regular file"])
  }

  @Test(.enabled(if: geteuid() == 0, "only the superuser makes devices"))
  func deviceNamedLikeANoteIsAProblem() throws {
    let vault = try TestVault(["a.md": "apples"])
    // The device that never ends: a reader of it would not come back.
    #expect(mknod(vault.folder.path + "/odd.md", S_IFCHR | 0o600, 0x105) == 0)
    try expect(vault, finds: ["a.md"], problems: ["odd.md: not a regular file"])
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
  func whatMayNotBeReadIsAProblem() throws {
    let vault = try TestVault(["a.md": "apples", "b.md": "apples", "c/d.md": "apples"])
    chmod(vault.folder.path + "/b.md", 0)
    chmod(vault.folder.path + "/c", 0)
    defer { chmod(vault.folder.path + "/c", 0o700) }
    try expect(
      vault, finds: ["a.md"],
      problems: [
        "b.md: cannot read the file: permission denied",
        "c: cannot list the folder: permission denied",
      ])
  }

  // MARK: Names

  static let names: [(what: String, name: String)] = [
    ("a newline", "new\nline.md"), ("quotes", "it's \"so\".md"),
    ("an escape code", "\u{1B}[31m.md"), ("a backslash", "a\\b.md"),
    ("a leading hyphen", "-rf.md"), ("a format", "%s%n.md"), ("a blank only", " .md"),
    ("an end of SQL", "'; DROP TABLE file;--.md"), ("capitals", "A.MD"),
    ("255 bytes", String(repeating: "n", count: 252) + ".md"),
    ("255 bytes, decomposed", String(repeating: "e\u{301}", count: 84) + ".md"),
    ("a folder named like a note", "folder.md/note.md"), ("a bell in a folder", "x\u{7}/y.md"),
  ]

  @Test(arguments: names)
  func oddNameIsIndexedLikeAnyOther(_ what: String, _ name: String) throws {
    let vault = try TestVault(["a.md": "apples", name: "apples"])
    try expect(vault, finds: ["a.md", name].sorted(), problems: [])
    try vault.folder.write(name, "pears")
    #expect(try vault.paths("pears") == [name])
    try vault.folder.remove(name)
    #expect(try vault.paths("apples pears") == ["a.md"])
  }

  @Test func nameThatIsNotUTF8IsAProblem() throws {
    let vault = try TestVault(["a.md": "apples"])
    for name: [UInt8] in [[0x62, 0xFF, 0x2E, 0x6D, 0x64], [0xC3]] {
      var path = Array(vault.folder.path.utf8.map { CChar(bitPattern: $0) })
      path += [0x2F] + name.map { CChar(bitPattern: $0) } + [0]
      let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
      // The file systems of macOS refuse such names.
      if descriptor < 0 { return }
      close(descriptor)
    }
    try expect(
      vault, finds: ["a.md"],
      problems: [
        "b\u{FFFD}.md: the file's name is not UTF-8", "\u{FFFD}: the file's name is not UTF-8",
      ])
  }

  @Test func manyOddFilesAreFewWarnings() throws {
    let vault = try TestVault(["a.md": "apples"])
    for number in 0..<100 { #expect(mkfifo(vault.folder.path + "/\(number).md", 0o600) == 0) }
    let warnings = try vault.ask("apples").refresh.warnings
    #expect(warnings.count == 6)
    #expect(warnings.last == "95 more cannot be read; 'vq check' lists all")
    #expect(try findings(vault).count == 100)
  }

  @Test func pathsAreFollowedAsDeepAsTheSystemCanNameThem() throws {
    let vault = try TestVault(["a.md": "apples"])
    let tree = try DeepTree(in: vault.folder.path, depth: 2060, notesAt: [1000, 1900, 2055])
    let limit = 4095 - vault.folder.path.utf8.count
    let found = tree.notes.filter { $0.utf8.count < limit }
    #expect(found.count == 2)
    #expect(try vault.paths("apples").sorted() == ["a.md"] + found.sorted())
    let problems = try findings(vault)
    #expect(problems.count == 1)
    #expect(problems.first?.hasSuffix("file name too long") == true)
  }

  // MARK: Content

  /// The bytes of a file, and whether the word of the other note is found in it.
  struct Content: Sendable, CustomStringConvertible {
    var description: String
    var bytes: [UInt8]
    var isFound: Bool
  }

  static let contents = [
    Content(description: "nothing", bytes: [], isFound: false),
    Content(description: "a byte order mark only", bytes: [0xEF, 0xBB, 0xBF], isFound: false),
    Content(description: "NUL bytes", bytes: Array("a\0b apples\0 \0".utf8), isFound: true),
    Content(
      description: "only NUL bytes", bytes: Array(repeating: 0, count: 5000), isFound: false),
    Content(
      description: "UTF-16", bytes: [0xFF, 0xFE, 0x61, 0, 0x70, 0, 0x70, 0], isFound: false),
    Content(
      description: "bytes that are not UTF-8", bytes: [0xFF, 0xC0, 0x20] + Array("apples".utf8),
      isFound: true),
    Content(
      description: "a picture", bytes: (0..<4000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 3) },
      isFound: false),
  ]

  @Test(arguments: contents)
  func oddContentDisturbsNothing(_ content: Content) throws {
    let vault = try TestVault(["a.md": "apples", "odd.md": ""])
    let bytes = content.bytes
    let descriptor = open(vault.folder.path + "/odd.md", O_WRONLY)
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    #expect(
      try vault.paths("apples").sorted() == (content.isFound ? ["a.md", "odd.md"] : ["a.md"]))
    let isText = String(validating: bytes, as: UTF8.self) != nil
    #expect(try vault.open().check().contains { $0.kind == "encoding-invalid" } == !isText)
    #expect(try vault.open().verify().isUpToDate)
  }

  // MARK: Symbolic links

  @Test func linkThatLeadsNowhereIsAProblem() throws {
    let vault = try TestVault(["a.md": "apples"])
    #expect(symlink("nobody.md", vault.folder.path + "/b.md") == 0)
    #expect(symlink("c.md", vault.folder.path + "/c.md") == 0)
    try expect(
      vault, finds: ["a.md"],
      problems: [
        "b.md: the symbolic link leads nowhere: no such file or directory",
        "c.md: the symbolic link leads nowhere: too many levels of symbolic links",
      ])
    #expect(try vault.ask("apples").refresh.warnings == [])
  }

  @Test func linkToAFileOfTheVaultIsThatFileOnceMore() throws {
    let vault = try TestVault(["a.md": "apples"])
    #expect(symlink("a.md", vault.folder.path + "/b.md") == 0)
    try expect(vault, finds: ["a.md", "b.md"], problems: [])
    try vault.folder.write("a.md", "pears")
    #expect(try vault.paths("pears").sorted() == ["a.md", "b.md"])
  }

  @Test func linkToAFolderOfTheVaultIsNotFollowed() throws {
    let vault = try TestVault(["a.md": "apples", "c/d.md": "apples"])
    #expect(symlink("c", vault.folder.path + "/e") == 0)
    #expect(symlink("..", vault.folder.path + "/c/up") == 0)
    let message = "the symbolic link leads to a folder of the vault and is not followed"
    try expect(
      vault, finds: ["a.md", "c/d.md"], problems: ["c/up: \(message)", "e: \(message)"])
  }

  @Test func foldersThatLinkToEachOtherDoNotMultiply() throws {
    let names = (0..<16).map { "f\($0)" }
    let vault = try TestVault(
      Dictionary(uniqueKeysWithValues: names.map { ("\($0)/n.md", "apples") }))
    for name in names {
      for other in names where other != name {
        #expect(symlink("../\(other)", vault.folder.path + "/\(name)/\(other)") == 0)
      }
    }
    #expect(try vault.ask("apples").refresh.notes == names.count)
  }

  @Test func linkOutOfTheVaultIsNotFollowed() throws {
    let outside = try TemporaryFolder()
    try outside.write("secret.md", "apples and pears")
    let vault = try TestVault(["a.md": "apples"])
    #expect(symlink(outside.path, vault.folder.path + "/out") == 0)
    #expect(symlink(outside.path + "/secret.md", vault.folder.path + "/b.md") == 0)
    let message = "the symbolic link leads out of the vault and is not followed"
    try withExtendedLifetime(outside) {
      try expect(vault, finds: ["a.md"], problems: ["b.md: \(message)", "out: \(message)"])
      #expect(try vault.paths("pears") == [])
    }
  }

  // MARK: Names that change what they are

  @Test func renameInLetterCaseOnlyIsAMove() throws {
    let vault = try TestVault(["note.md": "apples", "b.md": "[[NOTE]]"])
    _ = try vault.ask("apples")
    try vault.folder.move("note.md", to: "x.md")
    try vault.folder.move("x.md", to: "Note.md")
    let answers = try vault.ask("apples")
    #expect(answers.answers.map(\.path) == ["Note.md"])
    #expect(answers.refresh.moved == 1)
    #expect(try vault.open().check().map(\.message) == [])
  }

  @Test func noteThatBecomesAFolderAndBackIsFollowed() throws {
    let vault = try TestVault(["a.md": "apples", "b.md": "[[a]]"])
    for _ in 0..<2 {
      try expect(vault, finds: ["a.md"], problems: [])
      try vault.folder.remove("a.md")
      try vault.folder.write("a.md/c.md", "apples")
      #expect(try vault.paths("apples") == ["a.md/c.md"])
      #expect(try findings(vault) == ["b.md: '[[a]]' names no note"])
      try vault.folder.remove("a.md")
      try vault.folder.write("a.md", "apples")
    }
  }

  @Test func renamedFolderMovesItsNotes() throws {
    let vault = try TestVault([
      "old/a.md": "apples [[b]]", "old/deep/b.md": "apples", "c.md": "[[old/a]]",
    ])
    _ = try vault.ask("apples")
    try vault.folder.move("old", to: "new")
    let answers = try vault.ask("apples")
    #expect(answers.answers.map(\.path).sorted() == ["new/a.md", "new/deep/b.md"])
    #expect(answers.refresh.moved == 2 && answers.refresh.added + answers.refresh.removed == 0)
    #expect(try findings(vault).count == 1)
    #expect(try vault.open().verify().isUpToDate)
  }
}
