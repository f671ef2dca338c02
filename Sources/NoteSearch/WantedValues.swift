package import NoteModel
import NoteQuery

/// What a search asks of the values of one property, for values as an index stores them.
///
/// A class: it is asked of each value of a vault, and to pass on a plan costs more than the answer.
package final class WantedValues: Sendable {
  /// The name of the property.
  package let name: NameKey
  private let plan: SearchPlan
  private let node: SearchPlan.Node?

  init(_ plan: SearchPlan, _ property: SearchPlan.Property) {
    self.plan = plan
    name = property.name
    node = property.value
  }

  /// Whether any value will do, also an empty list.
  package var areAny: Bool { node == nil }

  /// Whether a value that is no list and no map is asked for; nil where only a pattern can tell.
  ///
  /// - Parameters:
  ///   - text: As the note writes it, a text without quotes and escapes.
  ///   - isText: Whether it is a text there.
  package func holds(_ text: UnsafeRawBufferPointer, isText: Bool) -> Bool? {
    guard let node else { return true }
    let known = Knowledge.of(node) { knowledge(of: $0, text, isText) }
    return known.canHold == known.canFail ? nil : known.canHold
  }

  private func knowledge(
    of node: SearchPlan.Node, _ text: UnsafeRawBufferPointer, _ isText: Bool
  ) -> Knowledge {
    switch node {
    case .text(let number, .value):
      if !isText, text.elementsEqual("null".utf8) { return .fails }
      return plan.leaves[number].holds(text).map(Knowledge.known) ?? .open
    case .value(let wanted): return .known(Self.value(text, isText).holds(wanted))
    default: return .open
    }
  }

  private static func value(_ text: UnsafeRawBufferPointer, _ isText: Bool) -> PropertyValue {
    let string = String(decoding: text, as: UTF8.self)
    if isText { return .text(string) }
    switch string {
    case "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default: return .number(Double(string) ?? 0, source: string)
    }
  }
}

extension SearchPlan.Leaf {
  /// Whether the text of a value of a property is what is looked for; nil where a pattern has to be asked.
  func holds(_ value: UnsafeRawBufferPointer) -> Bool? {
    guard case .needle(let needle) = kind else { return nil }
    return text.form == .phrase ? needle.equals(value) : needle.stands(in: value)
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
