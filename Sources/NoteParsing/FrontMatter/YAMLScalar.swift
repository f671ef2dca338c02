import Characters
import NoteModel

/// YAML 1.2's core schema: what an unquoted scalar means.
enum YAMLScalar {
  static func value(of text: UnsafeBufferPointer<UInt8>) -> PropertyValue {
    typed(text) ?? .text(String(decoding: text, as: UTF8.self))
  }

  /// Returns what a text means; nil for text.
  static func typed(_ text: UnsafeBufferPointer<UInt8>) -> PropertyValue? {
    guard let first = text.first else { return .null }
    switch first {
    case UInt8(ascii: "~") where text.count == 1: return .null
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      return isWord(text, "null", "Null", "NULL") ? .null : nil
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      return isWord(text, "true", "True", "TRUE") ? .boolean(true) : nil
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      return isWord(text, "false", "False", "FALSE") ? .boolean(false) : nil
    default:
      guard
        first.isDigit || first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
          || first == UInt8(ascii: "."), let number = number(text)
      else { return nil }
      return .number(number, source: String(decoding: text, as: UTF8.self))
    }
  }

  /// Whether a tag lets a text mean something other than text, be the text in quotes or not.
  static func isTyped(_ text: UnsafeBufferPointer<UInt8>, by tag: String) -> Bool {
    switch typed(text) {
    case .null?: tag == "tag:yaml.org,2002:null"
    case .boolean?: tag == "tag:yaml.org,2002:bool"
    case .number?: tag == (isWhole(text) ? "tag:yaml.org,2002:int" : "tag:yaml.org,2002:float")
    default: false
    }
  }

  /// Whether a number is written as a whole one.
  private static func isWhole(_ number: UnsafeBufferPointer<UInt8>) -> Bool {
    if number.count > 1, number[1] == UInt8(ascii: "x") || number[1] == UInt8(ascii: "o") {
      return true
    }
    return number.allSatisfy {
      $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
    }
  }

  private static func isWord(_ text: UnsafeBufferPointer<UInt8>, _ words: StaticString...) -> Bool {
    words.contains { word in
      word.utf8CodeUnitCount == text.count
        && text.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: text.count))
    }
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    if text.count > 2, text[0] == UInt8(ascii: "0") {
      let digits = String(decoding: text[2...], as: UTF8.self)
      let isPlain = text[2] != UInt8(ascii: "+") && text[2] != UInt8(ascii: "-")
      if text[1] == UInt8(ascii: "x") { return isPlain ? whole(digits, 16) : nil }
      if text[1] == UInt8(ascii: "o") { return isPlain ? whole(digits, 8) : nil }
    }
    var index = text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") ? 1 : 0
    let rest = UnsafeBufferPointer(rebasing: text[index...])
    if isWord(rest, ".inf", ".Inf", ".INF") {
      return text[0] == UInt8(ascii: "-") ? -.infinity : .infinity
    }
    if isWord(text, ".nan", ".NaN", ".NAN") { return .nan }
    let whole = digits(text, &index)
    var fraction = 0
    if index < text.count, text[index] == UInt8(ascii: ".") {
      index += 1
      fraction = digits(text, &index)
    }
    guard whole + fraction > 0 else { return nil }
    if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
        index += 1
      }
      guard digits(text, &index) > 0 else { return nil }
    }
    guard index == text.count else { return nil }
    return Double(String(decoding: text, as: UTF8.self)) ?? Double(padded(text))
  }

  private static func digits(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int {
    let start = index
    while index < text.count, text[index].isDigit { index += 1 }
    return index - start
  }

  private static func whole(_ digits: String, _ radix: Int) -> Double? {
    var value = 0.0
    for character in digits {
      guard let digit = character.hexDigitValue, digit < radix, character.isASCII else {
        return nil
      }
      value = value * Double(radix) + Double(digit)
    }
    return value
  }

  /// Swift wants a digit on both sides of the point.
  private static func padded(_ text: UnsafeBufferPointer<UInt8>) -> String {
    var result: [UInt8] = []
    for (index, byte) in text.enumerated() {
      let isPoint = byte == UInt8(ascii: ".")
      if isPoint, result.last?.isDigit != true { result.append(0x30) }
      result.append(byte)
      if isPoint, index + 1 == text.count || !text[index + 1].isDigit { result.append(0x30) }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
