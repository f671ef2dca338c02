/// A result as a value: named fields, and lists of rows with named fields. A form prints it.
///
/// Rows are produced when a form asks for them, one by one: a list can be longer than memory is large.
package struct Report {
  private let parts: (Printer) throws -> Void
  private let text: ((Output, Look) throws -> Void)?
  private let sentence: () throws -> String

  /// Makes the report of a list.
  ///
  /// - Parameters:
  ///   - nothing: The sentence for a list without rows; it is made after them.
  ///   - parts: Hands out fields and rows in the order in which they are printed.
  init(
    nothing: @autoclosure @escaping () throws -> String, parts: @escaping (Printer) throws -> Void
  ) {
    self.parts = parts
    sentence = nothing
    text = nil
  }

  /// Makes the report of a single result.
  ///
  /// - Parameter text: Prints what a person reads: that is more than a line for each row.
  init(
    text: @escaping (Output, Look) throws -> Void, parts: @escaping (Printer) throws -> Void
  ) {
    self.parts = parts
    self.text = text
    sentence = { "" }
  }

  /// Prints the report, and returns whether it has rows. Throws what hands out the rows throws.
  @discardableResult
  package func print(as form: OutputForm, to output: Output, _ look: Look) throws -> Bool {
    if form == .text, let text {
      try text(output, look)
      return true
    }
    let printer = Printer(form.form(output, look))
    try parts(printer)
    printer.form.end()
    return printer.hasRows
  }

  /// Returns the sentence that says why there are no rows.
  package func nothing() throws -> String { try sentence() }
}
