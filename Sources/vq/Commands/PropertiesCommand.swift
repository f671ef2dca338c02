import ArgumentParser
import Reports
import VaultKit

/// `vq properties`: lists the properties of the vault, or the notes with one.
struct PropertiesCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "properties",
    abstract: "List the properties with their counts, or the values of one.",
    discussion: """
      Files that Obsidian's settings exclude do not count.

        vq properties
        vq properties due
        vq properties status --values
        vq properties --by-type
      """)

  @Argument(help: "The name of a property; letter case does not matter.")
  var name: String?

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Flag(name: .long, help: "List the values of the property and how many notes have each.")
  var values = false

  @Flag(
    name: .long,
    help: "List the types of the values, and which of them are in conflict with the others.")
  var byType = false

  func validate() throws {
    if values, byType { throw ValidationError("--values and --by-type do not go together") }
    if values, name == nil {
      throw ValidationError("--values needs the name of a property: vq properties status --values")
    }
  }

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    if byType {
      Messages.report(try vault.settingsFaults(of: .propertyTypes))
      return try options.list(.propertyTypes(in: vault, of: name), in: vault)
    }
    if values, let name {
      return try options.list(.values(ofProperty: name, in: vault), in: vault)
    }
    try options.list(
      name.map { .properties(named: $0, in: vault) } ?? .properties(of: vault), in: vault)
  }
}
