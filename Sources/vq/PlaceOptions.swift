import ArgumentParser

/// The options that say where the vault is.
struct PlaceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The vault: a folder of notes, or a name of 'vq vaults'; for a question also several.",
      valueName: "folder"),
    completion: .directory)
  var vault: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A folder outside of the vault that symbolic links in it may lead into; repeatable.",
      valueName: "folder"),
    completion: .directory)
  var follow: [String] = []

  /// What they say.
  var choices: Choices {
    var choices = Choices()
    choices.vaults = vault
    choices.follow = follow
    return choices
  }
}
