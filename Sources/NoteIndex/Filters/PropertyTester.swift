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
    case .compares(let comparison, let operand):
      operand.passes(String(decoding: Self.inLink(text), as: UTF8.self), comparison)
    }
  }

  /// A whole number without the `.0` that it is stored with.
  static func plainNumber(
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
}
