import ArgumentParser
import Reports
import VaultKit

/// What every command is told: the vault, and how results are printed.
struct Choices {
  var vault: String?
  var follow: [String] = []
  var color = ColorChoice.auto
  var form = OutputForm.text
  var isAbsolute = false

  /// Finds the vault; while many notes are read, a line on the terminal says how far it is. A wait for
  /// another process is told wherever messages go.
  func open() throws -> Vault {
    let progress = ProgressLine()
    let vault = try Vault(
      at: Surroundings.place(vault, follow), progress: progress.map { line in { line.show($0) } },
      onWait: { Messages.line("vq: waiting for \($0) to finish") })
    if vault.isPlainFolder {
      Messages.line("vq: no vault is named; using the notes in \(vault.root)")
    }
    return vault
  }

  /// Prints a report in the form that was chosen, or in `form`. Returns whether it has rows.
  @discardableResult
  func print(_ report: Report, in vault: Vault, as form: OutputForm? = nil) throws -> Bool {
    try report.print(
      as: form ?? self.form, to: StandardOutput.output, look(in: vault), notes: NoteFields(vault))
  }

  private func look(in vault: Vault) -> Look {
    Look(
      color,
      ShownPaths(root: vault.root, from: Surroundings.workingFolder, isAbsolute: isAbsolute))
  }

  /// Prints a report page by page if a person reads it and it is long.
  func page(_ report: Report, in vault: Vault) throws {
    guard StandardOutput.isTerminal, form.isForPeople else {
      try print(report, in: vault)
      return
    }
    var text: [UInt8] = []
    let output = Output(
      isTerminal: true, width: { StandardOutput.columns }, sink: { text.append(contentsOf: $0) })
    try report.print(as: form, to: output, look(in: vault), notes: NoteFields(vault))
    output.flush()
    Pager.show(text)
  }

  /// Prints a list. Says why it is empty if it is, and throws the exit code for nothing found.
  func list(_ report: Report, in vault: Vault) throws {
    if try print(report, in: vault) { return }
    Messages.line("vq: " + (try report.nothing()))
    throw ExitCode.nothingFound
  }
}

extension Look {
  init(_ choice: ColorChoice, _ paths: ShownPaths) {
    let style = Style(choice)
    self.init(
      style, paths, links: style.hasHyperlinks ? Self.userLinks : .file,
      isTerminal: StandardOutput.isTerminal,
      renderedColumns: StandardOutput.isTerminal || choice == .always
        ? StandardOutput.columns : nil)
  }

  /// Where `$VQ_LINK` lets links lead.
  private static let userLinks: LinkAddress = {
    guard let setting = Surroundings.variable("VQ_LINK") else { return .file }
    if let address = LinkAddress(setting) { return address }
    Messages.line(
      "vq: $VQ_LINK is '\(setting)'; it can be file, obsidian, vscode, or a template with {{file}} or {{path}}"
    )
    return .file
  }()
}
