import NoteIndex
import NoteModel
import NoteQuery
import TestSupport
import Testing

@testable import VaultKit

/// What is typed with signs is found as it was typed.
@Suite struct LiteralTests {
  static let notes = [
    "cs.md":
      "# C sharp\n\nUse `int?` for null.\n\n```cs\nvar x = a ?? b;\nvar f = y => y + 1;\n```\n",
    "sh.md": "# Shell\n\n`$HOME` is your folder.\n\n```c\n#include <x>\n#include <stdio.h>\n```\n",
    "other.md":
      "home home home, include x include. int is a number: int int.\n\n1 of 2 things\n\nv1.2 is out",
    "razor.md": "Write @Html.Raw in the view. 50 % of html is raw html. 🦊",
  ]

  @Test(arguments: [
    ("=>", "cs.md", "var f = y => y + 1;"), ("??", "cs.md", "var x = a ?? b;"),
    ("\"=> y\"", "cs.md", "var f = y => y + 1;"),
    ("$HOME", "sh.md", "$HOME is your folder."), ("$home", "sh.md", "$HOME is your folder."),
    ("#include <x>", "sh.md", "#include <x>"), ("int?", "cs.md", "Use int? for null."),
    ("v1.2", "other.md", "v1.2 is out"),
    ("@Html", "razor.md", "Write @Html.Raw in the view. 50 % of html is raw html. 🦊"),
    ("%", "razor.md", "Write @Html.Raw in the view. 50 % of html is raw html. 🦊"),
  ])
  func passageHoldsIt(_ question: String, _ path: String, _ passage: String) throws {
    let answer = try #require(try TestVault(Self.notes).ask(question).answers.first)
    #expect(answer.path == path)
    // A short block of code is shown whole.
    let text = answer.passage?.text ?? ""
    #expect(path.hasPrefix("cs") || path == "sh.md" ? text.contains(passage) : text == passage)
  }

  @Test func scanSaysWhatItLookedThrough() throws {
    let vault = try TestVault(Self.notes)
    let answers = try vault.ask("=>")
    #expect(
      answers.repairs.map(\.message)
        == ["no word to look up; looked through the text of 4 notes"])
    let matches = answers.answers[0].passage?.matches ?? []
    #expect(matches.map(\.start) == [26] && matches.map(\.end) == [28])
    #expect(try vault.ask("=> path:sh").answers.isEmpty)
    #expect(try vault.ask("<=>").answers.isEmpty)
  }

  @Test func literalIsLookedForBeyondTheFirstSections() throws {
    var notes = Self.notes
    for number in 1...60 { notes["n\(number).md"] = "# Integers\n\nint int int \(number)" }
    #expect(try TestVault(notes).paths("int?").first == "cs.md")
  }

  @Test(arguments: [
    ("TCP/IP", "The TCP/IP stack is here.", "TCP is reliable. IP routes. TCP over IP, TCP and IP."),
    ("foo()", "Call foo() at the end.", "foo foo foo and foo"),
    ("std::vector", "A std::vector grows.", "The vector of std: std vector, vector std, vector."),
    ("package.json", "It is in package.json here.", "The json of the package: package json, json."),
    ("/etc/fstab", "Disks are in /etc/fstab here.", "The fstab of etc: fstab etc fstab etc fstab."),
    (
      "how to use localhost:8080", "Open localhost:8080 in the browser.",
      "Use the localhost. Use 8080 on localhost, 8080 8080 localhost."
    ),
  ])
  func codeAsTypedOutweighsItsPieces(_ question: String, _ right: String, _ wrong: String) throws {
    let vault = try TestVault(["r.md": right, "w.md": wrong, "z.md": "Some other note of things."])
    #expect(try vault.paths(question).first == "r.md")
  }

  @Test(arguments: [
    ("+1 maul", "The giant swings a +1 maul.", "Maul: +11 to hit. Maul, maul, 1 maul of 11."),
    ("session -K", "session -K ends all.", "The session has -K: K of a session, session K K."),
    ("guard+", "Guard and Guard+ differ.", "A guard, a guard of the guard."),
  ])
  func codeOfSeveralWordsIsFoundAmongMany(
    _ question: String, _ right: String, _ wrong: String
  ) throws {
    var notes = [
      "r.md": "# Notes\n\n\(right)\n\nAnd further things of another kind, at some length."
    ]
    for number in 1...60 { notes["w\(number).md"] = wrong }
    #expect(try TestVault(notes).paths(question).first == "r.md")
  }

  @Test func noteWithTheSignsInItsNameComesFirst() throws {
    var notes = [
      "CompTIA Guard+.md": "750 of 900 points are enough.", "Guard=.md": "Another exam.",
    ]
    for number in 1...60 { notes["Guard \(number).md"] = "A guard of guard \(number) is a guard." }
    let vault = try TestVault(notes)
    #expect(try vault.paths("guard+").first == "CompTIA Guard+.md")
    #expect(try vault.paths("guard+ points").first == "CompTIA Guard+.md")
    #expect(try vault.paths("points guard=").first == "CompTIA Guard+.md")
    #expect(try vault.paths("exam guard=").first == "Guard=.md")
  }

  @Test func questionMarkBehindASentenceIsNoSign() throws {
    let answers = try TestVault(Self.notes).ask("what is home?")
    #expect(answers.answers.first?.path == "other.md")
  }

  @Test func onlyNotesThatAreThereCountAsLetThrough() throws {
    let vault = try TestVault(Self.notes)
    _ = try vault.ask("home")
    for path in ["sh.md", "cs.md"] { try vault.folder.remove(path) }
    try vault.folder.write("image.png", "")
    let open = try vault.open()
    try open.refresh()
    var paths: [String] = []
    try open.withIndex { index in
      try index.forEachNote(
        allowedBy: QuestionReader(tokenizer: index.tokenizer).read("-tag:x \"=>\"")
      ) { _, path in paths.append(path.text) }
    }
    #expect(paths.count == 2 && !paths.contains("image.png"))
  }
}
