/// The colours of all that is shown, as the numbers that a terminal is told.
package struct Palette: Sendable {
  /// What has a look of its own; the raw value is its name in `$VQ_COLORS`.
  package enum Role: String, Sendable, CaseIterable {
    case heading1 = "h1"
    case heading2 = "h2"
    case heading3 = "h3"
    case bold
    case italic
    case strike
    case highlight
    case code
    case math
    case link
    case address
    case tag
    case comment
    case marker
    case done
    case bar
    case table
    case key
    case match
    case passage
    case path
    case title
    case dim
    case warning
    case added
    case removed
    case note
    case tip
    case success
    case question
    case caution
    case danger
    case example
    case quote
  }

  /// What is wrong in `$VQ_COLORS`.
  package enum Mistake: Error, Equatable {
    case unknown(name: String, nearest: String?)
    case value(name: String, value: String)
  }

  private var codes: [Role: String]

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
      guard let role = Role(rawValue: name) else {
        throw .unknown(name: name, nearest: NearestField.of(name, among: Self.names))
      }
      let value = parts.count > 1 ? String(parts[1]) : ""
      // Anything else could tell the terminal to do something.
      guard parts.count > 1, value.utf8.count <= 40,
        value.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == UInt8(ascii: ";") })
      else { throw .value(name: name, value: value) }
      codes[role] = value
    }
    return with(codes)
  }

  private static var names: [String] { Role.allCases.map(\.rawValue) }

  private func with(_ changes: [Role: String]) -> Palette {
    Palette(codes: codes.merging(changes) { $1 })
  }

  /// The numbers of a role; empty where it looks like all else.
  func code(_ role: Role) -> String { codes[role] ?? "" }
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
