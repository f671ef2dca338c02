import NoteModel
import NoteQuery

/// What a search asks of the values of a property, for values as the index stores them.
package struct WantedValues {
  private let plan: SearchPlan
  private let nodes: [SearchPlan.Node]

  init(_ plan: SearchPlan, _ nodes: [SearchPlan.Node]) {
    self.plan = plan
    self.nodes = nodes
  }

  /// Whether a value that is no list and no map may be asked for; false is certain.
  ///
  /// - Parameters:
  ///   - text: As it stands in JSON, a text without quotes and escapes.
  ///   - isText: Whether it is a text there.
  package func mayHold(_ text: UnsafeRawBufferPointer, isText: Bool) -> Bool {
    guard let value = Self.value(text, isText) else { return true }
    return nodes.contains { Knowledge.of($0) { self.knowledge(of: $0, value) }.canHold }
  }

  /// nil for a number: a note can write it in a way that JSON does not have.
  private static func value(_ text: UnsafeRawBufferPointer, _ isText: Bool) -> PropertyValue? {
    if isText { return .text(String(decoding: text, as: UTF8.self)) }
    if text.elementsEqual("null".utf8) { return .null }
    if text.elementsEqual("true".utf8) { return .boolean(true) }
    return text.elementsEqual("false".utf8) ? .boolean(false) : nil
  }

  private func knowledge(of node: SearchPlan.Node, _ value: PropertyValue) -> Knowledge {
    switch node {
    case .text(let number, _): plan.leaves[number].holds(value).map(Knowledge.known) ?? .open
    case .value(let wanted): .known(value.holds(wanted))
    default: .open
    }
  }
}

extension SearchPlan.Leaf {
  /// Whether the value of a property is what is looked for; nil where a pattern has to be asked.
  func holds(_ value: PropertyValue) -> Bool? {
    guard var value = value.scalarText else { return false }
    guard case .needle(let needle) = kind else { return nil }
    return value.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      return text.form == .phrase ? needle.equals(bytes) : needle.stands(in: bytes)
    }
  }
}

extension PropertyValue {
  /// Whether it is what is asked for.
  func holds(_ wanted: SearchValue) -> Bool {
    switch wanted {
    case .isNull: return self == .null
    case .isBoolean(let wanted): return self == .boolean(wanted)
    case .compares(let comparison, let operand):
      guard var text = scalarText else { return false }
      if text.hasPrefix("[["), text.hasSuffix("]]") { text = String(text.dropFirst(2).dropLast(2)) }
      return operand.passes(text, comparison)
    }
  }
}
