import Characters

/// The colours of all output, as the numbers in a terminal's escape sequences.
package struct Palette: Sendable {
  /// What has a look of its own. Where several meet, the numbers of the later ones win.
  package enum Role: UInt8, Sendable, CaseIterable {
    case heading1, heading2, heading3
    case bold, italic, strike, highlight
    case code, math, link, address, tag, comment
    case marker, done, bar, table, key
    case passage, path, title, warning, added, removed
    case note, tip, success, question, caution, danger, example, quote
    case dim, match

    /// What `$VQ_COLORS` calls it.
    var name: String {
      switch self {
      case .heading1: "h1"
      case .heading2: "h2"
      case .heading3: "h3"
      default: String(describing: self)
      }
    }
  }

  /// All that a stretch of text is.
  struct Roles: ExpressibleByArrayLiteral, Sendable, Hashable {
    private var bits: UInt64 = 0

    init(arrayLiteral roles: Role...) { for role in roles { insert(role) } }

    var isEmpty: Bool { bits == 0 }

    func contains(_ role: Role) -> Bool { bits & 1 << UInt64(role.rawValue) != 0 }

    mutating func insert(_ role: Role) { bits |= 1 << UInt64(role.rawValue) }

    func union(_ other: Roles) -> Roles {
      var all = self
      all.bits |= other.bits
      return all
    }

    /// Removes the first role, by its number.
    fileprivate mutating func removeFirst() -> Int? {
      if bits == 0 { return nil }
      defer { bits &= bits - 1 }
      return bits.trailingZeroBitCount
    }
  }

  /// What is wrong in `$VQ_COLORS`.
  package enum Mistake: Error, Equatable {
    case unknown(name: String, nearest: String?)
    case value(name: String, value: String)
  }

  /// The numbers of each role; none where it looks like all else.
  private var codes: [[UInt8]]

  /// Colours that can be read on a dark ground, and on a light one for lack of better knowledge.
  package static let dark = Palette(codes: [
    .heading1: "1;4;36", .heading2: "1;36", .heading3: "36", .bold: "1", .italic: "3",
    .strike: "9", .highlight: "30;43", .code: "35", .math: "35", .link: "4", .address: "2",
    .tag: "36", .comment: "2;3", .marker: "1", .done: "32", .bar: "2", .table: "2", .key: "36",
    .match: "1;31", .passage: "1;32", .path: "36", .title: "1", .dim: "2", .warning: "33",
    .added: "32", .removed: "31", .note: "1;34", .tip: "1;36", .success: "1;32",
    .question: "1;33", .caution: "1;33", .danger: "1;31", .example: "1;35", .quote: "2",
  ])

  /// Colours that can be read on a light ground, where yellow, cyan and faint signs cannot.
  package static let light = dark.with([
    .heading1: "1;4;34", .heading2: "1;34", .heading3: "34", .tag: "34", .key: "34",
    .path: "34", .warning: "31", .question: "1;35", .caution: "1;31", .tip: "1;34",
    .highlight: "7", .address: "90", .comment: "3;90", .bar: "90", .table: "90", .dim: "90",
    .quote: "90",
  ])

  /// The palette for a terminal that says of itself what `$COLORFGBG` holds: `15;0` for light signs on a dark ground.
  package static func fitting(_ setting: String?) -> Palette {
    guard let ground = setting?.split(separator: ";").last else { return dark }
    return ground == "7" || ground == "15" ? light : dark
  }

  /// Returns the palette with what `$VQ_COLORS` says: `h1=1;34:code=35`, as in `$LS_COLORS`. Throws `Mistake`.
  package func reading(_ setting: String) throws(Mistake) -> Palette {
    var codes: [Role: String] = [:]
    for entry in setting.split(separator: ":") {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let role = Role.allCases.first(where: { $0.name == name }) else {
        throw .unknown(name: name, nearest: NearestField.of(name, among: Self.names))
      }
      let value = parts.count > 1 ? String(parts[1]) : ""
      guard parts.count > 1, value.isEmpty || Self.isCode(value) else {
        throw .value(name: name, value: value)
      }
      codes[role] = value
    }
    return with(codes)
  }

  /// Whether a terminal takes it for colours and nothing else. A number left out would take back all others.
  private static func isCode(_ value: String) -> Bool {
    value.utf8.count <= 40
      && value.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        .allSatisfy { number in
          1...3 ~= number.count && number.allSatisfy(\.isDigit)
            && number.reduce(0) { $0 * 10 + Int($1 & 15) } < 256
        }
  }

  private static var names: [String] { Role.allCases.map(\.name) }

  private init(codes: [Role: String]) {
    self.codes = Role.allCases.map { Array((codes[$0] ?? "").utf8) }
  }

  private func with(_ changes: [Role: String]) -> Palette {
    var palette = self
    for (role, code) in changes { palette.codes[Int(role.rawValue)] = Array(code.utf8) }
    return palette
  }

  /// Appends what gives text the look of some roles; returns false where that is the look of all else.
  func appendStart(_ roles: Roles, to bytes: inout [UInt8]) -> Bool {
    if roles.isEmpty { return false }
    var roles = roles
    var hasCode = false
    while let role = roles.removeFirst() {
      if codes[role].isEmpty { continue }
      bytes += hasCode ? ";".utf8 : "\u{1B}[".utf8
      bytes += codes[role]
      hasCode = true
    }
    if hasCode { bytes.append(UInt8(ascii: "m")) }
    return hasCode
  }
}

extension Palette.Mistake: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknown(let name, let nearest):
      "$VQ_COLORS: nothing is called '\(PlainText.shortened(name))'"
        + (nearest.map { "; nearest is '\($0)'" } ?? "")
    case .value(let name, let value):
      "$VQ_COLORS: '\(name)' takes numbers with semicolons between them, such as 1;34, not "
        + "'\(PlainText.shortened(value))'"
    }
  }
}
