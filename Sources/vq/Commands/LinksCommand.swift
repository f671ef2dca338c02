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
    var isFound = false
    let printer = LinkPrinter(vault: vault, options: options, isByLine: jsonl)
    func print(_ link: Reference) {
      isFound = true
      printer.print(link)
    }
    if let note {
      var path = ""
      try vault.forEachLink(
        of: note,
        begin: {
          path = $0
          printer.begin(("note", .text(path)))
        }, print)
      printer.end()
      if !isFound { Messages.line("vq: '\(path)' has no links") }
    } else {
      printer.begin(("vault", .text(vault.root)))
      try vault.forEachReference(print)
      printer.end()
      if !isFound { Messages.nothing("no note has a link", in: vault) }
    }
    StandardOutput.flush()
    if !isFound { throw ExitCode.nothingFound }
  }
}

/// Prints links one by one, in one of three forms.
private struct LinkPrinter {
  let vault: Vault
  let options: VaultOptions
  let isByLine: Bool
  private let list: PathLines
  private let style: Style

  init(vault: Vault, options: VaultOptions, isByLine: Bool) {
    self.vault = vault
    self.options = options
    self.isByLine = isByLine
    list = PathLines(vault: vault, options: options)
    style = Style(options.color)
  }

  func begin(_ head: (String, JSON)) {
    if options.json { StandardOutput.beginList([head], list: "links") }
  }

  func end() {
    if options.json { StandardOutput.endList() }
  }

  func print(_ link: Reference) {
    if isByLine { return StandardOutput.line(link.json.text) }
    if options.json { return StandardOutput.element(link.json) }
    let place = list.place(link.source, line: link.line)
    let written = PlainText.safeName(link.written)
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
