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
    let (path, links) = try vault.backlinks(to: note, includesOwn: includesOwn)
    if options.json {
      StandardOutput.line(
        JSON.object([("note", .text(path)), ("backlinks", .list(links.map(\.json)))]).text)
    } else {
      let style = Style(options.color)
      for link in links {
        let place = style.path("\(PlainText.safeLine(link.path)):\(link.line)")
        let text = PlainText.safeLine(link.text ?? link.link)
        StandardOutput.line(
          "\(style.link(place, to: vault.root + "/" + link.path)): \(text.trimmedBlanks())")
      }
    }
    guard links.isEmpty else { return }
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
