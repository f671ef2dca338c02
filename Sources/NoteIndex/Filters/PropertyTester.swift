import Characters
import NoteQuery

/// Tests values of a property, which the index holds as JSON.
///
/// Of a list or a map one scalar has to pass. Links count by what stands between their brackets.
struct PropertyTester {
  private enum Test {
    case exists
    case isNull
    case holds(CaselessText)
    case equals(CaselessText)
    case compares(PropertyTest.Comparison, PropertyTest.Operand)
  }

  private let tests: [Test]

  init(_ tests: [PropertyTest]) {
    self.tests = tests.map { test in
      switch test {
      case .exists: .exists
      case .isNull: .isNull
      case .holds(let text): .holds(CaselessText(text))
      case .equals(let text): .equals(CaselessText(text))
      case .compares(let comparison, let operand): .compares(comparison, operand)
      }
    }
  }

  func passes(_ json: UnsafeRawBufferPointer) -> Bool {
    var passes = false
    PropertyText.forEachScalar(of: json) { text, isText in
      if !passes { passes = tests.contains { self.passes(text, isText, $0) } }
    }
    return passes
  }

  private func passes(_ text: UnsafeRawBufferPointer, _ isText: Bool, _ test: Test) -> Bool {
    switch test {
    case .exists: true
    case .isNull: !isText && text.elementsEqual("null".utf8)
    case .holds(let wanted): wanted.stands(in: Self.plainNumber(text, isText))
    case .equals(let wanted):
      wanted.equals(Self.plainNumber(text, isText)) || wanted.equals(Self.inLink(text))
    case .compares(let comparison, let operand): Self.passes(text, comparison, operand)
    }
  }

  /// A whole number without the `.0` that it is stored with.
  private static func plainNumber(
    _ text: UnsafeRawBufferPointer, _ isText: Bool
  ) -> UnsafeRawBufferPointer {
    let isWhole = !isText && text.count > 2 && text.suffix(2).elementsEqual(".0".utf8)
    return isWhole ? UnsafeRawBufferPointer(rebasing: text.dropLast(2)) : text
  }

  private static func inLink(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard text.count > 4, text.prefix(2).elementsEqual("[[".utf8),
      text.suffix(2).elementsEqual("]]".utf8)
    else { return text }
    return UnsafeRawBufferPointer(rebasing: text[2..<text.count - 2])
  }

  private static func passes(
    _ text: UnsafeRawBufferPointer, _ comparison: PropertyTest.Comparison,
    _ operand: PropertyTest.Operand
  ) -> Bool {
    let value = String(decoding: inLink(text), as: UTF8.self)
    switch operand {
    case .number(let wanted):
      if let number = Self.number(value) { return comparison.holds(number - wanted) }
      // `[due:<2025]` means the year.
      guard 1000..<10_000 ~= wanted, let date = date(value), let year = Double(date.prefix(4))
      else { return false }
      return comparison.holds(year - wanted)
    case .date(let wanted):
      guard let date = date(value) else { return false }
      let known = String(date.prefix(wanted.utf8.count))
      return comparison.holds(known == wanted ? 0 : known < wanted ? -1 : 1)
    }
  }

  private static func number(_ text: String) -> Double? {
    let isPlain = text.utf8.allSatisfy { $0.isDigit || "+-.eE".utf8.contains($0) }
    return isPlain ? Double(text) : nil
  }

  /// A value that begins with a date, with `T` before the time; a year alone is one too.
  private static func date(_ text: String) -> String? {
    var bytes = Array(text.utf8)
    if bytes.count == 6, bytes[4] == UInt8(ascii: "."), bytes[5] == 0x30 { bytes.removeLast(2) }
    guard bytes.count == 4 || bytes.count >= 7, bytes.prefix(4).allSatisfy({ $0.isDigit })
    else { return nil }
    if bytes.count > 4, bytes[4] != UInt8(ascii: "-") || !bytes[5].isDigit { return nil }
    if bytes.count > 10 { bytes[10] = UInt8(ascii: "T") }
    return String(decoding: bytes, as: UTF8.self)
  }
}
