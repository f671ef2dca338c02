/// Commands that the configuration gives a name: the first word of a line stands for several.
enum Aliases {
  /// The names that stand for something, in the order of the file.
  static var names: [String] {
    Configuration.current.settings(below: "alias").map { $0.key[1] }.filter { mistakes[$0] == nil }
  }

  /// What is wrong with an alias that is left out, by its name.
  static let mistakes: [String: String] = {
    let aliases = Configuration.current.settings(below: "alias")
    if aliases.isEmpty { return [:] }
    let commands = Set(VQ.commandNames)
    let next = aliases.reduce(into: [String: [String]]()) { next, alias in
      let name = alias.key[1]
      if !commands.contains(name) {
        next[name] = (ShellWords.split(alias.texts[0]) ?? []).prefix(1) + []
      }
    }
    let named = aliases.map { $0.key[1] }.filter(commands.contains)
    return ReferenceLoops(next).mistakes.merging(
      named.map { ($0, "is the name of a command") }, uniquingKeysWith: { $1 })
  }()

  /// Returns a line with what its first word stands for. An alias may begin with another one.
  static func expanded(_ line: [String]) -> [String] {
    guard var first = line.first else { return line }
    var others = [line[1...]]
    while let text = Configuration.current.line("alias", first), mistakes[first] == nil,
      let words = ShellWords.split(text)
    {
      first = words[0]
      others.append(words[1...])
    }
    return [first] + others.reversed().joined()
  }
}
