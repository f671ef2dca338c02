import Testing
import VaultKit

/// Questions that the notes have to help to read.
@Suite struct WordsTests {
  private func messages(_ vault: TestVault, _ question: String) throws -> [String] {
    try vault.ask(question).repairs.map(\.message)
  }

  @Test func aCommandThatANoteHasIsNoExclusion() throws {
    let vault = try TestVault([
      "a.md": "Run `java -version` to see it.", "b.md": "Coffee comes from java, an old version.",
    ])
    let answers = try vault.ask("java -version")
    #expect(answers.answers.first?.path == "a.md")
    #expect(answers.excluded == [])
    #expect(try vault.ask("java -coffee").excluded == ["coffee"])
    #expect(try vault.paths("java -coffee") == ["a.md"])
  }

  @Test(arguments: [
    ("find -delete", "To clean up: `find /tmp -type f -delete`"),
    ("gcc -shared", "gcc -o lib.so -fPIC a.c -shared"),
    ("Get-ChildItem -Recurse", "Run Get-ChildItem C: -Recurse."),
    ("convert -resize", "# convert\n\nThe option -resize makes it small."),
    ("git log -oneline", "git log --oneline"), ("git commit -amend", "git commit --amend"),
  ])
  func anOptionIsToldByANoteThatHasIt(_ question: String, _ note: String) throws {
    let vault = try TestVault([
      "a.md": note, "b.md": "Nothing to find, convert or commit in git, gcc or log.",
    ])
    #expect(try vault.paths(question).first == "a.md")
    #expect(try vault.ask(question).excluded.isEmpty)
  }

  @Test(arguments: ["Turn the walkie-radio on, falcon.", "The -radio of another bird."])
  func otherNotesDoNotTellIt(_ note: String) throws {
    let vault = try TestVault(["a.md": note, "b.md": "A falcon."])
    #expect(try vault.ask("falcon -radio").excluded == ["radio"])
  }

  @Test func aNameWithAQuestionMarkIsAName() throws {
    var notes = ["Kubernetes.md": "For clusters.", "x.md": "---\naliases: [Kube]\n---\nAlso that."]
    notes["Kubernetes Notes.md"] = "Kubernetes kubernetes kubernetes. Kube kube kube."
    let vault = try TestVault(notes)
    for end in ["", "?", " ?", "!", "."] {
      #expect(try vault.paths("kubernetes" + end).first == "Kubernetes.md", "\(end)")
      #expect(try vault.paths("kube" + end).first == "x.md", "\(end)")
    }
  }

  @Test func anUnclosedQuoteFallsBackToWords() throws {
    let vault = try TestVault(["a.md": "A falcon hunts.", "b.md": "The release date is near."])
    #expect(try vault.paths("\"falcon flies") == ["a.md"])
    #expect(
      try messages(vault, "\"falcon flies") == [
        "quote is never closed, and no note has \"falcon flies\"; reading the words one by one"
      ])
    #expect(
      try messages(vault, "\"release date") == [
        "quote is never closed; reading it as \"release date\""
      ])
  }

  @Test func filtersWithoutAHitNameTheNearest() throws {
    let vault = try TestVault([
      "a.md": "---\nstatus: done\ntags: [book/sf]\n---\nA falcon."
    ])
    #expect(
      try messages(vault, "tag:book/sff") == [
        "no note has the tag 'book/sff'; nearest is 'book/sf'"
      ])
    #expect(try messages(vault, "falcon -tag:radio") == [])
    #expect(
      try messages(vault, "falcon -tag:bok") == ["no note has the tag 'bok'; nearest is 'book'"])
    #expect(try messages(vault, "tag:bok") == ["no note has the tag 'bok'; nearest is 'book'"])
    #expect(
      try messages(vault, "#bok") == [
        "no note has the tag 'bok'; reading it as text; nearest is 'book'"
      ])
    #expect(
      try messages(vault, "[statis]") == [
        "no note has a property 'statis'; reading it as text; nearest is [status]"
      ])
    #expect(
      try messages(vault, "[status:dnoe]") == [
        "no note has [status:dnoe]; nearest is [status:done]"
      ])
    #expect(try vault.paths("#book") == ["a.md"])
  }

  @Test(arguments: [
    ("yesterday", "Daily/2026-11-28.md"), ("last friday", "Daily/2026-11-27.md"),
    ("what did I do yesterday", "Daily/2026-11-28.md"),
  ])
  func daysCountFromToday(_ question: String, _ path: String) throws {
    let vault = try TestVault([
      "Daily/2026-11-27.md": "Met Carl.", "Daily/2026-11-28.md": "Went to the market.",
      "Daily/2026-11-29.md": "Slept.", "Song.md": "A song called Always.",
    ])
    let answers = try vault.ask(question, AskOptions(today: "2026-11-29"))
    #expect(answers.answers.first?.path == path)
  }

  @Test func aHyphenatedWordCountsOnce() throws {
    let vault = try TestVault([
      "a.md": "Write an email to Bob.", "b.md": "The e-mail server: e-mail, e-mail, e-mail.",
      "c.md": "The `getUserName` of `getUserName`: getUserName.", "d.md": "To get the name of Bob.",
    ])
    for question in ["e-mail bob", "email bob", "e mail bob"] {
      #expect(try vault.paths(question).first == "a.md", "\(question)")
    }
  }

  @Test func everyWordMayBeABeginning() throws {
    let vault = try TestVault([
      "a.md": "# Gradient descent\nSteps.", "b.md": "# Buffer overflow\nBytes.",
      "c.md": "A description of a graduate.",
    ])
    let options = AskOptions(isBeingTyped: true)
    #expect(try vault.ask("grad desc", options).answers.first?.path == "a.md")
    #expect(try vault.ask("buff over", options).answers.first?.path == "b.md")
  }
}
