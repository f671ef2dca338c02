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
          leaf listItem 0-10
      """#
    #expect(NoteDump.text(note) == expected)
    #expect(
      note.sections.map { $0.text.runs.map { "\($0.text)+\($0.count)@\($0.source)" } }
        == [["0+5@56", "5+1@67"], ["0+4@83"]])
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

  @Test(.enabled(if: Corpora.has("obsidian-oracle/vault"), "needs the corpora"))
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
