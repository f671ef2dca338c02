import NoteModel
import NoteQuery
import Testing

@testable import NoteSearch

/// Which files a search finds: the vectors of the specification's section 7.6, and one row for each sentence of 7.1–7.5.
struct SearchVectorTests {
  /// A vault in memory.
  struct Files {
    var files: [(path: String, text: String)]

    /// Returns the names of the files that a query finds, without `.md`.
    func found(_ query: String, mindsCase: Bool = false) throws -> [String] {
      let reading = try SearchReader.read(query)
      guard let tree = reading.tree else { return [] }
      let plan = try SearchPlan(tree, mindsCase: mindsCase)
      let searcher = try Searcher(plan)
      var names: [String] = []
      for (path, text) in files {
        let path = VaultPath(path)
        let isText = path.isNote || path.isCanvas
        let bytes = isText ? Array(text.utf8) : []
        let (found, isThere) = bytes.withUnsafeBytes { bytes in
          let found = searcher.search(path, bytes)
          let isThere = searcher.finds(path, bytes)
          return (found.map { $0.places.map(\.range) }, isThere)
        }
        #expect((found != nil) == isThere, "with places or without, \(query) in \(path)")
        if found != nil {
          #expect(plan.canHold(path, .init()), "\(query): \(path) is left out for its name")
        }
        if found != nil { names.append(path.isNote ? String(path.stem) : path.text) }
      }
      return names
    }
  }

  static let corpus = Files(files: [
    ("A.md", "Star Wars rocks #film/sf\n\n# H\ndog\n\ncat"),
    ("B.md", "starwars testing\n- [ ] call Bob\n- [x] email Ann #FILM"),
    ("C.md", "---\nstatus: Draft\nn: 4\ne:\nl: []\n---\n`#film` dog cat"),
    ("img/d.jpg", ""),
  ])

  struct Row: CustomTestStringConvertible, Sendable {
    var query: String
    var hits: String
    var reason: String

    init(_ query: String, _ hits: String, _ reason: String = "") {
      (self.query, self.hits, self.reason) = (query, hits, reason)
    }

    var testDescription: String { query }
  }

  @Test(arguments: [
    Row("star wars", "A B"), Row("\"star wars\"", "A"), Row("\"test\"", ""), Row("test", "B"),
    Row("star -dog", "B"), Row("-(dog cat)", "B"), Row("rocks OR bob", "A B"),
    Row("dog rocks OR email", "A B"), Row("match-case:star", "B"), Row("tag:film", "A B"),
    Row("tag:#sf", ""), Row("line:(dog cat)", "C"), Row("block:(dog cat)", "C"),
    Row("section:(dog cat)", "A C"), Row("task:call", "B"), Row("task-done:call", ""),
    Row("task-done:email", "B"), Row("task:\"\"", "B"), Row("file:.jpg", "img/d.jpg"),
    Row("path:img", "img/d.jpg"), Row("d.jpg", ""), Row("[status]", "C"),
    Row("[status:draft]", "C"), Row("[status:Draft OR Published]", "C"), Row("[n:<5]", "C"),
    Row("[n:>5]", ""), Row("[e:null]", "C"), Row("[l:null]", ""), Row("/^dog$/", "A"),
    Row("content:B", "B"), Row("file:B", "B"), Row("draft", "C"), Row("content:draft", ""),
    Row("line:draft", ""), Row("status", ""), Row("[status:Dra]", "C"),
    Row("[status:\"Dra\"]", ""), Row("[status:\"draft\"]", "C"), Row("(dog cat", "A C"),
    Row("\"star wars", "A"),
  ])
  func queryFindsItsFiles(_ row: Row) throws {
    #expect(try Self.corpus.found(row.query).joined(separator: " ") == row.hits)
  }

  @Test func vectorsThatAreRepairedSaySo() throws {
    #expect(try SearchReader.read("(dog cat").repairs.count == 1)
    #expect(try SearchReader.read("\"star wars").repairs.count == 1)
  }

