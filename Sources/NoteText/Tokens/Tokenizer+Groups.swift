internal import CUnicodeTables
import Characters

// Numbers that people write in groups: telephone, account and card numbers, ISBN, IBAN, addresses of network cards. Each
// writes the groups in another way, or none, so the whole is handed over beside the first group.
extension Tokenizer {
  /// Fewest digits of a number that is handed over as one, and most of its characters.
  private static let fewestDigits = 7
  private static let longestNumber = 34

  /// What has been read of a number in groups.
  private struct Groups {
    var count = 0
    var digits = 0
    /// Characters of all groups, of which the first ones stand in `part`.
    var length = 0
    /// Where the last group ends, and its length.
    var end = 0
    var last = 0
    /// Lengths of the first four groups.
    var lengths = (0, 0, 0, 0)
    /// The separator of all groups so far, 0 where they differ.
    var separator: UInt8 = 0
    var areDigits = true
    /// Whether the last separator was a full stop.
    var hasStop = false
  }

  /// Hands over a number in groups, whose first one stands at `start..<end`, as one.
  ///
  /// A group is digits, or letters and digits where no blank stands before it. What has been read is not read again from
  /// the next group on, so the cost is linear. Dates are left out: they are looked for by their parts.
  @inline(never)
  func groups(_ source: Source, _ start: Int, _ end: Int, _ emit: (Token) -> Bool) -> Bool {
    guard start >= groupsEnd else { return true }
    if let address = hardwareAddress(source, start, end) {
      groupsEnd = address.end
      return emitNumber(address, start, emit)
    }
    let isPrefixed = !hasDigit(source, start, end)
    if isPrefixed, !isCapitals(source, start, end) { return true }
    let isAccount = isAccountHead(source, start, end)
    // `rtx4090 450` is a name and a number.
    let isName =
      !isPrefixed && !isAccount && (start..<end).contains { !source.bytes[$0].isDigit }
    if isName, isBlank(source, end) { return true }
    var groups = Groups()
    append(source, start, end, to: &groups)
    while let next = separatorEnd(source, groups.end) {
      let last = groupEnd(source, next)
      guard last > next, fits(source, groups, next..<last, isAccount: isAccount) else { break }
      let separator = source.bytes[groups.end]
      // Versions and addresses that follow each other are no number: `1.2.3 10.0.0.1`.
      let hasStop = separator == UInt8(ascii: ".")
      let hadStop = groups.hasStop
      // The digit that checks an account number: `12.345.678-9`.
      let isCheck = hadStop && separator == UInt8(ascii: "-") && groups.last == 3
      if groups.count > (isPrefixed ? 2 : 1), hasStop != hadStop, !isCheck { break }
      groups.hasStop = hasStop
      groups.separator = groups.count == 1 || groups.separator == separator ? separator : 0
      append(source, next, last, to: &groups)
      if groups.count == 3, isDate(groups) {
        groupsEnd = groups.end
        return true
      }
    }
    // From behind a prefix the digits are a number of their own.
    if !isPrefixed { groupsEnd = groups.end }
    guard isNumber(groups) else { return true }
    guard emitNumber(groups, start, emit) else { return false }
    return !isBlank(source, groups.end - groups.last - 1)
      || emitShorter(groups, start, emit)
  }

  /// Hands over a number without a last group that may be the next word: `call 555 867 5309 2 times`.
  private func emitShorter(_ groups: Groups, _ start: Int, _ emit: (Token) -> Bool) -> Bool {
    guard groups.last <= 2, groups.areDigits, groups.separator == .space, groups.count > 2 else {
      return true
    }
    var shorter = groups
    shorter.count -= 1
    shorter.digits -= groups.last
    shorter.length -= groups.last
    shorter.end -= groups.last + 1
    return isNumber(shorter) ? emitNumber(shorter, start, emit) : true
  }

  private func isNumber(_ groups: Groups) -> Bool {
    guard groups.count > 1, groups.digits >= Self.fewestDigits,
      groups.length <= Self.longestNumber
    else { return false }
    guard groups.separator == UInt8(ascii: ".") else { return true }
    // A decimal number, an address.
    return groups.count > 2 && !(groups.count == 4 && groups.length <= 12)
  }

  /// The term stands in `part`, from which `emit` may be called.
  private func emitNumber(_ groups: Groups, _ start: Int, _ emit: (Token) -> Bool) -> Bool {
    self.emit(part, groups.length, false, start, groups.end, .joined, emit)
  }

  private func append(_ source: Source, _ from: Int, _ to: Int, to groups: inout Groups) {
    for index in from..<to {
      let fold = folds[Int(source.bytes[index])]
      if groups.length < Self.longestNumber { part[groups.length] = fold }
      groups.length += 1
      if fold.isDigit { groups.digits += 1 } else { groups.areDigits = false }
    }
    switch groups.count {
    case 0: groups.lengths.0 = to - from
    case 1: groups.lengths.1 = to - from
    case 2: groups.lengths.2 = to - from
    case 3: groups.lengths.3 = to - from
    default: break
    }
    groups.count += 1
    groups.end = to
    groups.last = to - from
  }

  /// Where the letters and digits end that begin at `index`; `index` where a letter beyond ASCII follows.
  private func groupEnd(_ source: Source, _ index: Int) -> Int {
    var end = index
    while end < source.end, folds[Int(source.bytes[end])] &- 0x30 < 0x50 { end += 1 }
    return isWordByte(source, end) ? index : end
  }

