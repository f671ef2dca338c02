import NoteModel
import TestSupport
import Testing

@testable import Platform
@testable import VaultKit

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files that are opened by their names in a folder are those that their paths name.
struct FileOpenerTests {
  private let folder: TemporaryFolder
  private let outside: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    outside = try TemporaryFolder()
    for path in ["a/1.md", "a/2.md", "a/3.md", "a/b/1.md", "a/b/2.md", "1.md", "2.md", "c/1.md"] {
      try folder.write(path, path)
    }
    for name in ["1.md", "2.md", "3.md"] { try outside.write(name, "secret") }
  }

  /// Reads files one after the other; what could not be opened by its error.
  private func read(_ paths: [String], follows: [String] = []) throws -> [String] {
    let root = try VaultRoot(
      FileSystem.realPath(folder.path), follows: FollowedFolders(follows))
    var opener = FileOpener(root)
    var reader = FileReader()
    var texts: [String] = []
    for path in paths {
      do throws(SystemError) {
        try reader.readText(closing: opener.open(VaultPath(path)))
        texts.append(String(decoding: reader.bytes, as: UTF8.self))
      } catch { texts.append("error \(error.code)") }
    }
    return texts
  }

  @Test func eachPathLeadsToItsFile() throws {
    let paths = [
      "a/1.md", "a/2.md", "a/3.md", "a/b/1.md", "a/b/2.md", "1.md", "2.md", "a/1.md", "c/1.md",
      "a/1.md", "a/2.md",
    ]
    #expect(try read(paths) == paths)
    #expect(
      try read(["a/1.md", "a/2.md", "a/none.md", "a/3.md", "none/1.md", "none/2.md", "c/1.md"])
        == [
          "a/1.md", "a/2.md", "error \(ENOENT)", "a/3.md", "error \(ENOENT)", "error \(ENOENT)",
          "c/1.md",
        ])
  }

  @Test func noNameLeadsOutOfTheVault() throws {
    #expect(symlink(outside.path, folder.path + "/out") == 0)
    #expect(symlink(outside.path + "/1.md", folder.path + "/a/link.md") == 0)
    #expect(symlink("1.md", folder.path + "/a/own.md") == 0)
    let outer = ["out/1.md", "out/2.md", "out/3.md"]
    let paths = outer + ["a/1.md", "a/2.md", "a/link.md", "a/own.md", "a/3.md"]
    let refused = "error \(EXDEV)"
    #expect(
      try read(paths)
        == [refused, refused, refused, "a/1.md", "a/2.md", refused, "a/1.md", "a/3.md"])
    #expect(
      try read(paths, follows: [outside.path])
        == ["secret", "secret", "secret", "a/1.md", "a/2.md", "secret", "a/1.md", "a/3.md"])
  }

  /// The folder at hand is the one that was opened, whatever has its name by now.
  @Test func aFolderThatIsSwappedForALinkStaysTheFolder() throws {
    let root = try VaultRoot(FileSystem.realPath(folder.path), follows: FollowedFolders())
    var opener = FileOpener(root)
    for name in ["1.md", "2.md"] { close(try opener.open(VaultPath("a/" + name))) }
    #expect(rename(folder.path + "/a", folder.path + "/old") == 0)
    #expect(symlink(outside.path, folder.path + "/a") == 0)
    var reader = FileReader()
    try reader.readText(closing: opener.open(VaultPath("a/3.md")))
    #expect(String(decoding: reader.bytes, as: UTF8.self) == "a/3.md")
    close(try opener.open(VaultPath("c/1.md")))
    for name in ["1.md", "2.md", "3.md"] {
      #expect(throws: SystemError.self) { try opener.open(VaultPath("a/" + name)) }
    }
  }

  /// A small file is read without asking for its size; up to the size of the first buffer and beyond it is whole.
  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
  func filesAreReadWhole(count: Int) throws {
    let text = String(repeating: "x", count: count)
    try folder.write("long.md", text)
    #expect(try read(["long.md", "1.md"]) == [text, "1.md"])
  }

  @Test func whatIsNoFileOfTextIsAnError() throws {
    try folder.write("large.md", String(repeating: "x", count: FileReader.maximumBytes + 1))
    #expect(mkdir(folder.path + "/folder.md", 0o700) == 0)
    #expect(
      try read(["large.md", "folder.md", "1.md"])
        == ["error \(EFBIG)", "error \(EISDIR)", "1.md"])
  }
}
