package import VaultKit

/// Words and sentences that several reports share.
package enum Wording {
  /// Returns the remark on a list that is cut: `20 of 1,234; --limit 0 for all`.
  ///
  /// - Parameter namesOptions: Whether the reader can type options.
  package static func part(_ shown: String, of total: Int, namesOptions: Bool = true) -> String {
    "\(shown) of \(PlainText.grouped(total))" + (namesOptions ? "; --limit 0 for all" : "")
  }

  /// Returns the remark on a note with more queries than are answered.
  package static func answered(_ count: Int, of total: Int) -> String {
    "\(count) of the \(PlainText.grouped(total)) queries are answered, the first ones"
  }

  /// Returns the sentence for a vault without notes.
  static func noNotes(in vault: Vault) -> String {
    "\(vault.name): there are no notes in this folder"
  }

  /// Returns a sentence that says that nothing was found, which in a vault without notes has a reason of its own.
  static func nothing(_ sentence: String, in vault: Vault) -> String {
    let isEmpty = (try? vault.isEmpty) ?? false
    return isEmpty ? noNotes(in: vault) : sentence
  }

  /// Returns a sentence that says that nothing was found under a name, and which names are like it.
  static func nothing(_ sentence: String, near names: [String]) -> String {
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    return sentence + (names.isEmpty ? "" : "; nearest is " + list)
  }

  /// An old name and its new one, told apart where they look the same.
  package static func pair(_ names: (old: String, new: String)) -> String {
    Vault.toldApart([names.old, names.new]).map { "'\(PlainText.safeName($0))'" }
      .joined(separator: " → ")
  }
}

extension MissingLine {
  /// Says that the note does not have the line, and which one is taken.
  package func sentence(in path: String) -> String {
    "'\(PlainText.safeName(path))' has no line \(line); this is line \(nearest)"
  }
}
