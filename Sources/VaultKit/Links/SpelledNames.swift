import NoteModel

/// Names that compare by a key, each with its first spelling: a note can have a million of them.
///
/// Numbers count from 0, in the order in which the keys came.
struct SpelledNames {
  private var keys = NameTable()
  private var spellings = NameTable()
  /// For each key the number of its first spelling plus one; 0 where it is the key itself.
  private var spellingNumbers: [UInt32] = []

  /// Returns the number of a key; a new key keeps the spelling.
  mutating func number(of key: String, spelled name: String) -> Int {
    let number = keys.number(of: key)
    if number == spellingNumbers.count {
      let isOther = !name.utf8.elementsEqual(key.utf8)
      spellingNumbers.append(isOther ? UInt32(spellings.number(of: name) + 1) : 0)
    }
    return number
  }

  /// The first spelling of a key.
  func name(_ number: Int) -> String {
    let spelling = spellingNumbers[number]
    return spelling == 0 ? keys.name(number) : spellings.name(Int(spelling) - 1)
  }

  /// A key.
  func key(_ number: Int) -> String { keys.name(number) }

  /// Hands the UTF-8 bytes of a key to `body`.
  func withBytes<Result>(ofKey number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    keys.withBytes(of: number, body)
  }
}
