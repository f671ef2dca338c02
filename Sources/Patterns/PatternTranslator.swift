import Characters

/// Writes a JavaScript pattern as one of PCRE2's that means the same, with callouts that count its steps.
///
/// Every character that PCRE2 could take for syntax is escaped unless it was read as JavaScript's. Callouts stand at the
/// start, before each alternative, after each repeat, before a repeat of many rounds and before a back reference:
/// between two of them there is no more to do than the pattern is long.
struct PatternTranslator {
  /// Callouts above this number stand for a cost of a power of two; those below for the group of a reference.
  static let costs = Pattern.mostGroups + 1
  /// The most rounds of a repeat.
  private static let mostRounds = 65_535
  /// Up to this many rounds, a repeat costs as much as its parts written one after the other.
  private static let fewRounds = 4
  /// Up to this many choices, the length of the text alone bounds the cost of a pattern.
  private static let fewChoices = 6

  private struct Group {
    /// Where it begins, in the output and in the pattern.
    var output: Int
    var source: Int
    /// Whether it can be repeated: a lookbehind cannot.
    var canRepeat = true
  }

  let scalars: [Unicode.Scalar]
  private(set) var output: [UInt8] = []
  var position = 0
  private(set) var groupCount = 0
  private(set) var names: [String: Int] = [:]
  private var groups: [Group] = []
  /// Repeats without an end or of many rounds, and back references.
  private var openRepeats = 0
  /// Places where a match can go on in more than one way without a repeat.
  private var choices = 0
  /// Where the part begins, in the output, that a quantifier would repeat; nil where there is none.
  private var atom: Int?
  /// Pairs of places: in the output, and by scalar in the pattern.
  private var places: [(output: Int, source: Int)] = []

  init(_ source: String) {
    scalars = Array(source.unicodeScalars)
  }

  /// Throws `PatternError` of kind `syntax` or `tooLarge`.
  mutating func translate() throws(PatternError) {
    try countGroups()
    callout()
    while position < scalars.count {
      places.append((output.count, position))
      try translateNext()
    }
    if let open = groups.last { throw failure("a '(' is never closed", at: open.source) }
  }

  /// Whether a match takes no more than some steps for each character of a text, whatever stands in it.
  ///
  /// Known once it is translated. True of what people write for paths: `^Archive/`, `.*\.tmp$`, `\.excalidraw\.md$`.
  var isLinear: Bool {
    let begins = scalars.first == "^" || scalars.starts(with: ".*".unicodeScalars)
    if choices > Self.fewChoices || openRepeats > 1 { return false }
    return openRepeats == 0 || begins && !scalars.contains("|")
  }

  // MARK: Places

  func failure(_ message: String, at place: Int, _ kind: PatternError.Kind = .syntax)
    -> PatternError
  {
    PatternError(kind, message, at: bytes(before: place))
  }

  private func bytes(before place: Int) -> Int {
    scalars.prefix(place).reduce(0) { $0 + UTF8.width($1) }
  }

  /// Returns the byte of the pattern that stands at a place of the output.
  func source(ofOutput offset: Int) -> Int {
    bytes(before: places.last { $0.output <= offset }?.source ?? 0)
  }

  func scalar(at place: Int) -> Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  // MARK: Output

  mutating func emit(_ text: String) { output += text.utf8 }

  mutating func emitAtom(_ text: String) {
    atom = output.count
    emit(text)
  }

  /// Writes something that stands for no text and cannot be repeated.
  mutating func emitPlace(_ text: String) {
    atom = nil
    emit(text)
  }

  /// Writes a character that stands for itself.
  mutating func emitLiteral(_ value: UInt32) {
    atom = output.count
    guard let scalar = Unicode.Scalar(value) else {
      // Half of a character matches nothing in UTF-8.
      return emit("[^\\x{0}-\\x{10ffff}]")
    }
    emit(Self.literal(scalar))
  }

