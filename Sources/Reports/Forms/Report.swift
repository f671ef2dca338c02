/// A result as a value: named fields, and lists of rows with named fields. A form prints it.
///
/// Rows are produced when a form asks for them, one by one: a list can be longer than memory is large.
package struct Report {
  /// The fields that it has.
  private let fields: () -> FieldList
  private let parts: (Printer) throws -> Void
  private let text: ((Output, Look) throws -> Void)?
  private let sentence: () throws -> String

  /// Makes the report of a list.
  ///
  /// - Parameters:
  ///   - nothing: The sentence for a list without rows; it is made after them.
  ///   - parts: Hands out fields and rows in the order in which they are printed.
  init(
    _ fields: @autoclosure @escaping () -> FieldList,
    nothing: @autoclosure @escaping () throws -> String,
    parts: @escaping (Printer) throws -> Void
  ) {
    self.fields = fields
    self.parts = parts
    sentence = nothing
    text = nil
  }

  /// Makes the report of a single result.
  ///
  /// - Parameter text: Prints what a person reads: that is more than a line for each row.
  init(
    _ fields: @autoclosure @escaping () -> FieldList,
    text: @escaping (Output, Look) throws -> Void,
    parts: @escaping (Printer) throws -> Void
  ) {
    self.fields = fields
    self.parts = parts
    self.text = text
    sentence = { "" }
  }

  /// Prints the report, and returns whether it has rows. Throws what hands out the rows throws, and `UnknownField`.
  ///
  /// - Parameter notes: Reads fields of the notes that rows name; nil without a vault.
  @discardableResult
  package func print(
    as form: OutputForm, to output: Output, _ look: Look, notes: NoteFields? = nil
  ) throws -> Bool {
    if form.isForPeople, let text {
      try text(output, look)
      return true
    }
    let printer = Printer(try self.form(form, output, look, notes))
    try parts(printer)
    try printer.form.end()
    return printer.hasRows
  }

  /// Hands out all parts to a form, which is ended by its owner.
  func hand(to form: any Form) throws { try parts(Printer(form)) }

  /// Returns what prints the report in a form. Throws `UnknownField`.
  func form(
    _ form: OutputForm, _ output: Output, _ look: Look, _ notes: NoteFields?
  ) throws -> any Form {
    try form.form(output, look, fields(), notes)
  }

  /// Returns what picks fields for another form. Throws `UnknownField`.
  func picking(_ names: [String], _ notes: NoteFields?, _ form: any Form) throws -> any Form {
    let list = fields()
    return RowPicker(form, try FieldPicker(names, of: list, notes), isSingle: list.isSingle)
  }

  /// Returns the sentence that says why there are no rows.
  package func nothing() throws -> String { try sentence() }
}
