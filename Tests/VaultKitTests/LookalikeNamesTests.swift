import NoteModel
import TestSupport
import Testing

@testable import VaultKit

/// Names that differ in what is not seen: no-break blanks, soft hyphens, direction marks.
@Suite struct LookalikeNamesTests {
  private static let shot = "Screenshot 2026-03-04 at 9.41\u{202F}AM.png"

  @Test(arguments: [
    ("![[Screenshot 2026-03-04 at 9.41 AM.png]]", "a plain blank in a wiki-link"),
    ("![[Screenshot 2026-03-04 at 9.41\u{202F}AM.png]]", "as the file has it"),
    ("![[Screenshot\u{A0}2026-03-04 at 9.41\u{A0}AM.png]]", "pasted from a page"),
    ("![s](Screenshot%202026-03-04%20at%209.41%20AM.png)", "a Markdown link"),
    ("![s](<Screenshot 2026-03-04 at 9.41 AM.png>)", "a Markdown link in angle brackets"),
    ("![s](Screenshot%202026-03-04%20at%209.41%E2%80%AFAM.png)", "encoded as the file has it"),
    ("[[\u{A0}Screenshot 2026-03-04 at 9.41 AM.png\u{202F}]]", "no-break blanks around it"),
  ])
  func aNoBreakBlankEqualsABlankInALink(link: String, why: String) throws {
    let vault = try TestVault(["a.md": link + "\n", Self.shot: ""])
    let open = try vault.open()
    #expect(try open.unresolved().map(\.target) == [], "\(why)")
    #expect(try open.backlinks(to: Self.shot).links.map(\.path) == ["a.md"], "\(why)")
    // A refresh resolves by other code than a full index.
    try vault.folder.write("b.md", link + "\n")
    try open.refresh()
    #expect(try open.backlinks(to: Self.shot).links.map(\.path) == ["a.md", "b.md"], "\(why)")
  }

  @Test(arguments: ["my folder/My note.md", "my\u{A0}folder/My\u{202F}note.md"])
  func aCanvasNodeFindsIt(file: String) throws {
    let node = #"{"nodes":[{"id":"1","type":"file","file":"\#(file)"}]}"#
    let vault = try TestVault([
      "b.canvas": node, "my\u{202F}folder/My\u{A0}note.md": "# x\n", "My note.md": "",
    ])
    #expect(try vault.open().unresolved().map(\.target) == [])
    #expect(
      try vault.open().links(of: "b.canvas").links.map(\.path) == [
        "my\u{202F}folder/My\u{A0}note.md"
      ])
  }

  @Test(arguments: ["My note", "my\u{A0}note", "./My\u{202F}note.md", "My note#Head"])
  func aNameOnTheCommandLineFindsIt(name: String) throws {
    let vault = try TestVault(["My\u{202F}note.md": "# Head\ntext\n"])
    #expect(try vault.open().show(name).path == "My\u{202F}note.md")
  }

  @Test(arguments: [
    ("soft\u{AD}ware", "software", "soft<U+00AD>ware", "software"),
    ("a\u{200B}b notes", "ab notes", "a<U+200B>b notes", "ab notes"),
    ("\u{FEFF}Projects", "Projects", "<U+FEFF>Projects", "Projects"),
    ("plan\u{200E} b", "plan b", "plan<U+200E> b", "plan b"),
    ("plan b", "plan\u{2009}b", "plan b", "plan<U+2009>b"),
  ])
  func aMessageShowsWhatDiffers(
    wanted: String, name: String, shownWanted: String, shownName: String
  ) throws {
    let vault = try TestVault(["\(name).md": "", "x.md": "[[\(wanted)]]\n"])
    let open = try vault.open()
    #expect(
      try open.check(kinds: ["link-unresolved"]).map(\.message) == [
        "'[[\(shownWanted)]]' names no note; nearest is '\(shownName)'"
      ])
    #expect {
      try open.outline(of: wanted)
    } throws: {
      "\($0)" == "no note is named '\(shownWanted)'; nearest is '\(shownName)'"
    }
  }

  @Test(arguments: [
    ("![[x/bg.png]]", "img/bg.png"), ("[[/bg.png]]", "img/bg.png"), ("[[/BG.png]]", "img/bg.png"),
    ("[[b/Note]]", "a/Note.md"), ("[[/Note.md]]", "a/Note.md"), ("[n](b/Note.md)", "a/Note.md"),
    ("[[LICENSE]]", nil), ("[[b/Not]]", "Note"),
  ])
  func whereOnlyTheFolderDiffersThePathIsTold(link: String, nearest: String?) throws {
    let vault = try TestVault([
      "img/bg.png": "", "a/Note.md": "", "LICENSE": "", "x.md": link + "\n",
    ])
    let message = try vault.open().check(kinds: ["link-unresolved"]).map(\.message).joined()
    #expect(!message.isEmpty)
    if let nearest {
      #expect(message.hasSuffix("; nearest is '\(nearest)'"), "\(message)")
    } else {
      #expect(!message.contains("nearest"), "\(message)")
    }
  }

  @Test func aNodeOfACanvasIsToldThePath() throws {
    let vault = try TestVault([
      "img/bg.png": "", "b.canvas": #"{"nodes":[{"type":"file","file":"bg.png"}]}"#,
    ])
    #expect(
      try vault.open().check(kinds: ["link-unresolved"]).map(\.message) == [
        "'bg.png' names no file; nearest is 'img/bg.png'"
      ])
  }

  @Test func namesThatLookDifferentAreQuotedAsTheyAre() {
    #expect(Lookalikes.told(["a\u{AD}b", "c", "c"]) == ["a\u{AD}b", "c", "c"])
    #expect(Lookalikes.told(["e\u{301}", "\u{E9}"]) == ["e<U+0301>", "\u{E9}"])
  }

  @Test func anotherBlankIsNoOtherLetterCase() throws {
    let vault = try TestVault(["My\u{A0}note.md": "", "x.md": "[[My note]] [[my\u{A0}note]]\n"])
    #expect(
      try vault.open().check(kinds: ["link-case"]).map(\.message) == [
        "'[[My note]]' spells 'My<U+00A0>note' with other characters",
        "'[[my\u{A0}note]]' spells 'My\u{A0}note' in another letter case",
      ])
  }

  @Test(arguments: [
    ("![[imge.png]]", "image.png"), ("![[image.jpeg]]", "image.png"),
    ("![i](imge.png)", "image.png"),
    ("![i](pics/image.webp)", "image.png"), ("[[repotr.pdf]]", "report.pdf"),
    ("[[bord.canvas]]", "board.canvas"), ("[[Falcn]]", "Falcon"), ("[[v1.3]]", "v1.2"),
  ])
  func aMissingAttachmentGetsItsNearestName(link: String, nearest: String) throws {
    let vault = try TestVault([
      "x.md": link + "\n", "a/image.png": "", "report.pdf": "", "board.canvas": "{}",
      "Falcon.md": "", "v1.2.md": "",
    ])
    let open = try vault.open()
    let message = try open.check(kinds: ["link-unresolved"]).map(\.message).joined()
    #expect(message.hasSuffix("; nearest is '\(nearest)'"), "\(message)")
    #expect(try open.resolve(link, from: nil).nearest.first == nearest)
  }

  @Test(arguments: [
    ("[[Bacchus]] [[Bacchus |x]] [[ Bacchus]]", ["Bacchus"]),
    ("[[Bacchus#a]] [[Bacchus.md]] [[Bacchus\u{A0}]]", ["Bacchus"]),
    ("[[the\u{A0}god]] [[the god]]", ["the\u{A0}god"]),
    ("[[Bacchus]] [[bacchus]]", ["Bacchus", "bacchus"]),
  ])
  func blanksMakeNoOtherWantedName(text: String, wanted: [String]) throws {
    let vault = try TestVault(["a.md": text])
    #expect(try vault.open().unresolved().map(\.target) == wanted)
  }
}

