import ArgumentParser
import VaultKit

/// `vq outline`: prints the headings of a note.
struct OutlineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outline",
    abstract: "Print the headings and labels of a note with their lines.",
    discussion: """
      A label is a line that is nothing but one bold span: a heading for searching, but no link can name it.

        vq outline 'HTTP status codes'
      """)

  @Argument(help: "The note: a path, a name, an alias or a unique part of a path.")
  var note: String

  @OptionGroup var options: VaultOptions

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    let outline = try vault.outline(of: note)
    if options.json {
      StandardOutput.beginList(
        [("path", .text(outline.path)), ("title", .text(outline.title))], list: "headings")
      for entry in outline.entries { StandardOutput.element(entry.json) }
      StandardOutput.endList()
    } else {
      let style = Style(options.color)
      let top = outline.entries.lazy.filter { !$0.isLabel }.map(\.level).min() ?? 1
      var depth = 0
      for entry in outline.entries {
        // A label has no level of its own: it stands one below the heading before it.
        let indent = entry.isLabel ? depth : entry.level - top
        if !entry.isLabel { depth = indent + 1 }
        let line = style.link(
          style.path("\(PlainText.safeName(outline.path)):\(entry.line)"),
          to: vault.root + "/" + outline.path)
        StandardOutput.line(
          "\(line): \(String(repeating: "  ", count: indent))\(PlainText.safeName(entry.text))")
      }
    }
    guard outline.entries.isEmpty else { return }
    Messages.line("vq: '\(outline.path)' has no headings")
    StandardOutput.flush()
    throw ExitCode.nothingFound
  }
}

extension Outline.Entry {
  fileprivate var json: JSON {
    .object([
      ("level", isLabel ? .null : .integer(level)), ("label", .boolean(isLabel)),
      ("text", .text(text)), ("line", .integer(line)),
    ])
  }
}
