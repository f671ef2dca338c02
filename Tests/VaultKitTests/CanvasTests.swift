import TestSupport
import Testing
import VaultKit

/// Canvases in a vault: their cards answer, their files and links are links.
@Suite struct CanvasTests {
  private static let board = #"""
    {"nodes": [
      {"id":"1","type":"text","text":"Roof plan\n\nThe **ladder** is in the shed, see [[Falcon]]\n","x":5,"y":5,"width":2,"height":2},
      {"id":"2","type":"file","file":"Notes/Falcon.md","subpath":"#Goals"},
      {"id":"3","type":"group","label":"Spring","x":0,"y":0,"width":20,"height":20},
      {"id":"4","type":"text","text":"# Paint\nblue or [[green]]","x":50}
    ]}
    """#

  private func vault() throws -> TestVault {
    try TestVault([
      "Notes/Falcon.md": "# Falcon\n## Goals\nfly\n", "Board.canvas": Self.board,
      "lonely.canvas": "{}",
    ])
  }

  @Test func aCardAnswersWithItsCanvas() throws {
    let vault = try vault()
    let answer = try #require(try vault.ask("where is the ladder").answers.first)
    #expect(answer.path == "Board.canvas")
    #expect(answer.title == "Board")
    #expect(answer.headings == ["Spring"])
    #expect(answer.text == "Roof plan\n\nThe ladder is in the shed, see Falcon")
    #expect((answer.line, answer.endLine, answer.textLine) == (2, 2, 2))
    // The text has three lines, all of them on one of the file.
    let passage = try #require(answer.passage)
    #expect((passage.line, passage.endLine) == (2, 2))
    #expect(passage.text == "The ladder is in the shed, see Falcon")
    #expect(passage.textLines == 2..<3)
  }

  @Test func headingsOfCardsAreSections() throws {
    let vault = try vault()
    let answer = try #require(try vault.ask("blue").answers.first)
    #expect(answer.headings == ["Paint"])
    #expect(answer.line == 5)
  }

  @Test func aCanvasIsShownByItsCards() throws {
    let vault = try vault()
    let open = try vault.open()
    let roof = "Roof plan\n\nThe **ladder** is in the shed, see [[Falcon]]"
    let paint = "# Paint\nblue or [[green]]"
    let whole = try open.show("Board.canvas")
    #expect(whole.text == roof + "\n\n---\n\n" + paint)
    #expect((whole.title, whole.line, whole.endLine) == ("Board", 2, 5))
    #expect(try open.show("lonely.canvas").text == "")
    #expect(try open.show("Board.canvas", isRaw: true).text == Self.board)
    // A line without a card stands for the card before it, the first line for the first card.
    for (line, text) in [(1, roof), (2, roof), (4, roof), (5, paint), (99, paint)] {
      #expect(try open.show("Board.canvas:\(line)").text == text)
    }
    #expect(throws: VaultError.self) { try open.show("Board.canvas#Paint") }
  }

  @Test(arguments: ["\n", ""])
  func aPassageTellsTheCardAndItsLine(_ end: String) throws {
    let cards = [
      "one two", "# Head\nthree\n\n- four **five** six\n- seven", "```\neight\n```\nnine",
    ]
    let nodes = cards.map {
      #"{"type":"text","text":"\#($0.replacing("\n", with: "\\n"))"}"#
    }
    let vault = try TestVault([
      "c.canvas": "{\"nodes\":[" + nodes.joined(separator: ",\(end)") + "]}"
    ])
    let open = try vault.open()
    for (word, card, line) in [("two", 0, 0), ("three", 1, 1), ("six", 1, 3), ("nine", 2, 3)] {
      let answer = try #require(try open.ask(word).answers.first)
      let passage = try #require(answer.passage)
      let first = String(passage.text.prefix { !$0.isNewline })
      let shown = try open.show("/c.canvas:\(passage.line)", passage: first)
      #expect(shown.text == cards[card], "\(word)")
      #expect(shown.focus == line, "\(word)")
    }
    // What no card says leaves all cards of the line.
    #expect(try open.show("c.canvas:1", passage: "ten").focus == nil)
  }

  @Test func linksOfACanvasStandInTheOrderOfTheFile() throws {
    let vault = try vault()
    let links = try vault.open().links(of: "Board.canvas").links
    #expect(
      links.map { "\($0.line) \($0.form.rawValue) \($0.written) \($0.path ?? "-")" } == [
        "2 wiki [[Falcon]] Notes/Falcon.md",
        "3 canvas Notes/Falcon.md#Goals Notes/Falcon.md", "5 wiki [[green]] -",
      ])
    #expect(links.map(\.isFragmentFound) == [nil, true, nil])
  }

  @Test func theImageBehindAGroupIsUsed() throws {
    let vault = try TestVault([
      "i/sky.png": "", "i/unused.png": "", "x/sky.png": "",
      "b.canvas": ##"{"nodes":[{"type":"group","label":"g","background":"i/sky.png"}]}"##,
      "c.canvas": ##"{"nodes":[{"type":"text","text":"t","background":"x/sky.png"}]}"##,
      "d.canvas": ##"{"nodes":[{"type":"group","background":""}]}"##,
    ])
    let links = try vault.open().backlinks(to: "i/sky.png").links
    #expect(links.map { "\($0.path):\($0.line)" } == ["b.canvas:1"])
    let unused = try vault.open().check(includesStyle: true).filter {
      $0.kind == "attachment-unused"
    }
    #expect(unused.map(\.path) == ["i/unused.png", "x/sky.png"])
    _ = try vault.open().rename("i/", to: "pictures")
    #expect(
      String(decoding: try vault.folder.read("b.canvas"), as: UTF8.self).contains(
        "pictures/sky.png"))
  }

  @Test func backlinksFromACanvasAppearOnce() throws {
    let vault = try vault()
    let found = try vault.open().backlinks(to: "Falcon").links
    #expect(found.map { "\($0.path):\($0.line)" } == ["Board.canvas:2", "Board.canvas:3"])
    #expect(found.map(\.text) == [nil, nil])
  }

  @Test func canvasesAreNoOrphansDeadEndsOrNotes() throws {
    let vault = try vault()
    let open = try vault.open()
    #expect(try open.orphans() == [])
    #expect(try open.deadEnds() == ["Notes/Falcon.md"])
    #expect(try open.status().notes == 1)
    #expect(try open.tags().isEmpty)
  }

  @Test func checkReportsWhatACanvasLinksToInVain() throws {
    let vault = try TestVault([
      "Falcon.md": "", "broken.canvas": "{\"nodes\": [\n",
      "b.canvas":
        #"{"nodes":[{"type":"file","file":"gone.md"},{"type":"text","text":"[[Falcn]] [[Falcon#X]]"}]}"#,
    ])
    #expect(
      try vault.open().check().map { "\($0.path):\($0.line):\($0.column) \($0.kind)" } == [
        "b.canvas:1:34 link-unresolved", "b.canvas:1:67 link-unresolved",
        "b.canvas:1:77 subpath-missing", "broken.canvas:2:1 file-unreadable",
      ])
  }

  @Test func aChangedCanvasIsReadAgain() throws {
    let vault = try vault()
    #expect(try vault.paths("ladder") == ["Board.canvas"])
    try vault.folder.write("Board.canvas", #"{"nodes":[{"type":"text","text":"rope"}]}"#)
    #expect(try vault.paths("ladder") == [])
    #expect(try vault.paths("rope") == ["Board.canvas"])
    #expect(try vault.open().backlinks(to: "Falcon").links == [])
    try vault.folder.remove("Board.canvas")
    #expect(try vault.paths("rope") == [])
  }

  @Test func aFileWhoseNameHasAHashIsFoundByItsPath() throws {
    let vault = try TestVault([
      "C#.md": "", "b.canvas": #"{"nodes":[{"type":"file","file":"C#.md"}]}"#,
    ])
    #expect(try vault.open().backlinks(to: "C#.md").links.map(\.path) == ["b.canvas"])
  }
}
