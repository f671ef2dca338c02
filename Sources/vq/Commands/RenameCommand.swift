import ArgumentParser
import Reports
import VaultKit

/// `vq rename`: renames a file, a folder, a heading or a block and every link to it.
struct RenameCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Rename a file, a folder, a heading or a block id, and rewrite every link to it.",
    usage: """
      vq rename [--dry-run] NOTE NEW
      vq rename [--dry-run] FOLDER/ NEW
      vq rename [--dry-run] 'NOTE#Heading' NEW
      vq rename [--dry-run] 'NOTE#^id' NEW
      vq rename --undo
      """,
    discussion: """
      NEW is a name in the same folder, a path from the vault's root, a folder with / at its end, the new \
      text of the heading or the new block id. A folder takes all its files along.

        vq rename --dry-run Falcon 'Roof station'
        vq rename Falcon Archive/2026/
        vq rename Projects/ Work
        vq rename 'Falcon#Goals' Aims
        vq rename 'Falcon#^scope' limits

      This is the only command that writes into a vault. Before the first file changes, what will be done \
      is written down beside the index: a rename that was interrupted is finished by the next one, or taken \
      back by --undo, as is the last one that ended.
      """)

  @Argument(help: "The file or folder, by path or name, or a heading or block of a note.")
  var note: String?

  @Argument(help: ArgumentHelp("The new name.", valueName: "new"))
  var newName: String?

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Flag(name: .long, help: "Print what would change, and change nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Take the last rename back.")
  var undo = false

  func validate() throws {
    if undo {
      if note != nil || dryRun { throw ValidationError("--undo stands alone") }
    } else if note == nil || newName == nil {
      throw ValidationError("name the note and its new name, or take --undo")
    }
  }

  func run() throws {
    let vault = try options.open()
    let outcome =
      if undo { try vault.undoRename() } else {
        try vault.rename(note ?? "", to: newName ?? "", isDryRun: dryRun, tell: tell)
      }
    if let report = outcome.refresh { Messages.report(report) }
    try print(outcome, vault)
    // Links that lead elsewhere now are no success, though all else was done.
    if let plan = outcome.plan, plan.leftLinks > 0 {
      StandardOutput.flush()
      throw ExitCode.nothingFound
    }
  }

  /// Says what is done, or about to be, at once: what comes next can fail.
  private func tell(_ step: RenameStep) {
    switch step {
    case .finished(let old, let new):
      if !options.isForPeople { return Messages.line("vq: finished: \(Wording.pair((old, new)))") }
      StandardOutput.line("finished: \(Wording.pair((old, new)))")
      StandardOutput.flush()
    case .planned(let plan):
      for line in plan.notices + plan.warnings { Messages.line("vq: \(line)") }
    }
  }

  private func print(_ outcome: RenameOutcome, _ vault: Vault) throws {
    let report = Report.rename(outcome, isDryRun: dryRun)
    if !options.isForPeople {
      try options.print(report, in: vault)
      return
    }
    for path in outcome.left {
      Messages.line("vq: \(path): was changed by another program; it is left as it is")
    }
    if outcome.lacksExchange {
      Messages.line(
        "vq: this file system cannot swap two files; each note was away for a moment while it was "
          + "rewritten")
    }
    try options.print(report, in: vault)
    if let reason = outcome.staleIndex {
      Messages.line("vq: it is done, but the index does not know of it yet: \(reason)")
    }
  }
}
