import Foundation
import TestSupport
import Testing

@testable import VaultKit

/// The whole sentence of every error.
@Suite struct VaultErrorTests {
  @Test(
    arguments: [
      (VaultError(.noSuchFolder, at: "Notez"), "Notez: no such folder"),
      (
        VaultError(.notUnicode, at: "/N\u{FFFD}tes"),
        "/N\u{FFFD}tes: this path is not UTF-8; give its folders other names"
      ),
      (VaultError(.notAFolder, at: "a.md"), "a.md: not a folder; a vault is a folder of notes"),
      (
        VaultError(.unreadableFolder, at: "Notes", cause: "permission denied"),
        "Notes: cannot read the folder: permission denied"
      ),
      (
        VaultError(.unreadableFile, at: "a.md", cause: "permission denied"),
        "a.md: cannot read the file: permission denied"
      ),
      (
        VaultError(
          .brokenCanvas(position: "2:1"), at: "a.canvas",
          cause: "not a canvas: expected a string"),
        "a.canvas:2:1: not a canvas: expected a string"
      ),
      (
        VaultError(.noVault, at: "/"),
        """
        no vault: none was named, and there is none to find
          looked at: --vault, $VQ_VAULT, a folder with '.obsidian' here or above, the configuration, Obsidian's open \
        vault, notes here
        """
      ),
      (
        VaultError(.severalOpen(folders: ["/a", "/b c"]), at: "/list"),
        "no vault is named, and Obsidian has 2 open: '/a', '/b c'"
      ),
      (VaultError(.emptyQuestion, at: ""), "the question has no words"),
      (
        VaultError(.badQuery, at: "/(/", cause: "query:1:1: '/(/' cannot be used: it is broken"),
        "query:1:1: '/(/' cannot be used: it is broken"
      ),
      (
        VaultError(.badPeriod, at: "week", cause: "its notes would lie outside of the vault"),
        "the settings of Obsidian for the note of a week cannot be used: its notes would lie outside of the vault"
      ),
      (VaultError(.noSuchNote(nearest: []), at: "Falcn"), "no note is named 'Falcn'"),
      (
        VaultError(.noSuchNote(nearest: ["Falcon", "Fallen"]), at: "Falcn"),
        "no note is named 'Falcn'; nearest is 'Falcon', 'Fallen'"
      ),
      (
        VaultError(.ambiguousNote(candidates: ["a/n.md", "b/n.md"]), at: "n"),
        "'n' may be 2 notes: 'a/n.md', 'b/n.md'"
      ),
      (
        VaultError(.noSource, at: "[[#A]]"),
        "'[[#A]]' leads to the note it stands in; put that note's name before the '#'"
      ),
      (
        VaultError(.noSuchFragment(of: "a.md"), at: "#A"), "'a.md' has no heading or block '#A'"
      ),
      (VaultError(.notANote, at: "a.png"), "a.png: not a note"),
      (
        VaultError(.notAHeading, at: "#[^1]"),
        "'#[^1]' is no heading and no block; a footnote is renamed by hand"
      ),
      (
        VaultError(.fragmentTaken(of: "a.md", line: 3), at: "#A"),
        "'a.md' has '#A' already, in line 3; links could not tell the two apart"
      ),
      (VaultError(.noFolderOfVault, at: "x/"), "'x/': the vault has no such folder"),
      (
        VaultError(.ambiguousFolder(candidates: ["a/x/", "b/x/"]), at: "x"),
        "'x' may be 2 folders: 'a/x/', 'b/x/'"
      ),
      (
        VaultError(.badName, at: "a#b", cause: "no link can name a file with '#'"),
        "'a#b' cannot be a name: no link can name a file with '#'"
      ),
      (VaultError(.nameTaken, at: "a.md"), "a.md: there is a file of that name already"),
      (VaultError(.nameTaken, at: "a/"), "a/: there is a folder or file of that name already"),
      (
        VaultError(.cannotRewrite, at: "a.md"),
        "a.md: a link in it cannot be rewritten safely; nothing was changed"
      ),
      (
        VaultError(.cannotRewrite, at: "a.md:2", cause: "[t](b.md)"),
        "a.md:2: '[t](b.md)' cannot be rewritten safely; nothing was changed"
      ),
      (
        VaultError(.notWritable, at: "a.md", cause: "it is read-only"),
        "a.md: may not be written: it is read-only; nothing was changed"
      ),
      (
        VaultError(.changedMeanwhile, at: "a.md"),
        "a.md: was changed by another program; it is left as it is"
      ),
      (
        VaultError(.renameFailed, at: "a.md", cause: "no space left on device"),
        "a.md: cannot be changed: no space left on device; nothing was changed"
      ),
      (
        VaultError(.renameInterrupted, at: "a.md", cause: "no space left on device"),
        "a.md: the rename is not finished: no space left on device"
      ),
      (VaultError(.nothingToUndo, at: "Notes"), "Notes: there is no rename to undo"),
      (
        VaultError(.indexUnusable, at: "/x.sqlite", cause: "disk I/O error"),
        "/x.sqlite: cannot use the index: disk I/O error"
      ),
      (
        VaultError(.mistake, at: "/x.sqlite", cause: "SQLite says 'no such table: a' (code 1)"),
        "/x.sqlite: a mistake in vq: SQLite says 'no such table: a' (code 1)"
      ),
      (
        VaultError(.indexBusy, at: "/x.sqlite"),
        "/x.sqlite: another vq is writing the index and does not finish"
      ),
      (
        VaultError(.indexBusy, at: "/x.sqlite", cause: "another vq (process 12)"),
        "/x.sqlite: another vq (process 12) is writing the index and does not finish"
      ),
      (
        VaultError(.renameBusy, at: "/x.sqlite", cause: "another vq (process 12)"),
        "/x.sqlite: another vq (process 12) is renaming and does not finish"
      ),
    ])
  func everyErrorHasItsSentence(_ error: VaultError, _ sentence: String) {
    #expect(error.description == sentence)
  }

