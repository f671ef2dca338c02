import ArgumentParser
import Reports
import VaultKit

/// `vq outline`: prints the headings of a note.
struct OutlineCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "outline",
    abstract: "Print the headings and labels of a note with their lines.",
    discussion: """
      A label is a line that is nothing but one bold span: a heading for searching, but no link can name it.

        vq outline 'HTTP status codes'
        vq outline Falcon --format '{{level}} {{text}}'
      """)

  @Argument(help: "The note: a path, a name, an alias or a unique part of a path.")
  var note: String

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    try options.list(.outline(of: note, in: vault), in: vault)
  }
}
