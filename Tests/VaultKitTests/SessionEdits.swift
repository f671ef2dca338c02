import Foundation
import TestSupport

@testable import VaultKit

/// Edits between the questions of a session: of notes, of folders and settings, and by other processes of the index.
struct SessionEdits {
  let vault: TestVault
  var random: SeededGenerator
  /// Whether something in the vault can change without a notice.
  private(set) var hasDoubt = false
  private let outside: TemporaryFolder
  private var notes: RandomEdits

  private static let folders = ["f", "g", "f/h", "g/h"]

  init(vault: TestVault, seed: UInt64) throws {
    self.vault = vault
    random = SeededGenerator(seed: seed)
    outside = try TemporaryFolder()
    notes = RandomEdits(vault: vault, seed: seed ^ 0x9E37)
  }

  mutating func run(_ count: Int) throws {
    for _ in 0..<count {
      if Bool.random(using: &random) { try notes.run(1) } else { try edit() }
    }
  }

  /// Asks until the last edits are old enough that a look is believed; returns whether the session needs none now.
  func settle(_ session: Session) throws -> Bool {
    // Younger notes are read again, since their times may hide a second write.
    usleep(25_000)
    for _ in 0..<2 { _ = try session.vault() }
    return try session.vault().refresher.watch?.knownGeneration() != nil
  }

  private mutating func edit() throws {
    let folder = Self.folders.randomElement(using: &random) ?? "f"
    let other = Self.folders.randomElement(using: &random) ?? "g"
    let path = { [vault] in vault.folder.path + "/" + $0 }
    switch Int.random(in: 0..<16, using: &random) {
    case 0, 1, 2: try vault.folder.write("\(folder)/\(number()).md", "alpha\(number()) [[n]]")
    case 3: try? vault.folder.move(folder, to: other + "/moved\(number())")
    case 4: try? vault.folder.remove(folder)
    case 5:
      // Out of the vault, and edited there.
      guard rename(path(folder), outside.path + "/\(number())-\(UUID())") == 0 else { return }
    case 6:
      let made = "made-\(UUID())"
      try outside.write("\(made)/deep/\(number()).md", "beta [[m]]")
      _ = rename(outside.path + "/" + made, path("in\(number())"))
    case 7:
      try vault.folder.write(
        ".obsidian/app.json", #"{"showUnsupportedFiles": \#(Bool.random(using: &random))}"#)
    case 8: try vault.folder.write(".obsidian/workspace.json", "\(number())")
    case 9: try overwrite(path("\(folder)/\(number()).md"))
    case 10: try vault.open().refresh()
    case 11: _ = try vault.open().writeIndex(isRebuild: true)
    case 12: try? FileManager.default.removeItem(atPath: vault.open().indexPath)
    case 13:
      // A file that takes the place of another, as editors save.
      try vault.folder.write("\(folder)/.new", "gamma\(number())")
      _ = rename(path("\(folder)/.new"), path("\(folder)/\(number()).md"))
    case 14 where number() == 0: try link(path)
    default: try vault.folder.write("\(folder)/picture\(number()).png", "")
    }
  }

  private mutating func number() -> Int { Int.random(in: 0..<4, using: &random) }

  /// Writes into a file as it is, without making it shorter first.
  private mutating func overwrite(_ path: String) throws {
    guard let file = FileHandle(forWritingAtPath: path) else { return }
    try file.write(contentsOf: Data("omega\(number())".utf8))
    try file.close()
  }

  /// Makes a note that is also written under a name outside of the vault, and writes it there.
  private mutating func link(_ path: (String) -> String) throws {
    hasDoubt = true
    try outside.write("linked", "delta\(number())")
    if Bool.random(using: &random) {
      _ = Foundation.link(outside.path + "/linked", path("linked.md"))
    } else {
      _ = symlink(path("n.md"), path("other.md"))
    }
  }
}
