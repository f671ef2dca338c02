import TestSupport
import Testing
import VaultKit

/// What is shown of lines with very many links, and of notes with very many of anything.
@Suite struct LongLineTests {
  /// A line of many links must not be printed once for each of them.
  @Test func linksOfOneLineShareWhatIsShownOfIt() throws {
    let vault = try TestVault()
    let count = 20_000
    try vault.folder.write("big.md", String(repeating: "[[a]] ", count: count))
    try vault.folder.write("a.md", "# a\n")
    var bytes = 0
    var links = 0
    var last = ""
    try vault.open().forEachBacklink(
      to: "a", begin: { _ in },
      { link in
        bytes += link.text?.utf8.count ?? 0
        links += 1
        last = link.text ?? ""
      })
    #expect(links == count)
    #expect(bytes < count * 130 + 5_000)
    #expect(last.hasPrefix("…") && last.utf8.count <= 126)
  }

  @Test func firstLinksOfALineShowMoreOfIt() throws {
    let vault = try TestVault()
    try vault.folder.write(
      "big.md", String(repeating: "a word and [[a]] ", count: 200) + "\n[[a]]\n")
    try vault.folder.write("a.md", "# a\n")
    let texts = try vault.open().backlinks(to: "a").links.compactMap(\.text)
    let long = texts.dropLast().map { $0.utf8.count > 900 }
    #expect(long == [true, true, true, true] + Array(repeating: false, count: 196))
    #expect(texts.last == "[[a]]")
  }

  @Test func mentionsOfOneLineShareWhatIsShownOfIt() throws {
    let vault = try TestVault()
    let count = 20_000
    try vault.folder.write("big.md", String(repeating: "zebra ", count: count))
    try vault.folder.write("zebra.md", "# a\n")
    var bytes = 0
    try vault.open().forEachMention(
      of: "zebra", begin: { _ in }, { bytes += $0.text.utf8.count })
    #expect(bytes < count * 130 + 5_000)
  }

  /// Links of properties and of the text come in the order of the file, however they are stored.
  @Test func linksComeInTheOrderOfTheFile() throws {
    let vault = try TestVault()
    try vault.folder.write(
      "a.md", "---\nx: '[[b]]'\ny: ['[[c]]', '[[d]]']\n---\n[[e]]\n\nk:: [[f]]\n\n[[g]] [[h]]\n")
    let links = try vault.open().links(of: "a").links
    #expect(links.map(\.link) == ["b", "c", "d", "e", "f", "g", "h"])
    #expect(links.map(\.property).prefix(3) == ["x", "y.0", "y.1"])
    var all: [String] = []
    try vault.open().forEachReference { all.append($0.link) }
    #expect(all == links.map(\.link))
  }

  @Test func namesAreWantedInTheOrderOfTheirCounts() throws {
    let vault = try TestVault()
    var text = ""
    for number in 0..<3_000 { text += "[[n\(number)|x]] [[many#h]]\n[[N\(number % 7)]] ![[é]]\n" }
    try vault.folder.write("a.md", "---\nx: '[[many]]'\n---\n" + text)
    try vault.folder.write("b.md", "[[n5]] [t](e\u{301}.md)")
    let found = try vault.open().unresolved()
    #expect(found.count == 3_009)
    #expect(found.prefix(2).map(\.target) == ["many", "é"])
    #expect(found.prefix(2).map(\.references.count) == [3_001, 3_001])
    #expect(found[2].target == "N0" && found[9].target == "n5" && found[10].target == "n0")
    #expect(found[0].references[0].property == "x")
    #expect(found[9].references.map(\.source) == ["a.md", "b.md"])
    #expect(found[9].references.map(\.display) == ["x", "n5"])
  }

  @Test func problemsComeInTheOrderOfPlaces() throws {
    let vault = try TestVault()
    try vault.folder.write(
      "b.md",
      "---\nvq-accept: [link-unresolved gone, nonsense]\n---\n[[gone]] [[lost]] [[a#no]]\n[[A]]\n")
    try vault.folder.write("a.md", "[[nowhere]] \u{FF}\n")
    try vault.folder.write("c.md", "[[b#no]] [[lost]]\n")
    let found = try vault.open().check(includesStyle: true)
    #expect(
      found.map { "\($0.path):\($0.line):\($0.column) \($0.kind)" } == [
        "a.md:1:1 link-unresolved", "b.md:2:1 accept-unknown", "b.md:4:10 link-unresolved",
        "b.md:4:19 subpath-missing", "b.md:5:1 link-case", "c.md:1:1 subpath-missing",
        "c.md:1:10 link-unresolved",
      ])
  }
}
