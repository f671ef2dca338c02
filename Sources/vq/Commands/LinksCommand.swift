import ArgumentParser
import Reports
import VaultKit

/// `vq links`: lists the links of a note, or of the whole vault.
struct LinksCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "links",
    abstract: "List the links of a note and what they lead to.",
    discussion: """
      With --all the links of every note and canvas; with --jsonl one object a line, which suits programs \
      that read many.

        vq links Falcon
        vq links --all --jsonl
      """)

  @Argument(help: "The note: a path, a name, an alias or a unique part of a path.")
  var note: String?

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Flag(name: .long, help: "The links of the whole vault")
  var all = false

  func validate() throws {
    if all == (note != nil) {
      throw ValidationError(
        all ? "--all takes no note" : "name a note, or take --all for the whole vault")
    }
  }

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    try options.list(
      note.map { .links(of: $0, in: vault) } ?? .links(of: vault), in: vault)
  }
}
