import ArgumentParser
import Reports
import VaultKit

/// `vq check`: lists what is wrong in the notes.
struct CheckCommand: ParsableCommand, VaultReading {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "List what is wrong in the notes.",
    discussion: """
      Prints 'path:line:column: warning: sentence [kind]' for each problem and exits with 1 if there is one. \
      A note accepts a problem that is meant by a property, which takes one kind or a list of them, \
      each with or without the link's target:

        vq-accept: ["link-unresolved Name of a note to come"]

      For example, the links that lead nowhere, and what is a matter of taste:

        vq check --kind link-unresolved --kind subpath-missing
        vq check --all
      """)

  @OptionGroup var place: PlaceOptions
  @OptionGroup var forms: FormOptions

  @Option(
    name: .long,
    help: ArgumentHelp("Only problems of this kind; may be repeated.", valueName: "kind"))
  var kind: [String] = []

  @Flag(
    name: .long,
    help: "Also links in another letter case, and attachments that nothing links to.")
  var all = false

  func validate() throws {
    for name in kind where !Vault.problemKinds.contains(name) {
      let nearest = Vault.nearestWord(to: name, among: Vault.problemKinds)
      throw ValidationError(
        "no kind of problem is named '\(name)'; "
          + (nearest.map { "nearest is '\($0)'; " } ?? "") + "there are "
          + Vault.problemKinds.joined(separator: ", ") + ".")
    }
  }

  func run() throws {
    let vault = try options.open()
    let report = Report.problems(in: vault, kinds: Set(kind), includesStyle: all)
    if try options.print(report, in: vault) { throw ExitCode.nothingFound }
  }
}
