import NoteIndex
import NoteModel

/// The note of a day, a week or a month.
public struct PeriodNote: Sendable, Hashable {
  public var period: Period
  /// The day it is for, of a week or a month the first one.
  public var day: Day
  public var path: String
  public var exists: Bool
}

extension Vault {
  /// Returns the note of the period that a day lies in, whether it exists or not.
  ///
  /// Throws `VaultError`: also of kind `badPeriod`.
  ///
  /// - Parameters:
  ///   - name: What was typed for the day; a week such as `2027-W01` is the one that the notes call so.
  ///   - language: What names of days and months are written in: a tag such as `de`.
  public func note(
    of period: Period, at day: Day, named name: String = "", language: String
  ) throws -> PeriodNote {
    let notes = try periodNotes(period, language)
    let day = period == .week ? notes.day(ofWeek: name, near: day) ?? day : day
    return try withIndex { try note(at: day, notes, $0) }
  }

  /// Returns the note of each period that some days lie in, whether it exists or not.
  func notes(of period: Period, on days: Days, language: String) throws -> [PeriodNote] {
    let notes = try periodNotes(period, language)
    return try withIndex { index in try days.all.map { try note(at: $0, notes, index) } }
  }

  private func note(
    at day: Day, _ notes: PeriodNotes, _ index: NoteIndex
  ) throws -> PeriodNote {
    let wanted = try notes.path(for: day)
    // The file system, or another device, may have the name in another form.
    let found =
      try index.fileID(of: wanted) != nil
      ? wanted
      : index.files(named: NameKey(wanted.name)).first {
        NameKey($0.text) == NameKey(wanted.text)
      }
    return PeriodNote(
      period: notes.period, day: notes.start(of: day), path: (found ?? wanted).text,
      exists: found != nil)
  }

  /// The years before and behind today in which notes are looked for.
  private static let yearsBack = 60
  private static let yearsAhead = 5

  /// Returns the notes of a period that exist, the newest first: of 60 years back and five ahead.
  public func notes(of period: Period, until today: Day, language: String) throws -> [PeriodNote] {
    let notes = try periodNotes(period, language)
    let keys = try withIndex { index in
      let folder = notes.folder.isEmpty ? "" : NameKey(notes.folder).text + "/"
      var paths: [NameKey: VaultPath] = [:]
      for path in try index.allNotePaths() where NameKey(path.text).text.hasPrefix(folder) {
        paths[NameKey(path.text)] = path
      }
      return paths
    }
    var found: [PeriodNote] = []
    var seen: Set<VaultPath> = []
    var last: Day?
    if keys.isEmpty { return [] }
    for distance in (-366 * Self.yearsBack...366 * Self.yearsAhead).reversed() {
      let day = notes.start(of: today.later(by: distance))
      if day == last { continue }
      last = day
      let wanted = try notes.path(for: day)
      guard let path = keys[NameKey(wanted.text)], seen.insert(path).inserted else { continue }
      found.append(PeriodNote(period: period, day: day, path: path.text, exists: true))
    }
    return found
  }

  /// The languages in which names of days and months are known.
  public static var dayLanguages: [String] { MomentLocale.tags }

  private func periodNotes(_ period: Period, _ language: String) throws -> PeriodNotes {
    try PeriodNotes(period, of: files(), language: language)
  }
}