  private func place(_ option: String?, working: String = "/nowhere") -> VaultPlace {
    VaultPlace(
      option: option, environment: nil, workingFolder: working, obsidianList: nil,
      indexFolder: "/nowhere")
  }

  @Test func folderWhoseNameIsNoUnicodeIsNotCalledMissing() throws {
    let folder = try TemporaryFolder()
    let name = Array(folder.path.utf8) + [UInt8(ascii: "/"), 0xE9]
    #expect(name.withUnsafeBytes { mkdir(($0 + [0]).map(CChar.init(bitPattern:)), 0o700) } == 0)
    // As the arguments of a program come: what is no UTF-8 is replaced.
    let typed = String(decoding: name, as: UTF8.self)
    #expect(throws: VaultError(.notUnicode, at: typed)) { try Vault(at: place(typed)) }
    #expect(throws: VaultError(.notUnicode, at: typed)) {
      try Vault(at: place(nil, working: typed))
    }
    // Nor does a link with a good name help.
    #expect(
      name.withUnsafeBytes {
        symlink(($0 + [0]).map(CChar.init(bitPattern:)), folder.path + "/link")
      } == 0)
    #expect(throws: VaultError(.notUnicode, at: typed)) {
      try Vault(at: place(folder.path + "/link"))
    }
  }

  @Test func missingFolderIsNamedAsItWasTyped() {
    #expect(throws: VaultError(.noSuchFolder, at: "no/such")) {
      try Vault(at: place("no/such"))
    }
  }

  @Test func fileIsNoVault() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.md", "")
    #expect(throws: VaultError(.notAFolder, at: folder.path + "/a.md")) {
      try Vault(at: place(folder.path + "/a.md"))
    }
  }

  @Test func withoutAnyVaultTheErrorSaysSo() {
    #expect(throws: VaultError(.noVault, at: "/nowhere")) { try Vault(at: place(nil)) }
  }

  @Test func nearestFolderWithSettingsIsTheVault() throws {
    let folder = try TemporaryFolder()
    try folder.write(".obsidian/app.json", "{}")
    try folder.write("a/b/c.md", "")
    #expect(try place(nil, working: folder.path + "/a/b").named().folder == folder.path)
  }

  @Test func environmentComesBeforeTheWorkingFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write(".obsidian/app.json", "{}")
    var place = place(nil, working: folder.path)
    place.environment = "/other"
    #expect(try place.named().folder == "/other")
    place.option = "/named"
    #expect(try place.named().folder == "/named")
  }

  @Test func openVaultOfObsidiansListIsTheLastResort() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "obsidian.json",
      #"{"vaults":{"1":{"path":"/one","ts":1},"2":{"path":"/two \u00e9","ts":2,"open":true}}}"#)
    var place = place(nil)
    place.obsidianList = folder.path + "/obsidian.json"
    #expect(try place.named().folder == "/two é")
    try folder.write("obsidian.json", "{ broken")
    #expect(throws: VaultError(.noVault, at: "/nowhere")) { try place.named().folder }
  }

  @Test func configurationComesBeforeObsidiansListAndBehindTheFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("vault/.obsidian/app.json", "{}")
    try folder.write("obsidian.json", #"{"vaults":{"1":{"path":"/one","open":true}}}"#)
    var place = place(nil)
    place.obsidianList = folder.path + "/obsidian.json"
    place.configured = "/set"
    #expect(try place.named().folder == "/set")
    place.workingFolder = folder.path + "/vault"
    #expect(try place.named().folder == folder.path + "/vault")
  }

  @Test func ofSeveralOpenVaultsNoneIsGuessed() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/x.md", "")
    try folder.write("b/x.md", "")
    let (first, second) = (folder.path + "/a", folder.path + "/b")
    func list(_ paths: [String]) throws {
      let vaults = paths.map { #""\#($0)":{"path":"\#($0)","open":true}"# }
      try folder.write("obsidian.json", "{\"vaults\":{\(vaults.joined(separator: ","))}}")
    }
    var place = place(nil)
    place.obsidianList = folder.path + "/obsidian.json"
    try list([first, second])
    let error = VaultError(
      .severalOpen(folders: [first, second]), at: folder.path + "/obsidian.json")
    #expect(throws: error) { try place.named().folder }
    // A vault that was removed is no choice.
    try list([first, folder.path + "/gone"])
    #expect(try place.named().folder == first)
  }

  @Test func listOfObsidianSaysWhatIsOpen() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "obsidian.json",
      #"{"vaults":{"1":{"path":"/b/Two","open":true},"2":{"path":"/a/One","open":"x"},"3":{"ts":1},"4":7}}"#
    )
    let vaults = Vault.obsidianVaults(list: folder.path + "/obsidian.json")
    #expect(vaults.map(\.folder) == ["/a/One", "/b/Two"])
    #expect(vaults.map(\.isOpen) == [false, true])
    #expect(vaults.map(\.name) == ["One", "Two"])
  }

  @Test func foldersOfAVaultAreFollowedHoweverItIsNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write("vault/x.md", "")
    try #require(symlink(folder.path + "/vault", folder.path + "/link") == 0)
    var place = place(folder.path + "/vault")
    place.followedFolders = ["/one"]
    place.followedFoldersOfVaults = [folder.path + "/link": ["/two"], "/other": ["/three"]]
    let root = try Vault(at: place).root
    #expect(place.followedFolders(of: root) == ["/one", "/two"])
  }
}
