import ArgumentParser
import VaultKit

/// `vq links`: lists the links of a note, or of the whole vault.
struct LinksCommand: ParsableCommand {
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

  @OptionGroup var options: VaultOptions

  @Flag(name: .long, help: "The links of the whole vault")
  var all = false

  @Flag(name: .long, help: "Print one JSON object a line for each link.")
  var jsonl = false

  func validate() throws {
    if all == (note != nil) {
      throw ValidationError(
        all ? "--all takes no note" : "name a note, or take --all for the whole vault")
    }
    if jsonl && options.json {
      throw ValidationError("of --json and --jsonl only one can be meant")
    }
  }

  func run() throws {
    let vault = try options.open()
    Messages.report(try vault.refresh())
    var count = 0
    if let note {
      let (path, links) = try vault.links(of: note)
      count = links.count
      if options.json {
        StandardOutput.line(
          JSON.object([("note", .text(path)), ("links", .list(links.map(\.json)))]).text)
      } else {
        for link in links { print(link, vault) }
      }
      if links.isEmpty { Messages.line("vq: '\(path)' has no links") }
    } else {
      count = try printAll(vault)
      if count == 0 { Messages.nothing("no note has a link", in: vault) }
    }
    StandardOutput.flush()
    if count == 0 { throw ExitCode.nothingFound }
  }

  private func printAll(_ vault: Vault) throws -> Int {
    var count = 0
    if options.json {
      StandardOutput.write(#"{"vault":"# + JSON.text(vault.root).text + #","links":["#)
    }
    try vault.forEachReference { link in
      if options.json {
        StandardOutput.write((count > 0 ? "," : "") + link.json.text)
      } else {
        print(link, vault)
      }
      count += 1
    }
    if options.json { StandardOutput.line("]}") }
    return count
  }

  private func print(_ link: Reference, _ vault: Vault) {
    if jsonl { return StandardOutput.line(link.json.text) }
    let list = PathList(vault: vault, options: options)
    let place = list.place(link.source, line: link.line)
    let written = PlainText.safeLine(link.written)
    let style = Style(options.color)
    let end: String
    if let path = link.path {
      let remark = Self.remark(link)
      end = list.place(path) + (remark.isEmpty ? "" : " " + style.warning("(\(remark))"))
    } else {
      end = style.warning(link.outcome.rawValue)
    }
    StandardOutput.line("\(place): \(written) → \(end)")
  }

  private static func remark(_ link: Reference) -> String {
    var remarks: [String] = []
    if link.outcome != .resolved { remarks.append(link.outcome.rawValue) }
    if link.isFragmentFound == false { remarks.append("no such heading or block") }
    return remarks.joined(separator: ", ")
  }
}
