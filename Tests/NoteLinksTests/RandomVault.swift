import NoteLinks
import NoteModel
import TestSupport

/// A vault with few names, so that they clash often.
struct RandomVault {
  var files: Set<String> = []
  var aliases: Set<NoteAlias> = []

  struct NoteAlias: Hashable {
    var note: String
    var alias: String
  }

  private static let folders = ["", "a/", "A/", "a/b/", "b/", "a/b/a/", "ab/", "b/é/", "b/a/"]
  private static let names = [
    "n.md", "N.md", "m.md", "n.md.md", "n.js", "n.js.md", "n", "e\u{301}.md", "É.md", "b.md",
    "n n.md", "n\u{A0}N.md", "n\u{202F}n.js",
  ]
  private static let aliasNames = ["n", "Nick", "a/n", "n.md", "b/nick", "é", ".md"]
  private static let targets = [
    "n", "N", "n.md", "n.md.md", "n.js", "n.js.md", "m", "é", "E\u{301}.md", "Nick", "nick", "b",
    "n n", "n\u{202F}n", "N\u{A0}n.js", "\u{A0}n",
    ".md", ".", "..", "a", "",
  ]
  private static let targetFolders = [
    "", "", "", "a/", "b/", "a/b/", "A/B/", "/", "/a/", "./", "../", "../b/", "./a/../b/",
    "../../..//a/", "b/é/", " ", "a//",
  ]

  static func randomFile(using generator: inout SeededGenerator) -> String {
    (folders.randomElement(using: &generator) ?? "")
      + (names.randomElement(using: &generator) ?? "n.md")
  }

  static func randomTarget(using generator: inout SeededGenerator) -> String {
    (targetFolders.randomElement(using: &generator) ?? "")
      + (targets.randomElement(using: &generator) ?? "n")
  }

  init(using generator: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 0...9, using: &generator) {
      files.insert(Self.randomFile(using: &generator))
    }
    for _ in 0..<Int.random(in: 0...3, using: &generator) { addAlias(using: &generator) }
  }

  mutating func addAlias(using generator: inout SeededGenerator) {
    let notes = files.filter { $0.hasSuffix(".md") }.sorted()
    guard let note = notes.randomElement(using: &generator) else { return }
    let alias = Self.aliasNames.randomElement(using: &generator) ?? "n"
    aliases.insert(NoteAlias(note: note, alias: alias))
  }

  /// Makes one change and returns the keys of the links that it may touch.
  mutating func change(using generator: inout SeededGenerator) -> Set<NameKey> {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0:
      let file = Self.randomFile(using: &generator)
      files.insert(file)
      return Set(LinkKey.affected(byFile: VaultPath(file)))
    case 1:
      guard let file = files.sorted().randomElement(using: &generator) else { return [] }
      files.remove(file)
      let lost = aliases.filter { $0.note == file }
      aliases.subtract(lost)
      return Set(LinkKey.affected(byFile: VaultPath(file)))
        .union(lost.map { LinkKey.affected(byAlias: $0.alias) })
    case 2:
      let old = aliases
      addAlias(using: &generator)
      return Set(aliases.subtracting(old).map { LinkKey.affected(byAlias: $0.alias) })
    default:
      let sorted = aliases.sorted { ($0.note, $0.alias) < ($1.note, $1.alias) }
      guard let alias = sorted.randomElement(using: &generator) else { return [] }
      aliases.remove(alias)
      return [LinkKey.affected(byAlias: alias.alias)]
    }
  }

  /// The same vault with its files and aliases listed in a random order.
  func shuffled(using generator: inout SeededGenerator) -> TestVault {
    TestVault(
      files: files.sorted().shuffled(using: &generator),
      aliases: aliases.sorted { ($0.note, $0.alias) < ($1.note, $1.alias) }
        .shuffled(using: &generator).map { ($0.note, $0.alias) })
  }
}
