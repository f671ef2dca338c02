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

      The vault is the folder that --vault names, or @NAME one of 'vq vaults', else $VQ_VAULT, else the nearest folder \
      here or above with '.obsidian', else the default of your configuration, else the vault that Obsidian has open, \
      else the notes of this folder.

      Environment: VQ_VAULT the vault, VQ_CONFIG your configuration file, VQ_INDEX the folder of the indexes, VQ_FOLLOW folders that links of the vault \
      may lead into, VQ_EDITOR, VISUAL or EDITOR the editor, VQ_LINK where links on a terminal lead, PAGER for long \
      output, VQ_COLORS the colours, COLORFGBG a light or dark ground, NO_COLOR for no colours, COLUMNS and \
      FZF_PREVIEW_COLUMNS the width of what is rendered into a pipe, FZF_PREVIEW_LINES the height of a preview, VQ_TODAY the date of today. TERM, \
      WAYLAND_DISPLAY, DISPLAY, TMUX, HOME, XDG_CACHE_HOME and XDG_CONFIG_HOME have their usual meaning.

      Exit codes: 0 found or done, 1 nothing found, 2 error, 64 bad usage. The manual: 'man vq' and 'man vq-open'.
      """,
    version: Version.text,
    subcommands: [
      AskCommand.self, SearchCommand.self, ShowCommand.self, OpenCommand.self, PickCommand.self,
      IndexCommand.self,
      WatchCommand.self,
      StatusCommand.self, DoctorCommand.self,
      ResolveCommand.self,
      OutlineCommand.self, CheckCommand.self, InspectCommand.self,
      ListCommand.self, RecentCommand.self, RandomCommand.self, TasksCommand.self,
      DailyCommand.self, WeeklyCommand.self, MonthlyCommand.self, OnCommand.self,
      LinksCommand.self, BacklinksCommand.self, UnresolvedCommand.self, OrphansCommand.self,
      DeadEndsCommand.self, RelatedCommand.self, MentionsCommand.self, TagsCommand.self,
      PropertiesCommand.self, RenameCommand.self, VaultsCommand.self, ConfigCommand.self,
      MCPCommand.self, SkillCommand.self,
      InitCommand.self,
    ],
    defaultSubcommand: AskCommand.self)

  /// Returns the command that a mistyped one is most like; nil where none is near.
  ///
  /// - Parameters:
  ///   - most: The most slips.
  ///   - shortest: The fewest letters that a word has in which a slip is forgiven.
  static func nearestCommand(
    to word: String, edits most: Int = 2, shortest: Int = 4
  ) -> String? {
    Vault.nearestWord(to: word, among: commandNames, edits: most, shortest: shortest)
  }

  /// The names of all commands.
  static var commandNames: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  }

  /// Tells whether a word is the name of a command.
  static func isCommand(_ word: String) -> Bool { command(named: word) != nil }

  /// Returns the command of a name.
  static func command(named word: String) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first { $0.configuration.commandName == word }
  }
}
