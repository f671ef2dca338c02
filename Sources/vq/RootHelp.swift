import ArgumentParser

/// The help of the program as a whole: also the options of a question, which most lines are.
enum RootHelp {
  /// Whether a line asks for it.
  static func isWanted(_ arguments: [String]) -> Bool {
    arguments.count == 1 && ["help", "-h", "--help"].contains(arguments[0])
  }

  static var text: String {
    let whole = VQ.helpMessage()
    let question = VQ.helpMessage(for: AskCommand.self)
    let begin = "OPTIONS:\n"
    guard let own = whole.firstRange(of: begin), let end = whole.firstRange(of: "SUBCOMMANDS:"),
      let asked = question.firstRange(of: begin)
    else { return whole }
    return whole[..<own.lowerBound] + "OPTIONS OF A QUESTION:\n" + question[asked.upperBound...]
      + (question.hasSuffix("\n\n") ? "" : "\n") + whole[end.lowerBound...]
  }
}
