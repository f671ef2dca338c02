/// The forms that a report can be printed in. A new one is a case here and a type beside this file.
package enum OutputForm {
  /// Lines for people.
  case text
  /// One JSON object.
  case json
  /// One JSON object a line for each thing of a list.
  case jsonLines

  func form(_ output: Output, _ look: Look) -> any Form {
    switch self {
    case .text: TextForm(output, look)
    case .json: JSONForm(output)
    case .jsonLines: JSONLinesForm(output)
    }
  }
}
