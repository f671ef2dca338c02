import ArgumentParser
import Reports
import VaultKit

/// The options of every command: the vault, and how results are printed.
struct Choices {
  /// The vaults as the user named them; empty if there are none.
  var vaults: [String] = []
  var follow: [String] = []
  var color = ColorChoice.usual
  var form = OutputForm.text
  var isAbsolute = false

  /// Finds the vault; while many notes are read, a line on the terminal says how far it is. A wait for
  /// another process is told wherever messages go.
  func open() throws -> Vault {
    if vaults.count > 1 {
      let first = vaults[0].hasPrefix("@") ? vaults[0] : ShellWords.line(["--vault", vaults[0]])
      throw ValidationError(
        "several vaults can be asked a question; for all else name one, such as \(first)")
    }
    return try open(vaults.first)
  }

  /// Finds all vaults that were named, or the one that is meant without a name.
  func openAll() throws -> [Vault] {
    if vaults.count < 2 { return [try open()] }
    var seen: Set<String> = []
    return try vaults.map { try open($0) }.filter { seen.insert($0.root).inserted }
  }

  private func open(_ name: String?) throws -> Vault {
    try Configuration.check()
    let progress = ProgressLine()
    let vault = try Vault(
      at: VaultPlace(naming: name, following: follow),
      progress: progress.map { line in { line.show($0) } },
      onWait: { Messages.line("vq: waiting for \($0) to finish") })
    if let created = Configuration.current.created { vault.createdProperties = created.value }
    if vault.isPlainFolder {
      Messages.line("vq: no vault is named; using the notes in \(vault.root)")
    }
    return vault
  }

  /// Prints a report in the form that was chosen, or in `form`. Returns whether it has rows.
  @discardableResult
  func print(_ report: Report, in vaults: [Vault], as form: OutputForm? = nil) throws -> Bool {
    let notes = notes(of: vaults)
    defer {
      for name in notes?.missingProperties ?? [] {
        Messages.line("vq: no note has a property '\(PlainText.shortened(name))'")
      }
    }
    return try report.print(
      as: form ?? self.form, to: StandardOutput.output, look(in: vaults), notes: notes)
  }

  func look(in vaults: [Vault]) -> Look {
    let root = vaults.first?.root ?? ""
    return Look(
      color, ShownPaths(root: root, from: Surroundings.workingFolder, isAbsolute: isAbsolute))
  }

  private func notes(of vaults: [Vault]) -> NoteFields? {
    vaults.isEmpty ? nil : NoteFields(vaults)
  }

  /// Prints a report page by page if a person reads it and it is long.
  func page(_ report: Report, in vaults: [Vault], as form: OutputForm? = nil) throws {
    let form = form ?? self.form
    guard StandardOutput.isTerminal, form.isForPeople else {
      try print(report, in: vaults, as: form)
      return
    }
    try Pager.show {
      try report.print(as: form, to: $0, look(in: vaults), notes: notes(of: vaults))
    }
  }

  /// Prints a list. Says why it is empty if it is, and throws the exit code for nothing found.
  func list(_ report: Report, in vault: Vault) throws {
    if try print(report, in: [vault]) { return }
    Messages.line("vq: " + (try report.nothing()))
    throw ExitCode.nothingFound
  }
}

extension Configuration {
  /// Throws an exit code if the file cannot be read: what it may say of the vault must not be left out unseen.
  static func check() throws {
    guard let mistake = current.mistake else { return }
    Messages.line("vq: \(mistake)")
    let line = ShellWords.line(["vq"] + CommandLine.arguments.dropFirst())
    Messages.line("  without it: VQ_CONFIG=/dev/null \(line)")
    throw ExitCode.error
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

  /// Where the user lets links lead.
  private static let userLinks: LinkAddress = {
    let link = Configuration.current.link
    if let address = LinkAddress(link.value) { return address }
    Messages.line(
      "vq: \(link.origin) is '\(link.value)'; it can be file, obsidian, vscode, or a template with {{file}} or {{path}}"
    )
    return .file
  }()
}
