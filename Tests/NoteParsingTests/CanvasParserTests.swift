import Foundation
import NoteModel
import NoteParsing
import TestSupport
import Testing

/// Canvases read as notes.
@Suite struct CanvasParserTests {
  private static func read(_ source: String) -> Note {
    var parser = CanvasParser()
    return parser.parse(Array(source.utf8), path: VaultPath("Folder/Map.canvas"))
  }

  @Test func cardsAreSectionsAndFilesAreLinks() {
    let note = Self.read(
      #"""
      {
        "nodes": [
          {"id": "1", "type": "text", "text": "lead [[N#H|x]]\n# A \"q\"\n- b \u00e9\ud83d\ude00", "x": 10, "y": 10,
           "width": 5, "height": 5},
          {"id": "2", "type": "file", "file": "Folder/B.md", "subpath": "#C"},
          {"id": "3", "type": "group", "label": "G", "x": 0, "y": 0, "width": 100, "height": 100},
          {"id": "4", "type": "link", "url": "https://e.org"}
        ],
        "edges": [{"fromNode": "1", "toNode": "2"}]
      }
      """#)
    let expected = #"""
      note Folder/Map.canvas 'Map'
        link wiki 'N#H' shows 'x' 61..70
        embed wiki '/Folder/B.md#C' shows 'Folder/B.md' 198..209
        section lead 0 'G' 56..105 lines 3-3
          3|lead x
          leaf paragraph 0-6
        section heading 1 'G > A "q"' 56..105 lines 3-3
          3|- b é😀
          leaf list 0-10
      """#
    #expect(NoteDump.text(note) == expected)
    #expect(
      note.sections.map { $0.text.runs.map { "\($0.text)+\($0.count)@\($0.source)" } }
        == [["0+5@56", "5+1@67"], ["0+4@83"]])
  }

  @Test(arguments: [
    Row("a file", #"{"type":"file","file":"a/b.md"}"#, "embed wiki '/a/b.md' shows 'a/b.md'"),
    Row(
      "a part of a file", ##"{"type":"file","file":"b.md","subpath":"#H"}"##,
      "embed wiki '/b.md#H' shows 'b.md'"),
    Row(
      "slashes of all kinds", #"{"type":"file","file":"\\a\\b//c.png"}"#,
      "embed wiki '/a/b/c.png' shows 'a/b/c.png'"),
    Row("no file", #"{"type":"file","file":""},{"type":"file"}"#, ""),
    Row(
      "the image behind a group", #"{"type":"group","background":"i/sky.png"}"#,
      "embed wiki '/i/sky.png' shows 'i/sky.png'"),
    Row("only a group has one", #"{"type":"link","url":"https://e.org","background":"i.png"}"#, ""),
    Row(
      "a card has no file", #"{"type":"text","text":"a","file":"b.md","background":"i.png"}"#, ""),
    Row("no known type", #"{"type":"shape","file":"b.md","text":"[[N]]"}"#, ""),
    Row(
      "links in a card", #"{"type":"text","text":"[[N|x]] ![[i.png]] [t](a%20b.md)"}"#,
      "link wiki 'N' shows 'x'; embed wiki 'i.png' shows 'i.png'; link markdown 'a b.md' shows 't'"),
    Row(
      "a link with an escape", #"{"type":"text","text":"[[\u00e9]]"}"#, "link wiki 'é' shows 'é'"),
    Row(
      "keys in any order", ##"{"subpath":"#H","file":"b.md","type":"file"}"##,
      "embed wiki '/b.md#H' shows 'b.md'"),
    Row(
      "cards and files in the order of the canvas",
      #"{"type":"file","file":"b.md"},{"type":"text","text":"[[a]]"},{"type":"file","file":"c.md"}"#,
      "embed wiki '/b.md' shows 'b.md'; link wiki 'a' shows 'a'; embed wiki '/c.md' shows 'c.md'"),
    Row(
      "a part stands before its file",
      ##"{"subpath":"#A","type":"text","text":"[[z]]","file":"y"}"##,
      "link wiki 'z' shows 'z'"),
  ])
  func nodesLinkTo(_ row: Row) {
    let mark = "\u{FEFF}"
    for source in [
      "{\"nodes\":[\(row.source)]}", mark + "{\"edges\":[],\"nodes\":[\(row.source)]}",
    ] {
      let note = Self.read(source)
      let links = note.links.map { link in
        NoteDump.show(link).split(separator: " ").dropLast().joined(separator: " ")
      }
      #expect(links.joined(separator: "; ") == row.expected)
      #expect(note.problems == [])
    }
  }

  @Test(arguments: [
    Row("in a group", #""label":"G","x":0,"y":0,"width":9,"height":9"#, "G > H"),
    Row("beside it", #""label":"G","x":9,"y":0,"width":9,"height":9"#, "H"),
    Row("without a label", #""x":0,"y":0,"width":9,"height":9"#, "H"),
    Row("an empty label", #""label":"","x":0,"y":0,"width":9,"height":9"#, "H"),
    Row(
      "a label with an escape", #""label":"\"é\u0021\"","x":0,"y":0,"width":9,"height":9"#,
      "\"é!\" > H"),
  ])
  func headingsStandBelowTheirGroup(_ row: Row) {
    let card = ##"{"type":"text","text":"# H","x":1,"y":1,"width":2,"height":2}"##
    let note = Self.read(#"{"nodes":[{"type":"group",\#(row.source)},\#(card)]}"#)
    #expect(note.sections.map { $0.headingPath.joined(separator: " > ") } == [row.expected])
  }

  /// A group of no name lies closer around the card than one that has a name.
  @Test func groupsWithoutANameHoldNothing() {
    let note = Self.read(
      #"""
      {"nodes":[{"type":"group","label":"G","x":0,"y":0,"width":90,"height":90},
        {"type":"group","label":"","x":0,"y":0,"width":9,"height":9},
        {"type":"text","text":"a","x":1,"y":1,"width":2,"height":2}]}
      """#)
    #expect(note.sections.map { Array($0.headingPath) } == [["G"]])
  }

  @Test(arguments: [
    Row("an empty file", "", ""), Row("blanks", " ⏎ ", ""), Row("an empty canvas", "{}", ""),
    Row("no nodes", "{\"nodes\": [], \"edges\": []}", ""),
    Row("odd nodes", "{\"nodes\": [1, null, \"a\", {}]}", ""),
    Row("no JSON", "a", "1:1 not a canvas: expected '{'"),
    Row("not closed", "{\"nodes\": [⏎{\"text\": \"a", "2:12 not a canvas: string is never closed"),
    Row("a list", "[]", "1:1 not a canvas: expected '{'"),
    Row(
      "too deep", "{\"a\": \(String(repeating: "[", count: 200))",
      "1:135 not a canvas: values are nested too deeply"),
    Row("bad escape", "{\"\\x\": 1}", "1:5 not a canvas: unknown escape"),
  ])
  func anyBytesGiveANote(_ row: Row) {
    let note = Self.read(row.source)
    let problems = note.problems.map {
      "\($0.position.line):\($0.position.column) \($0.message)"
    }
    #expect(problems.joined(separator: "; ") == row.expected)
    #expect(note.title == "Map")
    #expect(!note.sections.isEmpty)
  }

  @Test func linksInCodeAndTagsOfCardsDoNotCount() {
    let note = Self.read(
      #"{"nodes":[{"type":"text","text":"`[[a]]` #b\n```\n[[c]]\n```\n[[d]]"}]}"#)
    #expect(note.links.map(\.link) == ["d"])
    #expect(note.tags == [])
  }

  @Test(.enabled(if: Corpora.has("obsidian-oracle/vault"), "needs the corpora (VQ_CORPORA)"))
  func realCanvasesRead() throws {
    for file in Corpora.files(in: "obsidian-oracle/vault", withExtension: "canvas") {
      var parser = CanvasParser()
      let bytes = [UInt8](try Data(contentsOf: file))
      let note = parser.parse(bytes, path: VaultPath(file.lastPathComponent))
      #expect(note.problems == [])
      #expect(note.links.map(\.link) == ["Tags in Frontmatter"])
      #expect(note.sections.count > 2)
      for section in note.sections {
        for run in section.text.runs {
          let text = section.text.bytes[Int(run.text)..<Int(run.text + run.count)]
          #expect(text == bytes[Int(run.source)..<Int(run.source + run.count)])
        }
      }
    }
  }
}
