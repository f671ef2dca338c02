import ArgumentParser
import Reports
import VaultKit

/// `vq resolve`: says which file a link leads to.
struct ResolveCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Print the file that a link leads to, as Obsidian would find it.",
    discussion: """
      LINK is a link as it stands in a note, or what stands between its brackets: '[[Note#Heading|text]]', \
      'Note#^id', '![[image.png]]', '[text](note.md)'. With - links are read from standard input, one a line.

        vq resolve '[[Git recipes#Undo|how to undo]]' --from 'Vim keys'
        grep -o '\\[\\[[^]]*\\]\\]' Home.md | vq resolve --json -
      """)

  @Argument(help: "The link; - reads links from standard input.")
  var link: String

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Option(name: .long, help: ArgumentHelp("The note that the link stands in.", valueName: "note"))
  var from: String?

  func run() throws {
    let vault = try options.open()
    var isAllFound = true
    if link == "-" {
      var lines = InputLines()
      while let (line, hadToWait) = lines.next(beforeWaiting: StandardOutput.flush) {
        if hadToWait { Messages.report(try vault.refresh()) }
        if line.isEmpty { continue }
        do {
          isAllFound = try resolve(line, vault) && isAllFound
        } catch let error as VaultError where error.kind == .noSource {
          // One line that cannot be answered does not end the others.
          Messages.error(error)
          try options.print(.unresolved(line), in: vault)
          isAllFound = false
        }
      }
    } else {
      Messages.report(try vault.refresh())
      isAllFound = try resolve(link, vault)
    }
    StandardOutput.flush()
    if !isAllFound { throw ExitCode.nothingFound }
  }

  private func resolve(_ link: String, _ vault: Vault) throws -> Bool {
    let resolved = try vault.resolve(link, from: from)
    try options.print(.resolved(resolved), in: vault)
    if options.isForPeople {
      // What the path alone does not tell.
      for remark in resolved.remarks { Messages.line("vq: \(remark)") }
    }
    return resolved.path != nil
  }
}