/// Files whose names differ in letter case only.
@Suite struct SameNameInOtherCaseTests {
  private func vault() throws -> TestVault {
    try TestVault([
      "Note.md": "# upper\n", "note.md": "# lower\n", "x.md": "[[note]] [[note.md]]\n",
    ])
  }

  @Test(arguments: ["note.md", "note", "Note.md", "NOTE"])
  func everyCommandFollowsTheRuleOfLinks(name: String) throws {
    let vault = try vault()
    let open = try vault.open()
    #expect(try open.resolve(name, from: nil).path == "Note.md")
    #expect(try open.show(name).path == "Note.md")
    #expect(try open.backlinks(to: name).links.count == 2)
  }

  @Test func aPathWithADotInFrontIsThatVeryFile() throws {
    let vault = try vault()
    let open = try vault.open()
    #expect(try open.show("./note.md").path == "note.md")
    #expect(try open.show("./Note.md").path == "Note.md")
  }

  @Test func aFileOnACanvasIsTheOneOfJustThatSpelling() throws {
    let vault = try vault()
    let node = { (file: String) in ##"{"nodes":[{"type":"file","file":"\##(file)"}]}"## }
    let canvases = [
      ("a.canvas", "note.md", "note.md"), ("b.canvas", "Note.md", "Note.md"),
      ("c.canvas", "NOTE.md", "Note.md"), ("d.canvas", "note", nil),
    ]
    func check(_ open: Vault, _ what: String) throws {
      for (canvas, file, path) in canvases {
        let links = try open.links(of: canvas).links
        #expect(links.map(\.path) == [path], "\(what): \(file)")
      }
      for name in ["note.md", "Note.md"] {
        let expected = canvases.filter { $0.2 == name }.map(\.0)
        let found = try open.backlinks(to: "./" + name).links.map(\.path).filter { $0 != "x.md" }
        #expect(found == expected, "\(what): \(name)")
      }
      _ = try open.verify()
    }
    for (canvas, file, _) in canvases { try vault.folder.write(canvas, node(file)) }
    let open = try vault.open()
    try check(open, "a full index")
    for (canvas, file, _) in canvases { try vault.folder.write(canvas, node(file) + "\n") }
    try open.refresh()
    try check(open, "a refresh")
  }

  @Test func whatChangesFilesAsksForTheVerySpelling() throws {
    let vault = try vault()
    let open = try vault.open()
    #expect(
      throws: VaultError(.ambiguousNote(candidates: ["./Note.md", "./note.md"]), at: "note.md")
    ) {
      try open.note(named: "note.md", isExact: true)
    }
    #expect(try open.note(named: "./note.md", isExact: true).path.text == "note.md")
  }
}