  static let wider = Files(files: [
    ("Falcon.md", "# Goals\nShip it\n## Later\nrest\n# End\nShip"),
    ("Daily notes/2026.md", "ship of Theseus\nWell-known: \"quoted\" text\n漢字かな混じり"),
    (
      "Work.md",
      "#work/x and #workshop #myjob/work\n\n- [ ] order paper\n  - [x] call\n- [/] half\n"
    ),
    (
      "Props.md",
      """
      ---
      Aliases: [Nick, "Old \\"name\\""]
      tags: [yaml/tag, Other]
      questions: how to test
      list: [one, two words, 3]
      empty: ""
      nothing:
      done: true
      undone: false
      due: 2026-01-31
      folded: first
        second
      word: it''s
      ---
      body
      """
    ),
    (
      "Board.canvas",
      #"{"nodes":[{"id":"1","type":"text","text":"card one\nsecond \"line\" #cardtag\n- [ ] canvas task","x":0,"y":0,"width":1,"height":1}]}"#
    ),
    ("Movies.base", "filters: rocks"),
    ("pic/Photo.PNG", ""),
    ("Cafe.md", "Caf\u{65}\u{301} STRASSE ΣΊΣΥΦΟΣ\n"),
    ("Code.md", "```\n#include x\n- [ ] no task\n# no heading\n```\ntail"),
  ])

