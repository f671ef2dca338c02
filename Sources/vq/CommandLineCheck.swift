import ArgumentParser
import Reports

/// Finds lines that the parser would read as something else than was meant.
enum CommandLineCheck {
  /// Throws `ValidationError` with a sentence that says what to type.
  static func run(_ arguments: [String]) throws {
    if let word = bundle(in: arguments.prefix { $0 != "--" }) {
      // The parser takes a word for a bundle of one-letter options, and an 'h' in it for a call for help.
      throw ValidationError("unknown option '\(PlainText.shortened(word))'" + exclusion(arguments))
    }
    if let command = VQ.command(named: arguments.first ?? ""),
      let place = arguments.firstIndex(of: "--vault"), arguments.count > place + 1,
      VaultNames.isName(arguments[place + 1]), !OptionWords(of: command).names.contains("--vault")
    {
      throw ValidationError(
        "'\(arguments[0])' is not about a vault; leave out \(arguments[place + 1])")
    }
    if arguments.count > 1, arguments[0] == "help", !VQ.isCommand(arguments[1]),
      !arguments[1].hasPrefix("-")
    {
      let nearest = VQ.nearestCommand(to: arguments[1]).map { " nearest is '\($0)';" } ?? ""
      throw ValidationError(
        """
        there is no command '\(arguments[1])';\(nearest) to ask a question that begins with 'help': vq ask \
        \(ShellWords.line(arguments))
        """)
    }
  }

  /// What to type if a word with a hyphen was to be left out; empty for a command that takes no words.
  private static func exclusion(_ arguments: [String]) -> String {
    let words = ShellWords.line(question(arguments))
    let command = arguments.first.flatMap { VQ.isCommand($0) ? $0 : nil } ?? "ask"
    if command == AskCommand.configuration.commandName {
      return "; to leave a word out of the answers put -- before the question: vq ask -- \(words)"
    }
    return filtered.contains(command)
      ? "; to leave something out put -- before the filter: vq \(command) -- \(words)" : ""
  }

  /// Commands that take a filter.
  private static let filtered = [
    SearchCommand.configuration, ListCommand.configuration, RecentCommand.configuration,
    RandomCommand.configuration, TasksCommand.configuration,
  ].compactMap(\.commandName)

  /// The words without the command, for a line that repeats them.
  private static func question(_ arguments: [String]) -> [String] {
    arguments.first.map { VQ.isCommand($0) } == true ? Array(arguments.dropFirst()) : arguments
  }

  /// Returns the first word that is one hyphen and several letters, and neither flags of ours nor an option's value.
  private static func bundle(in arguments: ArraySlice<String>) -> String? {
    guard arguments.contains(where: isBundle) else { return nil }
    let options = OptionWords(of: VQ.command(named: arguments.first ?? "") ?? AskCommand.self)
    var isValue = false
    for word in arguments {
      if !isValue, isBundle(word) { return word }
      isValue = !isValue && options.value(of: word) != nil
    }
    return nil
  }

  private static func isBundle(_ word: String) -> Bool {
    let characters = word.dropFirst()
    return word.hasPrefix("-") && characters.count > 1 && characters.first != "-"
      && characters.first?.isNumber == false && !CommandFirst.isFlags(word)
  }
}
