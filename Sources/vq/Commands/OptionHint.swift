import ArgumentParser
import Reports
import VaultKit

/// The message about an option that a command lacks.
///
/// The parser alone proposes an option with similar letters, whatever it means.
enum OptionHint {
  /// Other programs' names of options.
  private static let others = [
    "-n": "--limit", "--max": "--limit", "--top": "--limit", "--head": "--limit",
    "--num": "--limit",
    "--order": "--sort", "--output": "--format", "--template": "--format", "--path": "--files",
    "--colour": "--color", "--filter": "--", "--query": "--", "--where": "--",
  ]

  /// Returns the sentence in the place of the parser's own; nil where that says something else.
  ///
  /// - Parameter arguments: The line, with its command first.
  static func sentence(_ message: String, _ arguments: [String]) -> String? {
    let beginning = "unknown option '"
    guard message.lowercased().hasPrefix(beginning), let name = arguments.first,
      let command = VQ.command(named: name)
    else { return nil }
    let quoted = message.dropFirst(beginning.count).prefix { $0 != "'" }
    let rest = message[quoted.endIndex...].dropFirst()
    // The messages about other options already say what to type.
    guard rest.isEmpty || rest.hasPrefix(". Did you mean") else { return nil }
    let option = String(quoted.prefix { $0 != "=" })
    let said = "unknown option '\(PlainText.shortened(option))'"
    return said + (step(option, name, OptionWords(of: command), arguments).map { "; " + $0 } ?? "")
  }

  private static func step(
    _ option: String, _ command: String, _ own: OptionWords, _ arguments: [String]
  ) -> String? {
    let word = String(option.drop { $0 == "-" })
    if command == TasksCommand.configuration.commandName,
      let kind = TaskOptions.Kind(rawValue: word == "open" ? "todo" : word)
    {
      return "the first word says it: vq tasks \(kind.rawValue)"
    }
    if let other = others[option], own.names.contains(other) || other == "--" {
      return other == "--"
        ? "a filter stands without one: vq \(command) 'tag:work'" : "it is '\(other)' here"
    }
    if option.hasPrefix("--"), let near = nearest(to: word, own) { return "nearest is '\(near)'" }
    if option == "--count" || option == "-c" {
      let rest = arguments.filter { $0 != option }
      return "to count lines: vq \(ShellWords.line(rest)) | wc -l"
    }
    let having = VQ.configuration.subcommands.filter { OptionWords(of: $0).names.contains(option) }
      .compactMap { $0.configuration.commandName }
    let list = having.map { "'vq \($0)'" }.joined(separator: " and ")
    return having.isEmpty || having.count > 3
      ? nil : list + (having.count == 1 ? " has" : " have") + " it"
  }

  /// The option of a command that is most like a word: another spelling of it, or one that it is the beginning of.
  private static func nearest(to word: String, _ own: OptionWords) -> String? {
    let long = own.names.filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }
    let squeezed = word.lowercased().filter { $0 != "-" && $0 != "_" }
    let near =
      long.first { $0.filter { $0 != "-" } == squeezed }
      ?? Vault.nearestWord(to: word, among: long, shortest: 3)
      ?? (word.count > 1 ? long.filter { $0.hasPrefix(word) }.only : nil)
      ?? long.first { $0.count > 3 && word.hasPrefix($0) }
    return near.map { "--" + $0 }
  }
}

extension Array {
  /// The element; nil where there are none or several.
  fileprivate var only: Element? { count == 1 ? first : nil }
}
