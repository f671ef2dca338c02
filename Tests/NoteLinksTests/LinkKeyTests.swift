import NoteLinks
import NoteModel
import Testing

@Suite struct LinkKeyTests {
  @Test(arguments: [
    ("Git", "git"), ("guides/Git.md", "git"), (" ./Node.js ", "node.js"), ("a.md.md", "a.md"),
    ("", ""), ("folder/", ""), ("Cafe\u{301}", "café"), (".MD", ""),
  ])
  func keyIsTheLastPartWithoutItsExtension(target: String, key: String) {
    #expect(LinkKey.of(target) == NameKey(key))
  }

  @Test(arguments: [
    ("guides/Git.md", ["git"]), ("Node.js", ["node.js"]), ("Node.js.md", ["node.js"]),
    ("a.md.md", ["a.md", "a"]), ("a.md.md.md", ["a.md.md", "a.md"]), ("LICENSE", ["license"]),
  ])
  func fileTouchesTheLinksThatCanNameIt(path: String, keys: [String]) {
    #expect(LinkKey.affected(byFile: VaultPath(path)) == keys.map(NameKey.init))
  }

  @Test(arguments: [("Nick", "nick"), ("TCP/IP", "ip"), ("Read.md", "read")])
  func aliasTouchesTheLinksThatSpellIt(alias: String, key: String) {
    #expect(LinkKey.affected(byAlias: alias) == NameKey(key))
  }
}
