import Characters

/// What a byte can mean to the scanners; one table look-up decides most of them.
enum ByteClass {
  /// Bytes that may begin something in running text.
  static let inline: UInt8 = 1
  /// Bytes that may begin a block other than a paragraph.
  static let block: UInt8 = 2
  /// ASCII that may stand in a tag after its `#`.
  static let tag: UInt8 = 4
  /// ASCII punctuation, in CommonMark's sense.
  static let punctuation: UInt8 = 8
  /// Letters and digits.
  static let alphanumeric: UInt8 = 16
  /// Bytes that mean something in an HTML block.
  static let html: UInt8 = 32
  /// Bytes that keep a plain YAML scalar from being read by the quick path.
  static let yamlSpecial: UInt8 = 64

  /// Bytes that the quick reader of YAML leaves to the full one, or looks at twice.
  static let yamlOdd: UInt8 = 128

  /// Bit sets of the classes above for each byte; never freed.
  nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    table.initialize(repeating: 0, count: 256)
    mark(table, "\\`*_[]!<&#$%=~:^", inline)
    mark(table, "#>-+*_`~<=[$%|:0123456789", block)
    mark(table, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", punctuation)
    mark(table, "<&", html)
    mark(table, ":#,[]{}\"'&*!|>%@`", yamlSpecial)
    for byte in 0...UInt8.max {
      if byte.isLetterOrDigit { table[Int(byte)] |= alphanumeric | tag }
      if byte < 0x20 || byte == 0x7F { table[Int(byte)] |= yamlSpecial | yamlOdd }
    }
    mark(table, "-_/", tag)
    table[0x0A] &= ~yamlOdd
    return UnsafePointer(table)
  }()

  private static func mark(
    _ table: UnsafeMutablePointer<UInt8>, _ bytes: StaticString, _ flag: UInt8
  ) {
    for index in 0..<bytes.utf8CodeUnitCount { table[Int(bytes.utf8Start[index])] |= flag }
  }
}

extension UInt8 {
  /// Punctuation of ASCII.
  @inline(__always) var isPunctuation: Bool {
    ByteClass.table[Int(self)] & ByteClass.punctuation != 0
  }
}
