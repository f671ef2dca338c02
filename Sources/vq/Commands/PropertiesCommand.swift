import ArgumentParser
import VaultKit

/// `vq properties`: lists the properties of the vault, or the notes with one.
struct PropertiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "properties",
    abstract: "List the properties with their counts, or the values of one.",
    discussion: """
      Files that Obsidian's settings exclude do not count.

        vq properties
        vq properties due
      """)

  @Argument(help: "The name of a property; letter case does not matter.")
  var name: String?

  @OptionGroup var options: VaultOptions

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    let isEmpty = try name.map { try printValues($0, vault) } ?? printNames(vault)
    StandardOutput.flush()
    if isEmpty { throw ExitCode.nothingFound }
  }

  private func printNames(_ vault: Vault) throws -> Bool {
    let properties = try vault.properties()
    if options.json {
      StandardOutput.line(
        JSON.object([
          ("vault", .text(vault.root)),
          (
            "properties",
            .list(
              properties.map { .object([("name", .text($0.name)), ("notes", .integer($0.notes))]) })
          ),
        ]).text)
    }
    for property in properties where !options.json {
      StandardOutput.line("\(PlainText.safeName(property.name)) \(property.notes)")
    }
    if properties.isEmpty { Messages.nothing("no note has a property", in: vault) }
    return properties.isEmpty
  }

  private func printValues(_ name: String, _ vault: Vault) throws -> Bool {
    let properties = try vault.properties(named: name)
    if options.json {
      // The value is JSON already, so it is set in as it is.
      let notes = properties.map { property in
        #"{"path":"# + JSON.text(property.path).text + #","name":"#
          + JSON.text(property.name).text + #","value":"# + property.value + "}"
      }
      StandardOutput.line(
        #"{"property":"# + JSON.text(name).text + #","notes":["# + notes.joined(separator: ",")
          + "]}")
    }
    let list = PathList(vault: vault, options: options)
    for property in properties where !options.json {
      StandardOutput.line("\(list.place(property.path)): \(PlainText.safeLine(property.value))")
    }
    if properties.isEmpty {
      Messages.nothing("no note has the property '\(name)'", near: try vault.properties(near: name))
    }
    return properties.isEmpty
  }
}
