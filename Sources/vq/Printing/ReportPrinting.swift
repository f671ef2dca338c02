import ArgumentParser
import Reports
import VaultKit

extension VaultOptions {
  /// Prints a report in the form that the options name, or in `form`. Returns whether it has rows.
  @discardableResult
  func print(_ report: Report, in vault: Vault, as form: OutputForm? = nil) throws -> Bool {
    try report.print(
      as: form ?? (json ? .json : .text), to: StandardOutput.output, Look(color, root: vault.root))
  }

  /// Prints a list. Says why it is empty if it is, and throws the exit code for nothing found.
  func list(_ report: Report, in vault: Vault, as form: OutputForm? = nil) throws {
    if try print(report, in: vault, as: form) { return }
    Messages.line("vq: " + (try report.nothing()))
    throw ExitCode.nothingFound
  }
}

extension Look {
  /// - Parameter root: The folder of the vault.
  init(_ choice: ColorChoice, root: String) {
    self.init(Style(choice), root: root, isTerminal: StandardOutput.isTerminal)
  }
}
