import ArgumentParser
import Platform
import Reports
import VaultKit

/// A list with numbers and a question which one is meant, where there is no fzf.
struct NumberedList {
  private let vaults: [Vault]
  private let limit: Int
  private let hasMany: Bool

  init(_ vaults: [Vault], limit: Int, hasMany: Bool) {
    (self.vaults, self.limit, self.hasMany) = (vaults, limit, hasMany)
  }

  /// Most rows of the list, so that it fits on the screen.
  private static let most = 20

  /// Lets the user pick. Throws an exit code if nothing is picked. The list goes where messages go: what is printed may be
  /// read by a program.
  func pick(_ question: String, usual: PickAction) throws -> Picked {
    guard Terminal.isTerminal(0), Terminal.isTerminal(2) else {
      Messages.line(
        "vq: without fzf the list needs standard input and standard error on a terminal")
      Messages.line("  try: vq --brief \(question.isEmpty ? "miso" : ShellWords.line([question]))")
      throw ExitCode.error
    }
    var typed = question
    while true {
      let answers = try PickerRows.answers(typed, vaults, limit: min(limit, Self.most))
      if answers.isEmpty { Messages.line("nothing matches '\(PlainText.shortened(typed))'") }
      for (place, answer) in answers.enumerated() {
        let line = PickLine(answer, Style(isColored: false, hasHyperlinks: false))
        Messages.line("\(place < 9 ? " " : "")\(place + 1)  \(line.text)")
      }
      let numbers = hasMany ? "numbers" : "a number"
      Messages.write("\(numbers), other words, or Enter for none: ")
      var lines = InputLines()
      guard let (line, _) = lines.next(), line.contains(where: { !$0.isWhitespace }) else {
        throw ExitCode.nothingFound
      }
      let picked = line.split { $0 == " " || $0 == "," }.map { Int($0) }
      let places = picked.compactMap { number in
        number.flatMap { answers.indices.contains($0 - 1) ? answers[$0 - 1] : nil }
      }
      if places.count == picked.count, hasMany || places.count == 1 {
        let root = vaults[0].root
        return Picked(places: places.map { PickedPlace($0, root: root) }, action: usual)
      }
      typed = line
    }
  }
}
