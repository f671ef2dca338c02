package import VaultKit

/// As much of a list as a budget has room for, as JSON and as text.
package struct ReportPage {
  /// The report as `JSONForm` has it, with `total`, `truncated`, `next` and `remarks` after its own fields.
  package let json: String
  /// The same for a reader.
  package let text: String
  /// Sentences about the list; one of them says why it is empty, if it is.
  package let remarks: [String]
  /// The place of the first thing, from 1 on.
  package let first: Int
  /// Things that are shown, and all that there are.
  package let shown: Int
  package let total: Int
  /// How many things come before the next page; nil if this is the last.
  package let next: Int?

  /// Which things are shown, if there are more after them.
  package var rest: String? { next.map { "\(first)-\($0) of \(total)" } }

  /// Returns what a form prints of it; nil for nothing.
  package func printed(as form: OutputForm) -> String? {
    if form.isJSON { return json }
    return shown > 0 ? text : nil
  }
}

extension Report {
  /// Prints a page of a list.
  ///
  /// There is at least one thing on it. A text that takes more than half of the
  /// budget by itself is cut, of a thing that takes all of it more. Throws what hands out the rows throws, and
  /// `UnknownField`.
  ///
  /// - Parameters:
  ///   - look: How paths are shown, and each file beside its path; nil for an agent, who gets paths from the vault's
  ///     root alone and nothing that a person does not see.
  ///   - offset: How many things come before it.
  ///   - fields: The fields that are wanted; nil for all.
  ///   - check: Called before each thing, to throw if the request was cancelled.
  ///   - remarks: Sentences about the list, made after the things.
  package func page(
    _ vault: Vault, look: Look? = nil, from offset: Int, tokens: Int, fields: [String]? = nil,
    check: @escaping () throws -> Void = {}, remarks: () -> [String] = { [] }
  ) throws -> ReportPage {
    let notes = NoteFields([vault])
    let (values, collected) = (ValueForm(fields == nil ? look : nil), CollectedText())
    let plain = look?.withoutStyle ?? .plain(vault.root)
    let text = try fields.map { names in
      let columns = ColumnsForm(
        collected.output, .lines, names: names, isSingle: false, end: "\n")
      return try picking(names, notes, look == nil ? SafeForm(columns, [:]) : columns)
    }
    let form = try BudgetedForm(
      BudgetedForm.Sides(
        values: values, json: fields.map { try picking($0, notes, values) } ?? values,
        collected: collected, text: text ?? TextForm(collected.output, plain),
        isForAgent: look == nil),
      BudgetedForm.Window(offset: offset, tokens: tokens), check: check)
    try hand(to: form)
    return try form.page(remarks(), nothing: nothing())
  }
}

extension Look {
  /// The same paths without colours and links.
  var withoutStyle: Look {
    Look(Style(isColored: false, hasHyperlinks: false), paths, isTerminal: false)
  }

  /// How text looks to a program that shows it: without colours and links, and with paths from the vault's root.
  ///
  /// - Parameter names: The names of vaults by their folders, where several are told apart.
  static func plain(_ root: String, names: [String: String] = [:]) -> Look {
    Look(
      Style(isColored: false, hasHyperlinks: false), ShownPaths(root: root, names: names),
      isTerminal: false, isForAgent: true)
  }
}
