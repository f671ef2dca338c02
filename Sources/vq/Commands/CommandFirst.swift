import ArgumentParser
import Characters
import Reports

/// Brings the name of a command before the options and the vaults that stand in front of it.
///
/// People type `vq --vault Notes status`, as they type `git -C folder status`; the parser takes options
/// only after the command. `vq --help rename` and `vq help help` are read as they are meant, too. `@work` before or right
/// after the command is short for `--vault @work` if there is a vault of that name, and an alias is what it stands for.
enum CommandFirst {
  /// The options that every command has, and whether a value follows.
  private static let shared = {
    var options = [
      "--vault": true, "--follow": true, "--color": true, "--format": true, "--fields": true,
      "--columns": true, "--files": false, "-l": false, "--print0": false, "-0": false,
      "--absolute": false,
    ]
    for flag in OutputForm.Flag.allCases { options[flag.name] = false }
    return options
  }()

  static func order(_ arguments: [String]) -> [String] {
    if let first = arguments.first, ["-h", "--help"].contains(first), arguments.count > 1,
      !arguments[1].hasPrefix("-")
    {
      return ["help", arguments[1]]
    }
    if arguments == ["help", "help"] { return ["help"] }
    let (front, rest) = split(arguments[...])
    let line = Aliases.expanded(Array(rest))
    // What an alias stands for may begin with options too.
    let (inner, words) = split(line[...])
    guard let command = words.first, VQ.isCommand(command) else {
      // Help is of no vault.
      return isHelp(Array(words)) ? Array(words) : front + inner + words
    }
    let (vaults, others) = vaults(in: words.dropFirst())
    return [command] + front + inner + vaults + apart(others, of: command)
  }

  /// Returns words in which `-C1` are two, as grep reads it.
  private static func apart(_ words: ArraySlice<String>, of command: String) -> [String] {
    guard command == SearchCommand.configuration.commandName else { return Array(words) }
    let end = words.firstIndex(of: "--") ?? words.endIndex
    return words[..<end].flatMap { word in
      let number = word.dropFirst(2)
      let isBoth = word.hasPrefix("-C") && !number.isEmpty && number.utf8.allSatisfy { $0.isDigit }
      return isBoth ? ["-C", String(number)] : [word]
    } + words[end...]
  }

  /// Whether words ask for the help of a command, or of all; in others `help` begins a question.
  private static func isHelp(_ words: [String]) -> Bool {
    guard words.first == "help", let second = words.dropFirst().first else {
      return words == ["help"]
    }
    return words.count == 2 && (VQ.isCommand(second) || second == "fields" || second == "help")
      || words.count == 3 && second == "fields" && VQ.isCommand(words[2])
  }

  /// Whether nothing but options that every command has stands before a command.
  static func isFirst(_ command: String, in arguments: [String]) -> Bool {
    split(arguments[...]).rest.first == command
  }

  /// Whether a word is one hyphen and the letters of several flags that every command has: `-l0`.
  static func isFlags(_ word: String) -> Bool {
    guard word.hasPrefix("-"), word.count > 2 else { return false }
    return word.dropFirst().allSatisfy { shared["-\($0)"] == false }
  }

  /// Takes the options and vaults that a line begins with, as options.
  private static func split(
    _ line: ArraySlice<String>
  ) -> (front: [String], rest: ArraySlice<String>) {
    var (front, rest) = ([String](), line)
    while let word = rest.first {
      if let length = length(word) {
        front += rest.prefix(length)
        rest = rest.dropFirst(length)
      } else if VaultNames.isName(word) {
        front += ["--vault", word]
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    return (front, rest)
  }

  /// Takes the vaults that words begin with, as options.
  private static func vaults(
    in words: ArraySlice<String>
  ) -> (vaults: [String], others: ArraySlice<String>) {
    let names = words.prefix { VaultNames.isName($0) }
    return (names.flatMap { ["--vault", $0] }, words.dropFirst(names.count))
  }

  /// Words that an option takes, itself included; nil if it is not a shared option.
  private static func length(_ argument: String) -> Int? {
    guard argument.hasPrefix("-") else { return nil }
    if let hasValue = shared[argument] { return hasValue ? 2 : 1 }
    if isFlags(argument) { return 1 }
    guard let equals = argument.firstIndex(of: "=") else { return nil }
    return shared[String(argument[..<equals])] == true ? 1 : nil
  }
}
