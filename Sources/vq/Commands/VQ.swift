import ArgumentParser
import VaultKit

/// The command line as a whole.
struct VQ: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vq",
    abstract: "Answers questions from a folder of Markdown notes.",
    usage: """
      vq [options] WORD ...
      vq COMMAND ...
      """,
    discussion: """
      A line that does not begin with the name of a command is a question:

        vq what does 404 mean

      The vault is the folder that --vault names, else $VQ_VAULT, else the nearest folder here or \
      above with '.obsidian', else the vault that Obsidian has open.

      Exit codes: 0 found or done, 1 nothing found, 2 error, 64 bad usage.
      """,
    version: Version.text,
    subcommands: [
      AskCommand.self, ShowCommand.self, IndexCommand.self, WatchCommand.self, StatusCommand.self,
      ResolveCommand.self,
      OutlineCommand.self, CheckCommand.self, InspectCommand.self,
      LinksCommand.self, BacklinksCommand.self, UnresolvedCommand.self, OrphansCommand.self,
      DeadEndsCommand.self, RelatedCommand.self, MentionsCommand.self, TagsCommand.self,
      PropertiesCommand.self, RenameCommand.self,
    ],
    defaultSubcommand: AskCommand.self)

  /// The command that a mistyped one is most like; nil where none is near.
  static func nearestCommand(to word: String) -> String? {
    Vault.nearestWord(
      to: word, among: configuration.subcommands.compactMap { $0.configuration.commandName })
  }

  /// Tells whether a word is the name of a command.
  static func isCommand(_ word: String) -> Bool {
    configuration.subcommands.contains { $0.configuration.commandName == word }
  }
}

enum Version {
  static let text = "0.1.0"
}
