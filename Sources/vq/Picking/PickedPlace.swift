import Reports
import VaultKit

/// A line of the list to pick from: the place of an answer.
struct PickedPlace {
  let root: String
  /// From the root.
  let path: String
  /// The line that answers best, and the first one of its section, 1-based.
  let line: Int
  let firstLine: Int
  /// How the passage begins, where the line does not tell: all of a card of a canvas stands on one.
  let passage: String?

  /// Most characters of a passage that are kept.
  private static let longestPassage = 80

  /// - Parameter root: The folder of the vault, if only one was asked.
  init(_ answer: Answer, root: String) {
    self.root = answer.vault ?? root
    path = answer.path
    firstLine = answer.line
    line = answer.passage?.line ?? answer.line
    let text = answer.path.lowercased().hasSuffix(".canvas") ? answer.passage?.text : nil
    passage = (text?.prefix { !$0.isNewline }.prefix(Self.longestPassage)).map(String.init)
  }

  /// The place as one word that no shell and no list reads anything into: letters, digits, `%`, `:` and the like.
  var token: String {
    let texts = [root, path] + [passage].compactMap { $0 }
    return ([String(line), String(firstLine)] + texts.map { PercentEncoding.encoded($0) })
      .joined(separator: ":")
  }

  /// Reads a token; nil if it is not one.
  init?(token: some StringProtocol) {
    let parts = token.split(separator: ":", omittingEmptySubsequences: false)
    guard 4...5 ~= parts.count, let line = Int(parts[0]), let firstLine = Int(parts[1]),
      let root = PercentEncoding.decoded(parts[2]), let path = PercentEncoding.decoded(parts[3])
    else { return nil }
    (self.line, self.firstLine, self.root, self.path) = (line, firstLine, root, path)
    passage = parts.count > 4 ? PercentEncoding.decoded(parts[4]) : nil
  }

  var target: Target { Target(root: root, path: path, line: line) }
}
