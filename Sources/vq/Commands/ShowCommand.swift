import ArgumentParser
import VaultKit

/// `vq show`: prints a note, a section or a block.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a note, a section or a block, embeds in their place.",
    discussion: """
      'Note' prints the text of a note, 'Note#Heading' a heading with everything below it, 'Note#^id' a \
      block. Embedded notes are followed five deep, 10,000 of them or 4 MiB at most; a cycle is named and \
      not followed. A picture or another file stands as its path. On a terminal a text that does not fit \
      goes through $PAGER, less -R by default.

        vq show Falcon
        vq show 'Falcon#Goals'
      """)

  @Argument(help: ArgumentHelp("The note, with or without a heading or block.", valueName: "note"))
  var note: String

  @OptionGroup var options: VaultOptions

  @Flag(name: .long, help: "Print the lines as they stand in the file.")
  var raw = false

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    let shown = try vault.show(note, isRaw: raw)
    if options.json { return shown.printJSON() }
    let isExact = raw && !StandardOutput.isTerminal
    var text = isExact ? shown.text : PlainText.safe(shown.text.withoutCarriageReturns)
    if !isExact, !text.isEmpty, text.utf8.last != 0x0A { text += "\n" }
    Pager.show(text)
    if shown.isCut { Messages.line("vq: not all embeds are shown; they end at 10,000 or 4 MiB") }
  }
}

extension ShownNote {
  /// Prints one object, piece by piece: a note and its embeds can be long.
  fileprivate func printJSON() {
    let head = JSON.object([
      ("path", .text(path)), ("title", .text(title)),
      ("fragment", .optional(fragment, JSON.text)), ("line", .integer(line)),
      ("endLine", .integer(endLine)),
    ])
    StandardOutput.write(head.text.dropLast() + ",\"text\":")
    StandardOutput.write(JSON.text(text))
    StandardOutput.write(",\"embeds\":[")
    for (place, embed) in embeds.enumerated() {
      if place > 0 { StandardOutput.write(",") }
      StandardOutput.write(embed.json)
    }
    StandardOutput.line("],\"cut\":\(isCut)}")
  }
}

extension ShownEmbed {
  fileprivate var json: JSON {
    .object([
      ("source", .text(source)), ("line", .integer(line)), ("link", .text(link)),
      ("path", .optional(path, JSON.text)), ("outcome", .text(outcome.rawValue)),
    ])
  }
}

extension String {
  fileprivate var withoutCarriageReturns: String {
    guard utf8.contains(0x0D) else { return self }
    return String(decoding: utf8.filter { $0 != 0x0D }, as: UTF8.self)
  }
}
