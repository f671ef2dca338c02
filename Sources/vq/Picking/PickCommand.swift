import ArgumentParser
import Platform
import Reports
import VaultKit

/// `vq pick`: a list that follows typing, to open, link or print notes.
struct PickCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pick",
    abstract: "Pick answers from a list that follows your typing, and open, link or print them.",
    discussion: """
      With fzf the list changes with each key, and the note stands beside it. Enter opens the answer in your editor, \
      Ctrl-O in Obsidian; Ctrl-L prints a link, Ctrl-T the path, and Ctrl-Y copies the path. Without fzf vq prints a \
      numbered list and asks. Without a word the list has the notes that changed last.

        vq pick miso
        vq show "$(vq pick --path)"
      """)

  @Argument(help: ArgumentHelp("The question, or its beginning.", valueName: "word"))
  var words: [String] = []

  @OptionGroup var place: PlaceOptions

  @Flag(name: .shortAndLong, help: "Let several be picked, with Tab.")
  var multi = false

  @Option(name: .long, help: "How many answers the list has at most.")
  var limit = PickerRows.usualLimit

  @Flag(help: ArgumentHelp("What Enter does, instead of opening the editor."))
  var action: PickAction = .open

  @Flag(name: [.customShort("0"), .long], help: "End what is printed with NUL.")
  var print0 = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number from 1 on, not \(limit)") }
  }

  func run() throws {
    let question = words.joined(separator: " ")
    guard Terminal.isThere else {
      Messages.line("vq: nobody can pick here: there is no terminal")
      Messages.line("  try: vq --brief \(ShellWords.line(words.isEmpty ? ["miso"] : words))")
      throw ExitCode.error
    }
    let vaults = try place.choices.openAll()
    for vault in vaults { Messages.report(try vault.refresh()) }
    let finder = FuzzyFinder(vaults, follow: place.follow, limit: limit, hasMany: multi)
    let picked =
      try finder?.pick(question, usual: action)
      ?? NumberedList(vaults, limit: limit, hasMany: multi).pick(question, usual: action)
    try picked.action.run(on: picked.places, end: print0 ? "\0" : "\n")
  }
}

/// What was picked, and what is to be done with it.
struct Picked {
  let places: [PickedPlace]
  let action: PickAction
}
