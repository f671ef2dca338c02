import TestSupport
import Testing
import VaultKit

/// How tags are counted.
@Suite struct TagCountTests {
  @Test func parentsCountEachNoteOnce() throws {
    let vault = try TestVault()
    try vault.folder.write("a.md", "#Web/css/grid #web/html #web #b #B-c #b/c\n")
    try vault.folder.write("c.md", "#WEB/html #web/html #é #É\n")
    let tags = try vault.open().tags()
    #expect(
      tags.map { "\($0.name) \($0.own) \($0.total)" } == [
        "b 1 1", "b/c 1 1", "B-c 1 1", "Web 1 2", "Web/css 0 1", "Web/css/grid 1 1",
        "web/html 2 2", "é 1 1",
      ])
  }

  /// Each tag once: no list of them is made, and none is looked for among the others one by one.
  @Test func manyTagsOfOneNote() throws {
    let vault = try TestVault()
    let count = 30_000
    try vault.folder.write("a.md", (0..<count).map { "#t\($0) " }.joined())
    var found = 0
    try vault.open().forEachTag { tag in
      if tag.own == 1, tag.total == 1 { found += 1 }
    }
    #expect(found == count)
    #expect(try vault.open().status().tags == count)
  }
}