  /// Whether a group may follow those that have been read.
  ///
  /// An account number has groups of four, of which the last may be shorter; letters alone are those of the bank, behind
  /// the head: `BIC` behind an IBAN is the next word.
  private func fits(
    _ source: Source, _ groups: Groups, _ group: Range<Int>, isAccount: Bool
  ) -> Bool {
    let digits = group.count { source.bytes[$0].isDigit }
    if isAccount {
      if groups.last < 4 { return false }
      if group.count <= 4 {
        let isBank = groups.count == 1 && group.count == 4
        return digits > 0 || isBank && hasCase(of: source.bytes[groups.end - 4], source, group)
      }
    }
    return isBlank(source, groups.end) ? digits == group.count : digits > 0
  }

  /// Whether all letters of a group have the case of a letter.
  private func hasCase(of letter: UInt8, _ source: Source, _ group: Range<Int>) -> Bool {
    group.allSatisfy { (source.bytes[$0] ^ letter) & 0x20 == 0 }
  }

  /// Whether a blank of any kind stands at `index`.
  private func isBlank(_ source: Source, _ index: Int) -> Bool {
    index < source.end && (source.bytes[index] == .space || !source.bytes[index].isASCII)
  }

  /// Where a separator of groups ends that begins at `index`; nil where there is none.
  ///
  /// One sign, with a bracket beside it or none, and the `(0)` that is not dialled from abroad.
  private func separatorEnd(_ source: Source, _ index: Int) -> Int? {
    var end = index
    if end < source.end, source.bytes[end] == UInt8(ascii: ")") { end += 1 }
    end += signLength(source, end)
    if end + 2 < source.end, source.bytes[end] == UInt8(ascii: "("),
      source.bytes[end + 1] == UInt8(ascii: "0"), source.bytes[end + 2] == UInt8(ascii: ")")
    {
      end += 3
      end += signLength(source, end)
    }
    if end < source.end, source.bytes[end] == UInt8(ascii: "(") { end += 1 }
    return end > index && end < source.end ? end : nil
  }

  /// The length of a sign between groups: a blank, a hyphen, a full stop, a slash or a colon.
  private func signLength(_ source: Source, _ index: Int) -> Int {
    guard index < source.end else { return 0 }
    let byte = source.bytes[index]
    // A blank, or one of `-./:`.
    if byte.isASCII {
      return byte == .space || byte &- 0x2D < 3 || byte == UInt8(ascii: ":") ? 1 : 0
    }
    guard index + 1 < source.end else { return 0 }
    let second = source.bytes[index + 1]
    if byte == 0xC2 { return second == 0xA0 ? 2 : 0 }
    guard byte == 0xE2, second == 0x80, index + 2 < source.end else { return 0 }
    // The thin and narrow blanks, and the hyphens that do not break a line or stand between numbers.
    return [0x89, 0x91, 0x93, 0xAF].contains(source.bytes[index + 2]) ? 3 : 0
  }

  private func hasDigit(_ source: Source, _ start: Int, _ end: Int) -> Bool {
    (start..<end).contains { source.bytes[$0].isDigit }
  }

  /// Whether two or three capitals stand there, as before a tax number.
  private func isCapitals(_ source: Source, _ start: Int, _ end: Int) -> Bool {
    (2...3).contains(end - start) && (start..<end).allSatisfy { source.bytes[$0].isCapital }
  }

  /// Whether an IBAN begins: two letters and two digits.
  private func isAccountHead(_ source: Source, _ start: Int, _ end: Int) -> Bool {
    let bytes = source.bytes
    return end - start == 4 && bytes[start].isLetter
      && bytes[start + 1].isLetter
      && bytes[start + 2].isDigit && bytes[start + 3].isDigit
  }

  /// Whether three groups are a day: `2026-03-01`, `1.3.2026`.
  private func isDate(_ groups: Groups) -> Bool {
    guard groups.areDigits, "-./".utf8.contains(groups.separator) else { return false }
    let (first, second, third, _) = groups.lengths
    return second <= 2 && (first == 4 && third <= 2 || first <= 2 && third == 4)
  }

  // MARK: Hardware addresses

  /// Reads the address of a network card: twelve hexadecimal digits in six or three groups of one size.
  private func hardwareAddress(_ source: Source, _ start: Int, _ end: Int) -> Groups? {
    let size = end - start
    guard size == 2 || size == 4, end < source.end else { return nil }
    let separator = source.bytes[end]
    let isFitting =
      size == 2
      ? separator == UInt8(ascii: ":") || separator == UInt8(ascii: "-")
      : separator == UInt8(ascii: ".")
    guard isFitting else { return nil }
    var groups = Groups()
    append(source, start, end, to: &groups)
    while groups.length < 12 {
      guard groups.end < source.end, source.bytes[groups.end] == separator else { return nil }
      let next = groups.end + 1
      let last = groupEnd(source, next)
      guard last - next == size else { return nil }
      append(source, next, last, to: &groups)
    }
    let isHexadecimal = (0..<12).allSatisfy { part[$0].isHexDigit }
    let goesOn = groups.end < source.end && source.bytes[groups.end] == separator
    return isHexadecimal && !goesOn ? groups : nil
  }
}
