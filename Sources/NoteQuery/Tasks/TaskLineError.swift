import Characters

/// Why a line of a query of the Tasks plugin cannot be followed.
package struct TaskLineError: Error, Sendable, Hashable {
  package var message: String

  init(_ message: String) { self.message = message }

  static let unknown = TaskLineError("it is no line that vq knows")
  static let brackets = TaskLineError(
    "all filters that AND, OR, XOR or NOT join stand in one kind of brackets: "
      + "(…), […], {…} or \"…\"")
  static let blanks = TaskLineError("one blank stands between two words")
  static let script = TaskLineError("it is JavaScript, which vq does not run")
}

extension StringProtocol {
  /// Returns what follows a beginning, of which letter case does not count; nil where the text begins otherwise.
  ///
  /// - Parameter start: Small letters and other characters of ASCII.
  func rest(behind start: String) -> String? {
    let bytes = utf8
    guard bytes.count >= start.utf8.count,
      zip(bytes, start.utf8).allSatisfy({ ASCIICase.small($0) == $1 })
    else { return nil }
    return String(decoding: bytes.dropFirst(start.utf8.count), as: UTF8.self)
  }

  /// The text with small letters of ASCII for capital ones.
  var smallASCII: String {
    String(decoding: utf8.map(ASCIICase.small), as: UTF8.self)
  }

  /// The text without blanks and control characters at its ends.
  package var trimmedBlanks: String {
    let bytes = Array(utf8)
    return String(decoding: bytes.trimmed(\.isBlankOrControl), as: UTF8.self)
  }
}
