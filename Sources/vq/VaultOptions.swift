import ArgumentParser
import Reports
import VaultKit

/// What has the options of `VaultOptions`: a command that reads a vault, or options that some of these share.
///
/// They are two groups of a command and not one that holds both: a debug build checks each group five times as often as
/// what it is in, which took most of the time of a command.
protocol VaultReading: ParsableArguments {
  var place: PlaceOptions { get }
  var forms: FormOptions { get }
}

extension VaultReading {
  var options: VaultOptions { VaultOptions(place: place, forms: forms) }
}

/// The options that every command which reads a vault has.
struct VaultOptions {
  let place: PlaceOptions
  let forms: FormOptions

  /// What the options say.
  var choices: Choices { get throws { try forms.choices(place) } }

  /// Finds the vault.
  func open() throws -> Vault { try choices.open() }

  /// Prints a report in the form that the options name, or in `form`. Returns whether it has rows.
  @discardableResult
  func print(_ report: Report, in vault: Vault, as form: OutputForm? = nil) throws -> Bool {
    try choices.print(report, in: [vault], as: form)
  }

  /// Prints a list. Says why it is empty if it is, and throws the exit code for nothing found.
  func list(_ report: Report, in vault: Vault) throws { try choices.list(report, in: vault) }

  /// Whether a person reads the output, who gets more messages on standard error.
  var isForPeople: Bool { (try? choices.form.isForPeople) ?? true }
}
