import NoteModel
import Platform

/// Writes what becomes of a file when some of its bytes change, a piece at a time.
struct EditedCopy {
  private let source: Int32
  private let output: Int32
  private let count: Int
  /// How far the source is copied.
  private var position = 0
  private var buffer: [UInt8] = []
  private var digest = RunningDigest()
  private var piece: [UInt8] = []
  /// What was read of the source beyond what was asked for.
  private var ahead: [UInt8] = []
  private var aheadIndex = 0

  /// Bytes that are read or written at a time.
  private static let room = 1 << 18

  /// - Parameters:
  ///   - source: The open file; `count` bytes of it.
  ///   - output: Where the copy is written.
  init(of source: Int32, count: Int, to output: Int32) {
    self.source = source
    self.count = count
    self.output = output
  }

  /// What was written so far.
  var content: RenameJournal.Content {
    RenameJournal.Content(size: digest.count, digest: digest.value)
  }

  /// Copies bytes as they are.
  mutating func keep(_ length: Int) throws(SystemError) {
    var length = length
    while length > 0 {
      try read(min(length, Self.room))
      try write(piece)
      length -= piece.count
    }
  }

  /// Leaves bytes out, which have to be these, and writes others in their place.
  mutating func replace(_ removed: [UInt8], by inserted: [UInt8]) throws(SystemError) {
    if !removed.isEmpty {
      try read(removed.count)
      guard piece == removed else { throw SystemError(code: SystemError.Code.changed) }
    }
    try write(inserted)
  }

  /// Copies the rest, all but what is written by `writeRest`.
  mutating func keepRest() throws(SystemError) { try keep(count - position) }

  /// Writes what is still in memory, in two pieces with a moment between them.
  mutating func writeRest(_ between: () throws -> Void) throws {
    let half = buffer.count / 2
    try FileSystem.write(buffer[..<half], to: output)
    try between()
    try FileSystem.write(buffer[half...], to: output)
    buffer = []
  }

  /// Reads the next bytes of the source, all of them or none.
  private mutating func read(_ length: Int) throws(SystemError) {
    guard length >= 0, length <= count - position else {
      throw SystemError(code: SystemError.Code.changed)
    }
    if length <= ahead.count - aheadIndex {
      piece.removeAll(keepingCapacity: true)
      piece += ahead[aheadIndex..<aheadIndex + length]
      aheadIndex += length
      position += length
      return
    }
    piece.removeAll(keepingCapacity: true)
    while piece.count < length {
      if aheadIndex == ahead.count {
        try FileSystem.read(source, into: &ahead, Self.room, at: position)
        aheadIndex = 0
        if ahead.isEmpty { throw SystemError(code: SystemError.Code.changed) }
      }
      let taken = min(length - piece.count, ahead.count - aheadIndex)
      piece += ahead[aheadIndex..<aheadIndex + taken]
      aheadIndex += taken
      position += taken
    }
  }

  private mutating func write(_ bytes: [UInt8]) throws(SystemError) {
    bytes.withUnsafeBytes { digest.add($0) }
    buffer += bytes
    if buffer.count >= Self.room {
      try FileSystem.write(buffer[...], to: output)
      buffer.removeAll(keepingCapacity: true)
    }
  }
}
