import ArgumentParser
import Reports
import VaultKit

/// Finds what a word of the command line may become.
struct Completer {
  private let current: String
  private let command: (any ParsableCommand.Type)?
  private let options: OptionWords
  /// The words that are not options and no values of them, without the command.
  private var arguments: [String] = []
  /// The option whose value is completed.
  private var option: String?
  /// Whether `--` says that what follows are not options.
  private var isPlain = false
  private var vault: String?

  /// - Parameter words: The words after `vq`; the last one is completed and may be empty.
  init(_ words: [String]) {
    current = words.last ?? ""
    let words = CommandFirst.order(Array(words.dropLast()))
    command = VQ.command(named: words.first ?? "")
    options = OptionWords(of: command ?? AskCommand.self)
    for word in words.dropFirst(command == nil ? 0 : 1) {
      if let named = option {
        if named == "--vault" { vault = word }
        option = nil
      } else if isPlain || !word.hasPrefix("-") {
        arguments.append(word)
      } else if word == "--" {
        isPlain = true
      } else if word.hasPrefix("--vault=") {
        vault = String(word.dropFirst("--vault=".count))
      } else if options.value(of: word) != nil {
        option = word
      }
    }
  }

  /// Returns the words that the current one may become; none where files are meant.
  ///
  /// Letter case does not matter in a name. But a shell types what all words have in common: so several take the
  /// letters that are typed already.
  func candidates() -> [String] {
    let found = found()
    if found.count < 2 { return found }
    let (key, count) = (current.lowercased(), current.count)
    return found.map { word in
      word.prefix(count).lowercased() == key ? current + word.dropFirst(count) : word
    }
  }

  private func found() -> [String] {
    if let option { return values(of: option, current) }
    if !isPlain, current.hasPrefix("-") {
      if let equals = current.firstIndex(of: "=") {
        let typed = String(current[current.index(after: equals)...])
        return values(of: String(current[..<equals]), typed).map { current[...equals] + $0 }
      }
      let isQuestion = command == nil || command == AskCommand.self || isSearch
      return options.names.filter { $0.hasPrefix(current) } + (isQuestion ? filters : [])
    }
    if arguments.isEmpty, current.hasPrefix("@") {
      let names = VaultNames.all.map { "@" + $0 }.filter { $0.hasPrefix(current) }
      if !names.isEmpty { return legible(names) }
    }
    guard let command else {
      switch arguments {
      case []: return commands + filters
      case ["help"]: return commands + ["fields"].filter { $0.hasPrefix(current) }
      case ["help", "fields"]: return FieldsHelp.commands.filter { $0.hasPrefix(current) }
      default: return filters
      }
    }
    switch command.configuration.commandName {
    case "show", "open", "outline", "links", "backlinks", "mentions", "related", "rename",
      "resolve":
      return arguments.isEmpty ? words(.note) : []
    case "tags": return arguments.isEmpty ? words(.tag) : []
    case "properties": return arguments.isEmpty ? words(.property) : []
    case "init": return arguments.isEmpty ? InitCommand.shells.filter { $0.hasPrefix(current) } : []
    case "ask": return filters
    case "daily", "weekly", "monthly", "on":
      return arguments.isEmpty ? DayWords.names.filter { $0.hasPrefix(current) } : []
    case "tasks" where arguments.isEmpty:
      return TaskOptions.Kind.allCases.map(\.rawValue).filter { $0.hasPrefix(current) }
        + filters + operators
    default: return isSearch ? filters + operators : []
    }
  }

  /// Whether the arguments of the command are a search in Obsidian's language.
  private var isSearch: Bool {
    ["search", "list", "recent", "random", "tasks"].contains(command?.configuration.commandName)
  }

  private var commands: [String] {
    legible(VQ.commandNames + Aliases.names).filter { $0.hasPrefix(current) }
  }

  /// A filter of a question: `tag:…`, `[property`.
  private var filters: [String] {
    let mark = current.hasPrefix("-") ? "-" : ""
    let text = current.dropFirst(mark.count)
    for name in ["tag:", "tag:#"].reversed() where text.hasPrefix(name) {
      return found(.tag, String(text.dropFirst(name.count))).map { mark + name + $0 }
    }
    if text.hasPrefix(NamedFilters.mark) {
      return legible(NamedFilters.names).map { mark + NamedFilters.mark + $0 }
        .filter { $0.hasPrefix(current) }
    }
    if text.hasPrefix("[") {
      return found(.property, String(text.dropFirst())).map { mark + "[" + $0 }
    }
    return []
  }

  /// The operators of a search that begin with what is typed.
  private var operators: [String] {
    let mark = current.hasPrefix("-") ? "-" : ""
    let text = current.dropFirst(mark.count).lowercased()
    return Vault.searchOperators.map { $0 + ":" }.filter { $0.hasPrefix(text) && $0 != text }
      .map { mark + $0 }
  }

  /// The values that an option can have, from what is typed of one on.
  private func values(of option: String, _ typed: String) -> [String] {
    switch options.value(of: option) {
    case "folder" where option == "--vault":
      return legible(VaultNames.all).filter { $0.hasPrefix(typed) }
    case "color": return ColorChoice.allCases.map(\.rawValue).filter { $0.hasPrefix(typed) }
    case "kind": return Vault.problemKinds.filter { $0.hasPrefix(typed) }
    case "note": return found(.note, typed)
    case "order":
      return SearchSort.allCases.map(\.rawValue).flatMap { [$0, "-" + $0] }
        .filter { $0.hasPrefix(typed) }
    case "key":
      let mark = typed.hasPrefix("-") ? "-" : ""
      let start = String(typed.dropFirst(mark.count))
      let own = ListSort.names.filter { $0.hasPrefix(start) }
      return (own + found(.property, start)).map { mark + $0 }
    case "date":
      return TaskOptions.Sort.names.flatMap { [$0, "-" + $0] }.filter { $0.hasPrefix(typed) }
    case "group": return TaskOptions.Group.allCases.map(\.rawValue).filter { $0.hasPrefix(typed) }
    case "names":
      let done = typed.lastIndex(of: ",").map { typed[...$0] } ?? ""
      let start = typed.dropFirst(done.count)
      return FieldsHelp.names(of: command?.configuration.commandName ?? "ask")
        .filter { $0.hasPrefix(start) && !$0.hasSuffix(".NAME") }.map { done + $0 }
    default: return []
    }
  }

  private func found(_ kind: Vault.Completable, _ start: String) -> [String] {
    // A shell has no use for a message.
    let names = (try? Vault(at: VaultPlace(naming: vault.map(Surroundings.expanded))))
      .flatMap { try? $0.completions(of: kind, beginningWith: start) }
    return legible(names ?? [])
  }

  /// The same for a word of its own. What begins with a hyphen would be read as an option: a note is named as a file in
  /// the folder at hand is, of other names none can be typed here.
  private func words(_ kind: Vault.Completable) -> [String] {
    if isPlain { return found(kind, current) }
    let mark = "./"
    if kind == .note, current.hasPrefix(mark) {
      return found(kind, String(current.dropFirst(mark.count))).map { mark + $0 }
    }
    return found(kind, current).compactMap { name in
      name.hasPrefix("-") ? kind == .note ? mark + name : nil : name
    }
  }

  /// Leaves out names that are more than a line, or command the terminal.
  private func legible(_ names: [String]) -> [String] {
    names.filter(PlainText.isLine)
  }
}
