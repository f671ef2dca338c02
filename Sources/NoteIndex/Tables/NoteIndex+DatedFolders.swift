import NoteModel
import NoteQuery
import NoteText
import SQLite

// Daily notes in a folder for each year and month have a name that says only the day: `2025/03/07.md`.
extension NoteIndex {
  /// Most notes named as one day of a month whose paths are read.
  private static let mostOfDay = 1_000

  /// The first sections of the notes whose folders and name together say a day.
  func firstSections(ofDay day: CivilDay) throws(SQLiteError) -> [Int] {
    var sections: [Int] = []
    for name in Set([Self.two(day.day), "\(day.day)"]).sorted() {
      for note in try notes(.name, NameForm(name).key).prefix(Self.mostOfDay) {
        guard let path = try path(of: note), Self.says(path, day),
          let section = firstSection(of: Int(note))
        else { continue }
        sections.append(section)
      }
    }
    return sections
  }

  /// Whether the numbers that the last folders begin with are the year and the month.
  private static func says(_ path: VaultPath, _ day: CivilDay) -> Bool {
    let numbers = path.folder.split { $0 == "/" || $0 == "-" }.suffix(3)
      .compactMap { Int($0.prefix { $0.isASCII && $0.isNumber }) }
    return numbers.count > 1 && Array(numbers.suffix(2)) == [day.year, day.month]
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
