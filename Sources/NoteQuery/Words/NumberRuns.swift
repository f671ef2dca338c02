import Characters

/// Groups of digits that were typed as one: `14:30`, `1.2.3`, `10.0.0.1`, `2026-W07`, `8,000`.
///
/// Their order is what they say, so the groups are one thing to look for, in a row. Without that `2022-12-06` would be
/// found in `2022-06-12`. A slash separates as a blank does: `404/410` are two codes.
enum NumberRuns {
  /// Joins the terms of one word that are such groups; `places` are where each stands in `bytes`.
  static func join(_ terms: inout [QueryTerm], _ places: [Range<Int>], in bytes: [UInt8]) {
    guard terms.count > 1, terms.count == places.count else { return }
    var joined: [QueryTerm] = []
    for index in terms.indices {
      guard index > 0, let last = joined.last, isGroup(terms[index]),
        isGroup(terms[index - 1]) || isPrefix(terms[index - 1], bytes[places[index - 1]]),
        isSeparator(bytes[places[index - 1].upperBound..<places[index].lowerBound])
      else {
        joined.append(terms[index])
        continue
      }
      joined[joined.count - 1].tokens = last.tokens + terms[index].tokens
      joined[joined.count - 1].forms = []
    }
    terms = joined
  }

  /// A group holds a digit, as all of `2026`, `W07` and `0rc1` do.
  private static func isGroup(_ term: QueryTerm) -> Bool {
    term.tokens.count == 1 && term.tokens[0].utf8.contains { $0.isDigit }
  }

  /// One or two hexadecimal letters of an address, as in `fe:80` or `00:AB:1C`.
  private static func isPrefix(_ term: QueryTerm, _ bytes: ArraySlice<UInt8>) -> Bool {
    term.tokens.count == 1 && bytes.count == 2
      && bytes.allSatisfy(\.isHexLetter)
  }

  private static func isSeparator(_ bytes: ArraySlice<UInt8>) -> Bool {
    // Nothing stands before a raised digit.
    guard let first = bytes.first else { return true }
    if bytes.elementsEqual("\u{2019}".utf8) { return true }
    if bytes.count == 2 { return bytes.allSatisfy { $0 == UInt8(ascii: ":") } }
    return bytes.count == 1 && ".:-,^'".utf8.contains(first)
  }
}
