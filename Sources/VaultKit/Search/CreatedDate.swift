import NoteModel
import NoteQuery
import NoteSearch

extension FoundFile {
  /// Properties that say when a note was made, the first of them first.
  private static let names = ["created", "date created", "created_at"].map { NameKey($0) }

  /// When the note was made, by a property; in nanoseconds since 1970, as if every clock were the same.
  var created: Int64? {
    let properties = self.file.frontMatter
    for name in Self.names {
      for property in properties where NameKey(property.key) == name {
        if case .text(let text) = property.value, let time = Self.time(text) { return time }
      }
    }
    return nil
  }

  /// Reads `2026-03-01`, with a time or without.
  private static func time(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, let day = CivilDay(String(decoding: bytes[..<10], as: UTF8.self))
    else {
      return nil
    }
    let parts = bytes.dropFirst(11).prefix(8).split(separator: UInt8(ascii: ":")).map {
      Int64(String(decoding: $0, as: UTF8.self)) ?? 0
    }
    let seconds = zip(parts, [3600, 60, 1] as [Int64]).reduce(0) { $0 + $1.0 * $1.1 }
    return (Int64(day.number) * 86_400 + seconds) * 1_000_000_000
  }
}
