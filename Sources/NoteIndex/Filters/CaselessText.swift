import Characters
import NoteModel

/// A text that is looked for in others without regard to case.
///
/// A hundred thousand paths are looked through for one filter, so those of ASCII are compared as bytes.
struct CaselessText {
  private let key: String
  private let bytes: [UInt8]
  private let isASCII: Bool

  init(_ text: String) {
    key = NameKey(text).text
    bytes = Array(key.utf8)
    isASCII = bytes.allSatisfy { $0.isASCII }
  }

  func stands(in text: UnsafeRawBufferPointer) -> Bool {
    guard isASCII || text.allSatisfy({ $0.isASCII }) else {
      return NameKey(String(decoding: text, as: UTF8.self)).text.contains(key)
    }
    return ASCIICase.place(of: bytes, in: text) != nil
  }

  /// Whether the two texts are the same.
  func equals(_ text: UnsafeRawBufferPointer) -> Bool {
    if isASCII, text.count == bytes.count { return stands(in: text) }
    if isASCII, text.allSatisfy({ $0.isASCII }) { return false }
    return NameKey(String(decoding: text, as: UTF8.self)).text == key
  }
}
