import ArgumentParser
import Reports
import VaultKit

/// Finds what a word of the command line may become.
struct Completer {
  /// The words behind `vq`, before the one that is completed.
  private let words: [String]
  private let current: String
  private let command: (any ParsableCommand.Type)?
  private let options: OptionWords
  /// The words that are no options and no values of them, without the command.
  private var arguments: [String] = []

  /// - Parameter words: The words behind `vq`; the last one is completed and may be empty.
  init(_ words: [String]) {
    current = words.last ?? ""
    self.words = Array(CommandFirst.order(Array(words.dropLast())))
    let first = self.words.first ?? ""
    command = VQ.configuration.subcommands.first { $0.configuration.commandName == first }
    options = OptionWords(of: command ?? AskCommand.self)
    var isValue = false
    for word in self.words.dropFirst(command == nil ? 0 : 1) {
      if isValue {
        isValue = false
      } else if word.hasPrefix("-") {
        isValue = options.value(of: word) != nil
      } else {
        arguments.append(word)
      }
    }
  }

  /// Returns the words that the current one may become; none where files are meant.
  func candidates() -> [String] {
    if let option = words.last, let value = options.value(of: option) { return values(value) }
    if current.hasPrefix("-") {
      let isQuestion = command == nil || command == AskCommand.self
      return options.names.filter { $0.hasPrefix(current) } + (isQuestion ? filters : [])
    }
    guard let command else {
      guard arguments.isEmpty else { return arguments == ["help"] ? commands : filters }
      return commands + filters
    }
    switch command.configuration.commandName {
    case "show", "open", "outline", "links", "backlinks", "mentions", "related", "rename":
      return arguments.isEmpty ? found(.note, current) : []
    case "tags": return arguments.isEmpty ? found(.tag, current) : []
    case "properties": return arguments.isEmpty ? found(.property, current) : []
    case "init": return arguments.isEmpty ? InitCommand.shells.filter { $0.hasPrefix(current) } : []
    case "ask": return filters
    default: return []
    }
  }

  private var commands: [String] {
    (VQ.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"])
      .filter { $0.hasPrefix(current) }
  }

  /// A filter of a question: `tag:…`, `[property`.
  private var filters: [String] {
    let mark = current.hasPrefix("-") ? "-" : ""
    let text = current.dropFirst(mark.count)
    for name in ["tag:", "tag:#"].reversed() where text.hasPrefix(name) {
      return found(.tag, String(text.dropFirst(name.count))).map { mark + name + $0 }
    }
    if text.hasPrefix("[") {
      return found(.property, String(text.dropFirst())).map { mark + "[" + $0 }
    }
    return []
  }

  private func values(_ name: String) -> [String] {
    switch name {
    case "color": return ColorChoice.allCases.map(\.rawValue).filter { $0.hasPrefix(current) }
    case "kind": return Vault.problemKinds.filter { $0.hasPrefix(current) }
    case "note": return found(.note, current)
    case "names":
      let done = current.lastIndex(of: ",").map { current[...$0] } ?? ""
      let start = current.dropFirst(done.count)
      return FieldsHelp.names(of: command?.configuration.commandName ?? "ask")
        .filter { $0.hasPrefix(start) && !$0.hasSuffix(".NAME") }.map { done + $0 }
    default: return []
    }
  }

  private func found(_ kind: Vault.Completable, _ start: String) -> [String] {
    var choices = Choices()
    choices.vault = words.lastIndex(of: "--vault").flatMap { words.dropFirst($0 + 1).first }
    // A shell has no use for a message.
    return (try? Vault(at: Surroundings.place(choices.vault, [])))
      .flatMap { try? $0.completions(of: kind, beginningWith: start) }?
      .filter { !$0.contains("\n") } ?? []
  }
}
