import Foundation
import NoteIndex
import SQLite
import TestSupport
import Testing
import VaultKit

/// What `vq doctor` says of a vault and its index.
@Suite struct CheckupTests {
  private static func row(_ name: String, of vault: Vault) throws -> CheckupRow {
    try #require(vault.checkup(home: "").first { $0.name == name })
  }

  @Test func filtersThatExcludeNothingAreTold() throws {
    let vault = try TestVault([
      "a.md": "apples", ".obsidian/app.json": #"{"userIgnoreFilters": ["/[/", "Old/"]}"#,
    ])
    let row = try Self.row("settings", of: vault.open())
    #expect(row.state == .limited)
    #expect(row.value == ".obsidian/app.json: 1 filter excludes nothing")
    #expect(row.advice == "'vq check' says which and why")
  }

  /// What can stand in the place of an index.
  enum Place: String, CaseIterable {
    case nothing, index, older, cut, changed, text, link
  }

  @Test(
    arguments: [
      (.nothing, .fine, "none yet", "the next question makes it, once"),
      (.index, .fine, "every page is whole", nil),
      (.older, .limited, "another version of vq made it", "the next question makes it anew"),
      (.cut, .limited, "it is damaged", "the next question makes it anew"),
      (.changed, .limited, "it is damaged", "the next question makes it anew"),
      (.text, .limited, "it is damaged", "the next question makes it anew"),
      (
        .link, .wrong, "symbolic link",
        "see whose folder it is, or name another one: VQ_INDEX=FOLDER"
      ),
    ] as [(Place, CheckupRow.State, String, String?)])
  func indexIsToldAsItIs(
    _ place: Place, _ state: CheckupRow.State, _ said: String, _ advice: String?
  ) throws {
    let vault = try TestVault(["a.md": "apples"])
    let file = URL(filePath: try vault.open().indexPath)
    if place != .nothing { try vault.open().refresh() }
    var content = (try? Data(contentsOf: file)) ?? Data()
    switch place {
    case .nothing, .index: break
    case .older:
      try Connection(path: file.path, mode: .readWrite).execute("PRAGMA user_version = 1001")
    case .cut: try content.prefix(content.count / 2).write(to: file)
    case .changed:
      content[content.count - 20] ^= 1
      try content.write(to: file)
    case .text:
      try Data("this is no database, but long enough to pass for one".utf8).write(to: file)
    case .link:
      let target = file.appendingPathExtension("target")
      try FileManager.default.moveItem(at: file, to: target)
      try FileManager.default.createSymbolicLink(at: file, withDestinationURL: target)
    }
    let before = try? Data(contentsOf: file)
    let row = try Self.row("index", of: vault.open())
    #expect(row.state == state)
    #expect(row.value.contains(said), "\(row.value)")
    #expect(row.advice == advice)
    // Nothing is mended on the way: that is for the next question.
    #expect((try? Data(contentsOf: file)) == before)
  }

  /// Where nothing can be written, as in `/proc`, no row promises that something will be.
  @Test func anIndexThatCannotBeKeptIsNotPromised() throws {
    let vault = try TestVault(["a.md": "apples"])
    var place = vault.place
    place.indexFolder = "/proc/none"
    let rows = try Vault(at: place).checkup(home: "")
    let index = try #require(rows.first { $0.name == "index" })
    #expect(index.value == "none yet in /proc/none")
    #expect(index.advice == "none can be kept there: see 'room'")
    let room = try #require(rows.first { $0.name == "room" })
    #expect(room.state == .wrong)
    #expect(room.advice?.hasSuffix("each question makes an index in memory") == true)
  }

  @Test func whatCannotBeReadIsCounted() throws {
    let vault = try TestVault(["a.md": "apples", "broken.canvas": "{"])
    #expect(mkfifo(vault.folder.path + "/odd.md", 0o600) == 0)
    // Without an index only the names are known.
    let before = try Self.row("access", of: vault.open())
    #expect(before.value == "1 file or folder cannot be read, and is in no answer")
    try vault.open().refresh()
    let row = try Self.row("access", of: vault.open())
    #expect(row.value == "2 files or folders cannot be read, and are in no answer")
    #expect(row.advice?.contains("vq check --kind file-unreadable") == true)
    #expect(try vault.open().check(kinds: ["file-unreadable"]).count == 2)
    try vault.folder.remove("odd.md")
    try vault.folder.remove("broken.canvas")
    try vault.open().refresh()
    #expect(try Self.row("access", of: vault.open()).state == .fine)
  }

  @Test func changesAreSeenAndLeftAlone() throws {
    let vault = try TestVault(["a.md": "apples"])
    // What was written in the tick of the clock in which it was read is read again.
    usleep(50_000)
    try vault.open().refresh()
    #expect(try Self.row("look", of: vault.open()).value.hasSuffix("nothing has changed"))
    try vault.folder.write("b.md", "pears")
    for _ in 0..<2 {
      let value = try Self.row("look", of: vault.open()).value
      #expect(value.hasSuffix("something may have changed since the last question"))
    }
  }

  /// A report can be given away.
  @Test func noRowHasTextOrNamesOfNotes() throws {
    let vault = try TestVault([
      "Secretname.md": "# Secrettitle\n\nsecrettext #secrettag [[secretlink]]"
    ])
    for _ in 0..<2 {
      for row in try vault.open().checkup(home: "") {
        #expect(!"\(row)".lowercased().contains("secret"))
      }
      try vault.open().refresh()
    }
  }

  @Test func ownFolderIsATilde() throws {
    let folder = try TestVault(["a.md": "apples"])
    let vault = try folder.open()
    let root = vault.root
    let above = URL(filePath: root).deletingLastPathComponent().path
    let name = root.dropFirst(above.count)
    for (home, shown) in [
      ("", root), ("/", root), (root + "x", root), (String(root.dropLast()), root),
      (root, "~"), (above, "~" + name),
    ] {
      #expect(vault.checkup(home: home)[0].value == "\(shown), named on this line", "\(home)")
    }
  }

  @Test func howTheVaultWasFoundIsTold() throws {
    let vault = try TestVault(["a.md": "apples", ".obsidian/app.json": "{}"])
    var place = vault.place
    #expect(try Vault(at: place).checkup(home: "")[0].value.hasSuffix(", named on this line"))
    place.option = nil
    place.workingFolder = vault.folder.path
    #expect(
      try Vault(at: place).checkup(home: "")[0].value.hasSuffix(
        "the nearest folder with '.obsidian'"))
    place.environment = vault.folder.path
    #expect(try Vault(at: place).checkup(home: "")[0].value.hasSuffix(", named by $VQ_VAULT"))
  }
}
