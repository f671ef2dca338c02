import ArgumentParser
import Reports
import VaultKit

/// `vq open`: opens a note, or an answer of the last question, in the user's editor.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open a note, a section or an answer in your editor, or in Obsidian.",
    discussion: """
      A number is an answer of the last question in this terminal; without one the first answer is opened. The \
      editor is $VQ_EDITOR, $VISUAL, $EDITOR or vi. Most editors are told the line; for others VQ_EDITOR says how: \
      VQ_EDITOR='myedit --line {{line}} {{file}}'.

        vq open 2
        vq open 'Falcon#Goals' --obsidian
      """)

  @Argument(
    help: ArgumentHelp(
      "The note, with or without a heading or block, or the number of an answer.",
      valueName: "note"))
  var note: String = "1"

  @OptionGroup var place: PlaceOptions

  @Flag(name: .long, help: "Open it in Obsidian.")
  var obsidian = false

  @Flag(name: .customLong("print"), help: "Print the command line that would run, and run nothing.")
  var isDry = false

  func run() throws {
    let target = try Int(note).map(numbered) ?? named()
    if isDry {
      StandardOutput.line(ShellWords.line(try target.command(inObsidian: obsidian)))
    } else {
      try target.open(inObsidian: obsidian)
    }
  }

  private func named() throws -> Target {
    let vault = try place.choices.open()
    Messages.report(try vault.refresh())
    let place = try vault.locate(note)
    if let missing = place.missingLine { Messages.line("vq: \(missing.sentence(in: place.path))") }
    return Target(
      root: vault.root, path: place.path, line: place.line, column: place.column,
      fragment: place.fragment)
  }

  /// An answer of the last question; else the note that has the number for a name, as `2026`.
  private func numbered(_ number: Int) throws -> Target {
    let last = LastAnswers.read()
    let other = try place.vault.isEmpty ? nil : place.choices.open().root
    let known = last.flatMap { number > 0 ? $0.targets.dropFirst(number - 1).first : nil }
    let isOther = other != nil && other != (known?.root ?? last?.root)
    if !isOther, let last, var target = known {
      try target.follow(changesSince: last.time)
      return target
    }
    do { return try named() } catch is VaultError {
      if let last, let other, isOther {
        Messages.line("vq: the last question was asked of \(last.root), not of \(other)")
      } else if let last {
        let count = last.targets.count
        Messages.line("vq: the last question has no answer \(number); it has \(count)")
      } else {
        Messages.line("vq: no question was asked in this terminal yet")
        Messages.line("  try: vq what does 404 mean, then: vq open \(number)")
      }
      throw ExitCode.error
    }
  }
}