  static func literal(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "\u{A0}"...: String(scalar)
    case " "..."~": "\\" + String(scalar)
    default: hexadecimal(scalar.value)
    }
  }

  static func hexadecimal(_ value: UInt32) -> String { "\\x{" + String(value, radix: 16) + "}" }

  mutating func emitReference(_ group: Int) {
    openRepeats += 2
    emit("(?C\(group))")
    emitAtom("\\g{\(group)}")
  }

  private mutating func callout() { emit("(?C0)") }

  // MARK: Groups

  private mutating func countGroups() throws(PatternError) {
    var inClass = false
    var place = 0
    while place < scalars.count {
      switch scalars[place] {
      case "\\": place += 1
      case "[": inClass = true
      case "]": inClass = false
      case "(" where !inClass: try countGroup(at: place)
      default: break
      }
      place += 1
    }
    if groupCount > Pattern.mostGroups {
      throw PatternError(.tooLarge, "it has more than \(Pattern.mostGroups) groups")
    }
  }

  private mutating func countGroup(at place: Int) throws(PatternError) {
    guard scalar(at: place + 1) == "?" else {
      groupCount += 1
      return
    }
    guard scalar(at: place + 2) == "<", let next = scalar(at: place + 3), next != "=", next != "!"
    else { return }
    groupCount += 1
    guard let name = name(at: place + 3) else {
      throw failure("the name of a group is letters and digits between '<' and '>'", at: place)
    }
    if names.updateValue(groupCount, forKey: name) != nil {
      throw failure("two groups have the name '\(name)'", at: place)
    }
  }

  /// Reads a name that ends with `>`.
  func name(at start: Int) -> String? {
    var name = String.UnicodeScalarView()
    var place = start
    while let scalar = scalar(at: place), scalar != ">" {
      let isDigit = scalar.properties.numericType == .decimal
      guard scalar == "_" || scalar == "$" || scalar.properties.isAlphabetic || isDigit,
        !isDigit || !name.isEmpty
      else { return nil }
      name.append(scalar)
      place += 1
    }
    return name.isEmpty || place >= scalars.count ? nil : String(name)
  }

  private mutating func openGroup() throws(PatternError) {
    if groups.count >= Pattern.deepest {
      throw failure("groups are nested deeper than \(Pattern.deepest)", at: position, .tooLarge)
    }
    var group = Group(output: output.count, source: position)
    position += 1
    if scalar(at: position) == "?" {
      let beginning = try groupBeginning()
      group.canRepeat = !beginning.hasPrefix("?<")
      emit("(" + beginning)
    } else {
      emit("(")
    }
    groups.append(group)
    atom = nil
    callout()
  }

  /// Reads what follows the bracket of a group, and returns it as PCRE2 writes it.
  private mutating func groupBeginning() throws(PatternError) -> String {
    let start = position
    for text in ["?:", "?=", "?!", "?<=", "?<!"]
    where scalars[position...].starts(with: text.unicodeScalars) {
      position += text.unicodeScalars.count
      return text
    }
    if scalar(at: position + 1) == "<", let name = name(at: position + 2) {
      position += name.unicodeScalars.count + 3
      return ""
    }
    var text = "?"
    position += 1
    while let scalar = scalar(at: position), "ims-".unicodeScalars.contains(scalar) {
      if text.unicodeScalars.contains(scalar) { break }
      text.unicodeScalars.append(scalar)
      position += 1
    }
    if text.count > 1, text != "?-", scalar(at: position) == ":" {
      position += 1
      return text + ":"
    }
    throw failure("'(?' begins no group that JavaScript knows", at: start - 1)
  }

  private mutating func closeGroup() throws(PatternError) {
    guard let group = groups.popLast() else { throw failure("a ')' closes nothing", at: position) }
    position += 1
    emit(")")
    atom = group.canRepeat ? group.output : nil
  }

  // MARK: One part

  private mutating func translateNext() throws(PatternError) {
    let scalar = scalars[position]
    switch scalar {
    case "(": return try openGroup()
    case ")": return try closeGroup()
    case "[": return try translateClass()
    case "\\": return try translateEscape()
    case "*": return try quantify("*", least: 0, most: nil, at: position)
    case "+": return try quantify("+", least: 1, most: nil, at: position)
    case "?": return try quantify("?", least: 0, most: 1, at: position)
    case "{":
      let start = position
      if let (least, most) = rounds() {
        if max(least, most ?? 0) > Self.mostRounds {
          throw failure("a count is above \(Self.mostRounds)", at: start, .tooLarge)
        }
        if let most, most < least { throw failure("the counts are out of order", at: start) }
        let text = most == least ? "{\(least)}" : "{\(least),\(most.map { "\($0)" } ?? "")}"
        return try quantify(text, least: least, most: most, at: start)
      }
      emitLiteral(scalar.value)
    case "|":
      emitPlace("|")
      choices += 1
      callout()
    case "^", "$": emitPlace(String(scalar))
    case ".": emitAtom(".")
    default: emitLiteral(scalar.value)
    }
    position += 1
  }

  /// Writes a quantifier whose last character is at `position`.
  private mutating func quantify(
    _ text: String, least: Int, most: Int?, at start: Int
  ) throws(PatternError) {
    guard let atom else { throw failure("there is nothing to repeat", at: start) }
    if let most, most <= Self.fewRounds { choices += most - least } else { openRepeats += 1 }
    position += 1
    emit(text)
    if scalar(at: position) == "?" {
      emit("?")
      position += 1
    }
    if least > 16 {
      let cost = Array("(?C\(Self.costs + Int.bitWidth - (least - 1).leadingZeroBitCount))".utf8)
      output.insert(contentsOf: cost, at: atom)
      for place in places.indices.reversed() {
        if places[place].output <= atom { break }
        places[place].output += cost.count
      }
    }
    callout()
    self.atom = nil
  }

  /// Reads `{2}`, `{2,}` or `{2,3}`; what is none is text.
  private mutating func rounds() -> (least: Int, most: Int?)? {
    var place = position + 1
    func number() -> Int? {
      let start = place
      var value = 0
      while let digit = scalar(at: place), digit.isASCIIDigit {
        value = min(value * 10 + Int(digit.value - 0x30), Self.mostRounds + 1)
        place += 1
      }
      return place > start ? value : nil
    }
    guard let least = number() else { return nil }
    var most: Int? = least
    if scalar(at: place) == "," {
      place += 1
      most = number()
    }
    guard scalar(at: place) == "}" else { return nil }
    position = place
    return (least, most)
  }
}
