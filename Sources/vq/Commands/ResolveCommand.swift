import ArgumentParser
import VaultKit

/// `vq resolve`: says which file a link leads to.
struct ResolveCommand: ParsableCommand {
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

  @OptionGroup var options: VaultOptions

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
          if options.json { StandardOutput.line(JSON.unresolved(line).text) }
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
    if options.json {
      StandardOutput.line(resolved.json.text)
    } else if let path = resolved.path {
      let style = Style(options.color)
      let line = resolved.line.map { ":\($0)" } ?? ""
      let shown = style.path(PlainText.safeName(path) + line)
      StandardOutput.line(style.link(shown, to: vault.root + "/" + path))
    }
    explain(resolved)
    return resolved.path != nil
  }

  /// Says on standard error what the path alone does not tell.
  private func explain(_ resolved: ResolvedLink) {
    if options.json { return }
    switch resolved.outcome {
    case .unresolved:
      let told = Vault.toldApart([resolved.link] + resolved.nearest).map { "'\($0)'" }
      let nearest = told.dropFirst().joined(separator: ", ")
      Messages.line(
        "vq: \(told[0]) names no file" + (nearest.isEmpty ? "" : "; nearest is \(nearest)"))
    case .viaAlias:
      Messages.line("vq: resolved through an alias; Obsidian shows this link as unresolved")
    case .unsupportedTarget:
      Messages.line("vq: Obsidian does not show files of this type")
    case .external:
      Messages.line("vq: '\(resolved.link)' leads out of the vault")
    case .resolved:
      break
    }
    if !resolved.others.isEmpty {
      let others = Vault.toldApart([resolved.path ?? ""] + resolved.others).dropFirst()
        .map { "'\($0)'" }.joined(separator: ", ")
      Messages.line("vq: ambiguous: it could also mean \(others)")
    }
    if resolved.isFragmentFound == false, let fragment = resolved.fragment {
      Messages.line("vq: the note has no heading or block '\(fragment)'")
    }
  }
}

extension JSON {
  /// Stands for a link that could not be looked up, so that there is one object for each line.
  fileprivate static func unresolved(_ link: String) -> JSON {
    .object([
      ("link", .text(link)), ("outcome", .text(ResolvedLink.Outcome.unresolved.rawValue)),
      ("path", .null), ("fragment", .null), ("fragmentFound", .null), ("line", .null),
      ("endLine", .null), ("others", .list([])), ("alias", .null), ("nearest", .list([])),
    ])
  }
}

extension ResolvedLink {
  fileprivate var json: JSON {
    .object([
      ("link", .text(link)), ("outcome", .text(outcome.rawValue)),
      ("path", .optional(path, JSON.text)), ("fragment", .optional(fragment, JSON.text)),
      ("fragmentFound", .optional(isFragmentFound, JSON.boolean)),
      ("line", .optional(line, JSON.integer)), ("endLine", .optional(endLine, JSON.integer)),
      ("others", .list(others.map(JSON.text))), ("alias", .optional(alias, JSON.text)),
      ("nearest", .list(nearest.map(JSON.text))),
    ])
  }
}
