import NoteIndex
import TestSupport
import Testing
import VaultKit

/// Refresh after any edits leaves the index that a rebuild would make.
@Suite(.tags(.slow)) struct RefreshLawTests {
  @Test(arguments: Rounds.seeds(8))
  func refreshAfterRandomEditsEqualsARebuild(_ seed: UInt64) throws {
    var edits = RandomEdits(vault: try TestVault(), seed: seed)
    try edits.run(8)
    _ = try edits.vault.open().refresh()
    for _ in 0..<4 {
      try edits.run(6)
      _ = try edits.vault.open().refresh()
      try expectRebuildIsEqual(edits.vault, seed)
    }
  }

  private func expectRebuildIsEqual(_ vault: TestVault, _ seed: UInt64) throws {
    let other = try TemporaryFolder()
    var place = vault.place
    place.indexFolder = other.path
    let rebuilt = try Vault(at: place)
    try rebuilt.refresh()
    let refreshed = try vault.open()
    let one = try IndexDump.lines(refreshed.indexPath)
    let two = try IndexDump.lines(rebuilt.indexPath)
    #expect(one == two, "VQ_SEED=\(seed): \(one.difference(from: two))")
    for path in [refreshed.indexPath, rebuilt.indexPath] {
      guard case .ready(let index) = try NoteIndex.open(path: path) else {
        Issue.record("VQ_SEED=\(seed): the index does not open")
        continue
      }
      #expect(throws: Never.self, "VQ_SEED=\(seed)") { try index.verify() }
    }
    let said = try EveryAnswer.lines(refreshed)
    let expected = try EveryAnswer.lines(rebuilt)
    #expect(said == expected, "VQ_SEED=\(seed): \(said.difference(from: expected))")
    #expect(try refreshed.refresh().isUpToDate, "VQ_SEED=\(seed)")
  }
}

/// A series of edits to a vault with few names, so that they clash often.
struct RandomEdits {
  let vault: TestVault
  private var random: SeededGenerator
  private(set) var files: Set<String> = []

  private static let names = [
    "n.md", "N.md", "m.md", "a/n.md", "a/m.md", "a/b/n.md", "b/n.md", "b/é.md", "n.md.md", "i.png",
    "a/i.png", "x.xyz",
  ]
  private static let words = [
    "alpha", "beta", "gamma", "delta", "épsilon", "404", "中文字", "receive", "recieve", "wainscot",
    "wainscots", "wainscat", "gammaDelta", "DeltaAlpha",
  ]
  private static let links = [
    "[[n]]", "[[N|x]]", "[[n|alpha omega]]", "[[Nick|zzz]]", "[[#alpha|own]]", "[[a/n]]",
    "[[Nick]]", "[[i.png]]", "![[m#alpha]]", "[t](n.md)",
    "[[x.xyz]]",
    "[t](./m.md)", "[[é]]", "[[n.md]]", "[[nobody]]", "[[#alpha]]",
  ]

  init(vault: TestVault, seed: UInt64) {
    self.vault = vault
    random = SeededGenerator(seed: seed)
  }

  mutating func run(_ count: Int) throws {
    for _ in 0..<count { try edit() }
  }

  private mutating func edit() throws {
    let existing = files.sorted().randomElement(using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1:
      guard let existing else { return }
      try vault.folder.remove(existing)
      files.remove(existing)
    case 2:
      guard let existing, let target = Self.names.randomElement(using: &random),
        !files.contains(target)
      else { return }
      try vault.folder.move(existing, to: target)
      files.remove(existing)
      files.insert(target)
    case 3:
      guard let existing else { return }
      try vault.folder.setModified(existing, Double.random(in: 1e9..<1.6e9, using: &random))
    case 4, 5:
      // The links of the note stay what they were.
      guard let existing else { return }
      let text = String(decoding: try vault.folder.read(existing), as: UTF8.self)
      try vault.folder.write(existing, text + " \(word())")
    default:
      guard let name = Self.names.randomElement(using: &random) else { return }
      try vault.folder.write(name, note())
      files.insert(name)
    }
  }

  private mutating func note() -> String {
    var text = ""
    if Bool.random(using: &random) {
      text += "---\ntags: [\(word()), t/\(word())]\n"
      if Bool.random(using: &random) { text += "aliases: [Nick, \(word())]\n" }
      if Bool.random(using: &random) { text += "questions: |\n  what is \(word())?\n  \(word())\n" }
      if Bool.random(using: &random) { text += "see: \"\(link())\"\n" }
      text += "---\n"
    }
    for _ in 0..<Int.random(in: 0..<8, using: &random) {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: text += "## \(word())\n"
      case 5: text += "- [\(Bool.random(using: &random) ? " " : "x")] \(word())\n"
      case 1: text += "**\(word()):**\n- \(word()) \(word())\n"
      case 2: text += "\(link()) \(word()) #\(word())\n\n"
      default: text += "\(word()) \(word()) \(word()).\n"
      }
    }
    return text
  }

  private mutating func word() -> String { Self.words.randomElement(using: &random) ?? "" }
  private mutating func link() -> String { Self.links.randomElement(using: &random) ?? "" }
}
