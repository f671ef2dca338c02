import Characters
import Reports

/// A line of words and the commonest options, read without the parser, which takes longer than most questions.
struct PlainLine {
  private var rest: ArraySlice<String>
  private(set) var words: [String] = []
  /// What the options say that every command has.
  var choices = Choices()
  /// How many of the options say how results are printed.
  var forms = 0

  init(_ arguments: some Sequence<String>) { rest = Array(arguments)[...] }

  /// Takes the next word.
  mutating func next() -> String? { rest.popFirst() }

  /// Takes all that is left as words.
  mutating func takeRest() {
    words += rest
    rest = []
  }

  /// Takes the number behind an option; nil for anything else.
  mutating func number() -> Int? {
    guard let value = rest.popFirst(), !value.isEmpty, value.utf8.allSatisfy({ $0.isDigit })
    else { return nil }
    return Int(value)
  }

  /// Takes a word, or an option that every command has with its value; returns false for any other option.
  mutating func take(_ word: String) -> Bool {
    if word == "--vault" {
      guard let value = rest.popFirst(), !value.hasPrefix("-") else { return false }
      choices.vaults.append(value)
    } else if let form = OutputForm(flag: word) {
      use(form)
    } else {
      if word.hasPrefix("-") { return false }
      words.append(word)
    }
    return true
  }

  /// Chooses a form.
  mutating func use(_ form: OutputForm) { (choices.form, forms) = (form, forms + 1) }
}
