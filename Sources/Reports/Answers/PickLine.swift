package import VaultKit

/// An answer as one line of a list to pick from. Nothing in it breaks the line or commands the terminal.
package struct PickLine {
  private let answer: Answer
  private let style: Style

  /// - Parameter style: Colours, where the list shows them.
  package init(_ answer: Answer, _ style: Style) { (self.answer, self.style) = (answer, style) }

  /// Title and headings, the path with the line, and the passage, which is cut first where the list is narrow.
  package var text: String {
    let path = PlainText.safeName(answer.path)
    let place = PlaceText.of(path, answer.passage?.line ?? answer.line)
    return [
      style.bold(AnswerHead.text(of: answer)), style.path(place), style.dim(passage),
    ].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// The first line of the passage that says something.
  private var passage: String {
    guard let passage = answer.passage, !passage.isHeading else { return "" }
    let line = passage.text.split(separator: "\n").first { $0.contains(where: \.isLetter) }
    return PlainText.shortened(String((line ?? "").drop(while: \.isWhitespace)))
  }
}
