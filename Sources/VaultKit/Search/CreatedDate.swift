import NoteModel
import NoteQuery
import NoteSearch
import Platform

/// When a note was made, as a property says it.
enum CreatedDate {
  /// Reads `2026-03-01`, with a time or without, where the user is; in nanoseconds since 1970.
  static func time(_ text: String) -> Int64? {
    let bytes = Array(text.utf8.prefix(19))
    guard bytes.count >= 10, let day = CivilDay(String(decoding: bytes[..<10], as: UTF8.self))
    else { return nil }
    let parts = bytes.dropFirst(11).split(separator: UInt8(ascii: ":")).map {
      Int(String(decoding: $0, as: UTF8.self)) ?? 0
    }
    func part(_ index: Int) -> Int { index < parts.count ? parts[index] : 0 }
    let time = LocalTime(
      year: day.year, month: day.month, day: day.day, hour: part(0), minute: part(1),
      second: part(2))
    return time.map { Int64($0.seconds) * 1_000_000_000 }
  }
}

extension SearchedFile {
  /// When the note was made, by a property with one of some names; in nanoseconds since 1970.
  func created(by names: [String]) -> Int64? {
    let properties = frontMatter
    for name in names.lazy.map({ NameKey($0) }) {
      for property in properties where NameKey(property.key) == name {
        if case .text(let text) = property.value, let time = CreatedDate.time(text) { return time }
      }
    }
    return nil
  }
}
