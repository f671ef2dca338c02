/// What is asked of the value of a property; of a list one element has to pass.
package enum PropertyTest: Sendable, Hashable {
  /// There is such a property, whatever its value.
  case exists
  /// It is there and empty.
  case isNull
  /// The value holds this text, in any letter case.
  case holds(String)
  /// The value is this text, in any letter case.
  case equals(String)
  case compares(Comparison, Operand)

  /// How a value is compared.
  package enum Comparison: Sendable, Hashable {
    case less, lessOrEqual, equal, greaterOrEqual, greater

    /// Whether a value that is `difference` greater than the operand passes.
    package func holds<Number: SignedNumeric & Comparable>(_ difference: Number) -> Bool {
      switch self {
      case .less: difference < 0
      case .lessOrEqual: difference <= 0
      case .equal: difference == 0
      case .greaterOrEqual: difference >= 0
      case .greater: difference > 0
      }
    }
  }

  /// What a value is compared with.
  package enum Operand: Sendable, Hashable {
    case number(Double)
    /// `2025-01`, `2025-01-31`, `2025-01-31T10:00`: a value counts as far as it is written here.
    case date(String)
  }
}