  @Test(arguments: [
    // 7.1
    Row("ship theseus", "2026", "a blank is AND"),
    Row("content:cafe", "", "an accent of its own makes another letter"),
    Row("content:\"cafe\"", "", "of a phrase too"),
    Row("content:caf", "Cafe", "before that letter"),
    Row("content:CAF\u{C9}", "Cafe", "the letter however it is written"),
    Row("rest OR theseus", "Falcon 2026", "OR"),
    Row("rest or theseus", "", "`or` in small letters is a word"),
    Row("goals rest OR theseus text", "Falcon 2026", "AND before OR"),
    Row("(goals OR theseus) ship", "Falcon 2026", "brackets"),
    Row("FILE:falcon", "Falcon", "operators in any letter case"),
    Row("path:-\"Daily notes\" ship", "Falcon", "`-` behind an operator"),
    Row("ship -path:\"Daily notes\"", "Falcon", "`-` before one"),
    Row("ship --theseus", "2026", "two `-` are none"),
    Row("#work/x", "Work", "a bare tag is text"),
    Row("#cardtag", "Board.canvas", "also on a canvas"),
    Row("\"\\\"quoted\\\"\"", "2026", "an escaped quote"),
    Row("/quo[t\\/]ed/", "2026", "an escaped slash"),
    Row("[list", "Props", "`]` may be left out at the end"),
    Row("/home theseus", "", "an unclosed slash is text"),
    Row("theseus )", "2026", "a surplus bracket means nothing"),
    Row("theseus ()", "2026", "an empty bracket means nothing"),
    Row("OR theseus OR OR rest OR", "Falcon 2026", "surplus ORs mean nothing"),
    Row("well - known", "2026", "a lone hyphen is text"),
    Row("Well-known: \"text\"", "2026", "an unknown name belongs to the word"),
    Row("()", "", "nothing is asked for"), Row("", "", "nothing is asked for"),
    // 7.2
    Row("hip", "Falcon 2026", "inside a word"), Row("\"ship\"", "Falcon 2026", "whole word"),
    Row("\"hip\"", "", "no part of a word"),
    Row("\": \\\"quo\"", "", "a letter at an end needs a boundary"),
    Row("\"known: \\\"\"", "2026", "a sign needs none"),
    Row("\"字か\"", "2026", "nor does Chinese or Japanese"),
    Row("/^rest$/", "Falcon", "per line"), Row("/SHIP of/", "2026", "in any letter case"),
    Row("match-case:/SHIP of/", "", "unless the case counts"),
    Row("match-case:(ignore-case:SHIP theseus)", "", "the inner one counts for its part"),
    Row("match-case:(ignore-case:SHIP Theseus)", "2026", "and the outer one for the rest"),
    Row("<", "", "a sign alone is text"),
    Row("falcon goals", "Falcon", "one in the name, one in the text"),
    Row("daily theseus", "2026", "one in the folder's name"),
    Row("movies", "Movies.base", "the name of a base"),
    Row("rocks", "", "not its text"), Row("card", "Board.canvas", "a card"),
    Row("\"second \\\"line\\\"\"", "Board.canvas", "without escapes"),
    Row("nodes", "", "only the text of cards"),
    Row("nick", "Props", "an alias"), Row("\"old \\\"name\\\"\"", "Props", "with its quotes"),
    Row("yaml/tag", "Props", "a tag"), Row("\"how to test\"", "Props", "a question"),
    Row("\"two words\"", "Props", "a value"), Row("\"first second\"", "Props", "a folded value"),
    Row("\"one two\"", "", "each value is a text of its own"),
    Row("undone", "", "a key is no text"), Row("\"---\"", "", "nor are delimiters"),
    Row("CAFÉ", "Cafe", "any Unicode form"), Row("σίσυφος", "Cafe", "Greek"),
    // 7.3
    Row("file:.PNG", "pic/Photo.PNG", "with the extension"),
    Row("file:pic", "", "not the folder"), Row("path:pic/ph", "pic/Photo.PNG", "the whole path"),
    Row("file:.png -dog", "pic/Photo.PNG", "its text has no dog"),
    Row("-dog -a -e -o -i", "", "an attachment needs an operator"),
    Row("file:.md file:/^.{4,6}$/ -path:pic", "", "both are of one name"),
    Row("content:falcon", "", "the text only"), Row("content:card", "Board.canvas", "of cards too"),
    Row("line:(ship it)", "Falcon", "one line"), Row("line:(ship rest)", "", "not two"),
    Row("-line:(ship it) ship", "2026", "no line"),
    Row("line:(second line)", "Board.canvas", "a line of a card"),
    Row("block:(order call)", "", "each item is a block"), Row("block:(order paper)", "Work"),
    Row("section:(goals ship)", "Falcon", "with its heading"),
    Row("section:(goals rest)", "", "up to the next heading of any level"),
    Row("section:(goals section:(rest))", "Falcon", "the outer one has all below its heading"),
    Row("section:(goals section:(end))", "", "and no more"),
    Row("section:(rest section:(end))", ""),
    Row("section:(theseus quoted)", "2026", "without headings all is one section"),
    Row("task:(order paper)", "Work"), Row("task:(order call)", "", "each task by itself"),
    Row("task-todo:order", "Work"), Row("task-todo:half", "", "another sign is done"),
    Row("task-done:half", "Work"), Row("task:no", "", "code has no tasks"),
    Row("task-todo:canvas", "Board.canvas"),
    Row("section:(no heading tail)", "Code", "code has no headings"),
    // 7.4
    Row("tag:work", "Work", "children count"), Row("tag:#WORK/X", "Work", "any letter case"),
    Row("tag:myjob", "Work"), Row("tag:shop", "", "the whole tag"),
    Row("tag:yaml", "Props", "front matter"), Row("tag:include", "", "no code"),
    Row("tag:cardtag", "", "no canvas"), Row("tag:(work other)", "", "of one file"),
    Row("tag:(work workshop)", "Work"), Row("-tag:work order", "", "without"),
    // 7.5
    Row("[LIST]", "Props", "names in any letter case"), Row("[list:TWO]", "Props", "any element"),
    Row("[list:\"two\"]", "", "quoted: the whole value"), Row("[list:\"two words\"]", "Props"),
    Row("[list:(one two)]", "", "one element for all"), Row("[list:(two words)]", "Props"),
    Row("[list:one OR four]", "Props"), Row("[list:/^t.o/]", "Props", "a pattern"),
    Row("[list:>2]", "Props", "numbers"), Row("[list:>3]", ""),
    Row("[empty:null]", "", "no text is not null"), Row("[nothing:EMPTY]", "Props"),
    Row("[empty:\"\"]", "Props"), Row("[done:TRUE]", "Props"), Row("[undone:FALSE]", "Props"),
    Row("[done:FALSE]", ""), Row("[due:<2026-02]", "Props", "dates"), Row("[due:>2026-02]", ""),
    Row("[list:-one]", "Props", "an element without"), Row("-[list] body", ""),
    Row("[aliases:nick]", "Props"), Row("[\"done\":true]", "Props", "a quoted name"),
    // 7.9
    Row("ship AND theseus", "", "AND is a word"), Row("NOT goals", "", "NOT is a word"),
    Row("ship|theseus", "", "a bar is text"), Row("ext:md", "", "no operator"),
  ])
  func queryOfTheSpecificationFindsItsFiles(_ row: Row) throws {
    #expect(
      try Self.wider.found(row.query).joined(separator: " ") == row.hits, "\(row.reason)")
  }

  @Test func theToggleForLetterCaseHoldsForAllThatSaysNothing() throws {
    #expect(try Self.wider.found("SHIP", mindsCase: true) == [])
    #expect(try Self.wider.found("ignore-case:SHIP", mindsCase: true) == ["Falcon", "2026"])
  }
}
