/// Brings the name of a command before the options that stand in front of it.
///
/// People type `vq --vault Notes status`, as they type `git -C folder status`; the parser takes options
/// only behind the command. `vq --help rename` and `vq help help` are read as they are meant, too.
enum CommandFirst {
  /// The options that every command has, and whether a value follows.
  private static let shared = [
    "--vault": true, "--follow": true, "--color": true, "--json": false, "--jsonl": false,
    "--tsv": false, "--csv": false, "--markdown": false, "--format": true, "--fields": true,
    "--files": false, "-l": false, "--print0": false, "-0": false, "--absolute": false,
  ]

  static func order(_ arguments: [String]) -> [String] {
    if let first = arguments.first, ["-h", "--help"].contains(first), arguments.count > 1,
      !arguments[1].hasPrefix("-")
    {
      return ["help", arguments[1]]
    }
    if arguments == ["help", "help"] { return ["help"] }
    var index = 0
    while index < arguments.count, let step = length(arguments[index]) { index += step }
    guard index > 0, index < arguments.count, VQ.isCommand(arguments[index]) else {
      return arguments
    }
    return [arguments[index]] + arguments[..<index] + arguments[(index + 1)...]
  }

  /// Whether nothing but options that every command has stands before a command.
  static func isFirst(_ command: String, in arguments: [String]) -> Bool {
    var index = 0
    while index < arguments.count, let step = length(arguments[index]) { index += step }
    return index < arguments.count && arguments[index] == command
  }

  /// Whether a word is one hyphen and the letters of several flags that every command has: `-l0`.
  static func isFlags(_ word: String) -> Bool {
    guard word.hasPrefix("-"), word.count > 2 else { return false }
    return word.dropFirst().allSatisfy { shared["-\($0)"] == false }
  }

  /// Words that an option takes, itself included; nil for what is no shared option.
  private static func length(_ argument: String) -> Int? {
    guard argument.hasPrefix("-") else { return nil }
    if let hasValue = shared[argument] { return hasValue ? 2 : 1 }
    if isFlags(argument) { return 1 }
    guard let equals = argument.firstIndex(of: "=") else { return nil }
    return shared[String(argument[..<equals])] == true ? 1 : nil
  }
}
