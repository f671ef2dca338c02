import TestSupport
import Testing

@testable import VaultKit

/// Which links a refresh looks at again.
@Suite struct LinksRefreshTests {
  /// Fifty notes with three links each, four of them to a note that is not there.
  private func vault() throws -> TestVault {
    var files: [String: String] = [:]
    for number in 0..<50 {
      files["n\(number).md"] = "[[n\((number + 1) % 50)]] [[n\((number + 2) % 50)]] [[x\(number)]]"
    }
    for number in [3, 4, 5] { files["n\(number).md"]? += " [[Wanted#A]] ![[a/wanted.md]]" }
    files["n6.md"]? += " [t](wanted.md) [[Wanted]] [[Wanted]] [[Other]]"
    let vault = try TestVault(files)
    try vault.open().refresh()
    return vault
  }

  @Test(arguments: [
    ("Wanted.md", "", 8, "all that have the name, whatever folder they ask for; one text once"),
    ("a/wanted.md", "[[n1]] [[n2]]", 10, "and its own"),
    ("new.md", "---\naliases: [other]\n---\n", 1, "those that wait for an alias"),
    ("new.md", "[[n1]]", 1, "none but its own"), ("x7.md", "", 1, "one"), ("i.png", "", 0, "none"),
    ("b/n7.md", "", 2, "those that lead to another file of the name"),
  ])
  func newFileIsAskedForByItsNameOnly(
    _ path: String, _ text: String, _ count: Int, _ reason: String
  ) throws {
    let vault = try vault()
    try vault.folder.write(path, text)
    #expect(try vault.open().refresh().linksResolved == count, "\(reason)")
    try vault.folder.remove(path)
    let own = text.split(separator: "[[", omittingEmptySubsequences: false).count - 1
    let withoutOwn = text.hasPrefix("---") ? count : count - own
    #expect(try vault.open().refresh().linksResolved == withoutOwn, "gone: \(reason)")
  }

  @Test func editThatKeepsTheLinksLooksAtNone() throws {
    let vault = try vault()
    let text = String(decoding: try vault.folder.read("n1.md"), as: UTF8.self)
    try vault.folder.write("n1.md", "A word more.\n" + text)
    #expect(try vault.open().refresh().linksResolved == 0)
    try vault.folder.write("n1.md", text + " [[n9]]")
    #expect(try vault.open().refresh().linksResolved == 4)
  }
}
