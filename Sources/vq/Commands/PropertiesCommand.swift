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
    var isEmpty = true
    if options.json { StandardOutput.beginList([("vault", .text(vault.root))], list: "properties") }
    try vault.forEachProperty { property in
      isEmpty = false
      if options.json {
        return StandardOutput.element(
          .object([("name", .text(property.name)), ("notes", .integer(property.notes))]))
      }
      StandardOutput.line("\(PlainText.safeName(property.name)) \(property.notes)")
    }
    if options.json { StandardOutput.endList() }
    if isEmpty { Messages.nothing("no note has a property", in: vault) }
    return isEmpty
  }

  private func printValues(_ name: String, _ vault: Vault) throws -> Bool {
    let properties = try vault.properties(named: name)
    if options.json {
      StandardOutput.write(#"{"property":"# + JSON.text(name).text + #","notes":["#)
      for (place, property) in properties.enumerated() {
        let head = JSON.object([("path", .text(property.path)), ("name", .text(property.name))])
        StandardOutput.write((place > 0 ? "," : "") + head.text.dropLast() + #","value":"#)
        // The value is JSON already, so it is set in as it is.
        StandardOutput.write(property.value)
        StandardOutput.write("}")
      }
      StandardOutput.line("]}")
    }
    let list = PathLines(vault: vault, options: options)
    for property in properties where !options.json {
      StandardOutput.line("\(list.place(property.path)): \(PlainText.safeLine(property.value))")
    }
    if properties.isEmpty {
      Messages.nothing("no note has the property '\(name)'", near: try vault.properties(near: name))
    }
    return properties.isEmpty
  }
}
