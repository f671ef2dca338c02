import ArgumentParser
import VaultKit

/// `vq backlinks`: lists the places that link to a note.
struct BacklinksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backlinks",
    abstract: "List the places that link to a note.",
    discussion: """
      Each with its line. Links of the note to itself are left out; canvases count.

        vq backlinks Falcon
        vq backlinks --self Falcon
      """)

  @Argument(help: "The note: a path, a name, an alias or a unique part of a path.")
  var note: String

  @OptionGroup var options: VaultOptions

  @Flag(name: .customLong("self"), help: "Links of the note to itself as well.")
  var includesOwn = false

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    let style = Style(options.color)
    var path = ""
    var isFound = false
    try vault.forEachBacklink(
      to: note, includesOwn: includesOwn,
      begin: {
        path = $0
        if options.json { StandardOutput.beginList([("note", .text(path))], list: "backlinks") }
      },
      { link in
        isFound = true
        if options.json { return StandardOutput.element(link.json) }
        let place = style.path("\(PlainText.safeName(link.path)):\(link.line)")
        let text = PlainText.safeLine(link.text ?? link.link)
        StandardOutput.line(
          "\(style.link(place, to: vault.root + "/" + link.path)): \(text.trimmedBlanks())")
      })
    if options.json { StandardOutput.endList() }
    if isFound { return }
    Messages.line("vq: no note links to '\(path)'")
    StandardOutput.flush()
    throw ExitCode.nothingFound
  }
}

extension Backlink {
  fileprivate var json: JSON {
    .object([
      ("path", .text(path)), ("line", .integer(line)), ("column", .integer(column)),
      ("embed", .boolean(isEmbed)), ("link", .text(link)), ("form", .text(form.rawValue)),
      ("property", .optional(property, JSON.text)), ("text", .optional(text, JSON.text)),
    ])
  }
}
