import ArgumentParser
import Reports
import VaultKit

/// `vq backlinks`: lists the places that link to a note.
struct BacklinksCommand: ParsableCommand, VaultReading {
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

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Flag(name: .customLong("self"), help: "Links of the note to itself as well.")
  var includesOwn = false

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    try options.list(.backlinks(to: note, includesOwn: includesOwn, in: vault), in: vault)
  }
}
