/// Commands that the configuration gives a name: the first word of a line stands for several.
enum Aliases {
  /// The names, in the order of the file.
  static var names: [String] { Configuration.current.settings(below: "alias").map { $0.key[1] } }

  /// Returns a line with what its first word stands for. An alias may begin with another one, but not with itself.
  ///
  /// - Parameter isCommand: Whether a word is the name of a command, which no alias can have.
  static func expanded(_ line: [String], isCommand: (String) -> Bool) -> [String] {
    var line = line
    var seen: Set<String> = []
    while let first = line.first, !seen.contains(first),
      let words = Configuration.current.line("alias", first).flatMap(ShellWords.split),
      !isCommand(first)
    {
      seen.insert(first)
      line = words + line.dropFirst()
    }
    return line
  }
}
