import Characters

extension PatternTranslator {
  /// Translates a class, `[…]`.
  mutating func translateClass() throws(PatternError) {
    let start = position
    position += 1
    let isNegated = scalar(at: position) == "^"
    if isNegated { position += 1 }
    var members = ""
    while true {
      guard let next = scalar(at: position) else {
        throw failure("a '[' is never closed", at: start)
      }
      if next == "]" { break }
      let place = position
      let first = try member()
      guard scalar(at: position) == "-", let behind = scalar(at: position + 1), behind != "]" else {
        members += Self.text(first)
        continue
      }
      position += 1
      let last = try member()
      guard case .character(let low) = first, case .character(let high) = last else {
        // A set has no end, so the hyphen is one of the characters.
        members += Self.text(first) + "\\-" + Self.text(last)
        continue
      }
      if low > high { throw failure("a range is out of order", at: place) }
      members += Self.range(low, high)
    }
    position += 1
    if members.isEmpty {
      return emitAtom(isNegated ? "[\\x{0}-\\x{10ffff}]" : "[^\\x{0}-\\x{10ffff}]")
    }
    emitAtom((isNegated ? "[^" : "[") + members + "]")
  }

  private mutating func member() throws(PatternError) -> PatternEscape {
    guard scalars[position] == "\\" else {
      position += 1
      return .character(scalars[position - 1].value)
    }
    if scalar(at: position + 1) == "b" {
      position += 2
      return .character(0x08)
    }
    return try escape()
  }

  private static func text(_ member: PatternEscape) -> String {
    switch member {
    case .set(let text): text
    case .character(let value): Unicode.Scalar(value).map(literal) ?? ""
    }
  }

  /// A range without halves of characters, which PCRE2 does not accept at its ends.
  private static func range(_ low: UInt32, _ high: UInt32) -> String {
    let low = (0xD800..<0xE000).contains(low) ? 0xE000 : low
    let high = (0xD800..<0xE000).contains(high) ? 0xD7FF : high
    return low > high ? "" : hexadecimal(low) + "-" + hexadecimal(high)
  }

  /// Reads the name after `\p`, in braces, and writes it as PCRE2 does; nil where there are no braces.
  mutating func property(isNegated: Bool) throws(PatternError) -> String? {
    let start = position
    guard scalar(at: position) == "{", let end = scalars[position...].firstIndex(of: "}") else {
      return nil
    }
    let parts = String(String.UnicodeScalarView(scalars[position + 1..<end]))
      .split(separator: "=", omittingEmptySubsequences: false)
    let isName = parts.allSatisfy {
      !$0.isEmpty
        && $0.utf8.allSatisfy { byte in
          byte == 0x5F || byte.isLetterOrDigit
        }
    }
    guard isName, let name = Self.propertyName(parts.map(String.init)) else {
      throw failure("there is no such property of characters", at: max(0, start - 2))
    }
    position = end + 1
    // Properties that PCRE2 lacks are written with those that it has.
    let isAssigned = name == "Assigned"
    return (isNegated != isAssigned ? "\\P{" : "\\p{") + (isAssigned ? "Cn" : name) + "}"
  }

  private static func propertyName(_ parts: [String]) -> String? {
    guard let last = parts.last else { return nil }
    if parts.count == 1 { return categories[last] ?? last }
    if parts.count > 2 { return nil }
    return switch parts[0] {
    case "General_Category", "gc": categories[last] ?? last
    case "Script", "sc": "sc:" + last
    case "Script_Extensions", "scx": "scx:" + last
    default: nil
    }
  }

  /// The long names of general categories; PCRE2 knows the short ones.
  private static let categories = [
    "Letter": "L", "Cased_Letter": "L&", "LC": "L&", "Uppercase_Letter": "Lu",
    "Lowercase_Letter": "Ll", "Titlecase_Letter": "Lt", "Modifier_Letter": "Lm",
    "Other_Letter": "Lo", "Mark": "M", "Combining_Mark": "M", "Nonspacing_Mark": "Mn",
    "Spacing_Mark": "Mc", "Enclosing_Mark": "Me", "Number": "N", "Decimal_Number": "Nd",
    "digit": "Nd", "Letter_Number": "Nl", "Other_Number": "No", "Punctuation": "P", "punct": "P",
    "Connector_Punctuation": "Pc", "Dash_Punctuation": "Pd", "Open_Punctuation": "Ps",
    "Close_Punctuation": "Pe", "Initial_Punctuation": "Pi", "Final_Punctuation": "Pf",
    "Other_Punctuation": "Po", "Symbol": "S", "Math_Symbol": "Sm", "Currency_Symbol": "Sc",
    "Modifier_Symbol": "Sk", "Other_Symbol": "So", "Separator": "Z", "Space_Separator": "Zs",
    "Line_Separator": "Zl", "Paragraph_Separator": "Zp", "Other": "C", "Control": "Cc",
    "cntrl": "Cc", "Format": "Cf", "Surrogate": "Cs", "Private_Use": "Co", "Unassigned": "Cn",
  ]
}
