import ArgumentParser

/// The options of a command as its help lists them.
struct OptionWords {
  /// Each with its hyphens.
  private(set) var names: [String] = []
  /// The name of the value that follows, such as `folder`; none for a flag.
  private var values: [String: String] = [:]

  init(of command: any ParsableCommand.Type) {
    let help = command == VQ.self ? VQ.helpMessage() : VQ.helpMessage(for: command)
    for line in help.split(separator: "\n") where line.hasPrefix("  -") {
      // Two blanks separate an option from its description.
      let head = line.dropFirst(2).split(separator: "  ", maxSplits: 1)[0]
      let words = head.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
      let value = words.first { $0.hasPrefix("<") }.map { String($0.dropFirst().dropLast()) }
      for name in words where name.hasPrefix("-") {
        names.append(name)
        values[name] = value
      }
    }
  }

  /// Returns the name of the value that an option takes; nil for a flag and for what is not an option.
  func value(of option: String) -> String? { values[option] }
}
