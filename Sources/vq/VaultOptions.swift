import ArgumentParser
import Reports
import VaultKit

/// The options that every command which reads a vault has.
struct VaultOptions: ParsableArguments {
  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

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
