import NoteModel
import Platform

/// Reads a journal item by item, from memory or from a file of any size.
struct JournalReader {
  /// What `next` has come to; texts stand in `first` and `second` until it is called again.
  enum Item {
    /// A file: its name for the user is `first`, its place `second`.
    case file
    /// A link in a line, before and after.
    case change(line: Int)
    case facts(RenameJournal.Facts)
    /// `first` becomes `second`, after some bytes that stay.
    case edit(kept: Int)
    case end(files: Int)
  }

  /// The bytes are not those of a journal.
  struct Damage: Error {
    var reason: String
  }

  private(set) var first: [UInt8] = []
  private(set) var second: [UInt8] = []

  private let descriptor: Int32?
  private let count: Int
  private var buffer: [UInt8]
  /// Of the next byte in the buffer, and of the buffer's first byte in the journal.
  private var index = 0
  private var start = 0

  /// Bytes that are read at a time.
  private static let room = 1 << 18
  /// Longest link or heading in bytes: notes have at most 16 MiB.
  private static let longestText = 4 * FileReader.maximumBytes

  init(_ bytes: [UInt8]) {
    descriptor = nil
    count = bytes.count
    buffer = bytes
  }

  /// Reads a file, which the caller closes.
  init(_ descriptor: Int32, count: Int) {
    self.descriptor = descriptor
    self.count = count
    buffer = []
  }

  /// How far it has come, in bytes.
  var position: Int { start + index }

  // MARK: Items

  /// Reads the head, which nothing comes before.
  mutating func readHead() throws -> RenameJournal {
    for byte in RenameJournal.anyMark where try self.byte() != byte {
      throw Damage(reason: "it is no journal of a rename")
    }
    for byte in RenameJournal.mark.dropFirst(RenameJournal.anyMark.count)
    where try self.byte() != byte {
      throw Damage(reason: "another version of vq wrote it")
    }
    var journal = RenameJournal(root: "", path: "", newPath: "")
    journal.root = try string()
    journal.path = try string()
    journal.newPath = try string()
    journal.heading = try string()
    journal.newHeading = try string()
    journal.request = RenameRequest(old: try string(), new: try string(), seal: try fixed())
    for _ in 0..<(try number()) { journal.folders.append(try string()) }
    return journal
  }

  /// Reads one item.
  mutating func next() throws -> Item {
    guard let kind = RenameJournal.Kind(rawValue: try byte()) else { throw damage }
    switch kind {
    case .end: return .end(files: try number())
    case .file:
      try readTexts()
      return .file
    case .change:
      let line = try number()
      try readTexts()
      return .change(line: line)
    case .facts: return .facts(RenameJournal.Facts(old: try content(), new: try content()))
    case .edit:
      let kept = try number()
      try readTexts()
      return .edit(kept: kept)
    }
  }

  /// Reads an edit: how many bytes stay before it. Nil, and nothing read, where something else comes.
  mutating func nextEdit() throws -> Int? {
    if index == buffer.count { try fill() }
    guard buffer[index] == RenameJournal.Kind.edit.rawValue, case .edit(let kept) = try next()
    else {
      return nil
    }
    return kept
  }

  /// Whether the digest at the end is that of all bytes before it.
  mutating func isWhole() throws -> Bool {
    guard count >= 8 else { return false }
    var digest = RunningDigest()
    while digest.count < count - 8 {
      if index == buffer.count { try fill() }
      let taken = min(buffer.count - index, count - 8 - digest.count)
      buffer[index..<index + taken].withUnsafeBytes { digest.add($0) }
      index += taken
    }
    return try fixed() == digest.value
  }

  // MARK: Bytes

  private var damage: Damage { Damage(reason: "it is damaged at byte \(position)") }

  private mutating func byte() throws -> UInt8 {
    if index == buffer.count { try fill() }
    defer { index += 1 }
    return buffer[index]
  }

  private mutating func number() throws -> Int {
    guard let number = try SevenBits.read({ try byte() }), number >= 0 else { throw damage }
    return number
  }

  private mutating func fixed() throws -> Int64 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) { number |= UInt64(try byte()) << shift }
    return Int64(bitPattern: number)
  }

  private mutating func content() throws -> RenameJournal.Content {
    RenameJournal.Content(size: try number(), digest: try fixed())
  }

  private mutating func readTexts() throws {
    // Each is taken out while it is filled, so that its memory is used again.
    var text: [UInt8] = []
    swap(&text, &first)
    try read(into: &text)
    swap(&text, &first)
    swap(&text, &second)
    try read(into: &text)
    swap(&text, &second)
  }

  private mutating func string() throws -> String {
    var bytes: [UInt8] = []
    try read(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func read(into text: inout [UInt8]) throws {
    var missing = try number()
    guard missing <= min(Self.longestText, count - position) else { throw damage }
    text.removeAll(keepingCapacity: true)
    while missing > 0 {
      if index == buffer.count { try fill() }
      let taken = min(missing, buffer.count - index)
      text += buffer[index..<index + taken]
      index += taken
      missing -= taken
    }
  }

  /// Reads the next stretch of the file.
  private mutating func fill() throws {
    guard let descriptor, position < count else {
      throw Damage(reason: "it ends at byte \(position)")
    }
    start += buffer.count
    index = 0
    let room = min(Self.room, count - start)
    try FileSystem.read(descriptor, into: &buffer, room, at: start)
    if buffer.isEmpty { throw Damage(reason: "it ends at byte \(start)") }
  }
}
