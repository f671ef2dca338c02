import ArgumentParser
import VaultKit

/// `vq mentions`: lists the places that name a note without linking to it.
struct MentionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mentions",
    abstract: "List the places that name a note, or an alias of it, without a link.",
    discussion: """
      Whole words count, in any letter case; in scripts without blanks, characters. Code is searched; front \
      matter, links and files that Obsidian's settings exclude are not. A line is printed once; --json has \
      each place in it.

        vq mentions 'Ann Lee'
      """)

  @Argument(help: "The note: a path, a name, an alias or a unique part of a path.")
  var note: String

  @OptionGroup var options: VaultOptions

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    let list = PathLines(vault: vault, options: options)
    var path = ""
    var last: (path: String, line: Int)?
    try vault.forEachMention(
      of: note,
      begin: {
        path = $0
        if options.json { StandardOutput.beginList([("note", .text(path))], list: "mentions") }
      },
      { mention in
        let isSameLine = last.map { $0 == (mention.path, mention.line) } == true
        last = (mention.path, mention.line)
        if options.json { return StandardOutput.element(mention.json) }
        // A line is printed once, however often it names the note.
        if isSameLine { return }
        let place = list.place(mention.path, line: mention.line)
        StandardOutput.line("\(place): \(PlainText.safeLine(mention.text).trimmedBlanks())")
      })
    if options.json { StandardOutput.endList() }
    guard last == nil else { return }
    Messages.line("vq: no note names '\(path)' without a link")
    StandardOutput.flush()
    throw ExitCode.nothingFound
  }
}

extension Mention {
  fileprivate var json: JSON {
    .object([
      ("path", .text(path)), ("line", .integer(line)), ("column", .integer(column)),
      ("mention", .text(mention)), ("text", .text(text)),
    ])
  }
}
