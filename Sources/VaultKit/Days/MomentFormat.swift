// Obsidian names daily notes with Moment.js, so its tokens are read here as `format()` of version 2.29.4 reads them.

import NoteQuery
import Platform

/// A form of dates in the tokens of Moment.js: `YYYY-MM-DD`, `gggg-[W]ww`.
struct MomentFormat: Sendable {
  private enum Part: Sendable, Equatable {
    case text(String)
    case token(String)
  }

  private let parts: [Part]
  private let locale: MomentLocale
  /// Whether short months have no full stop.
  private let isPlain: Bool
  /// Whether it says more of a day than its week, its month and its year.
  let namesDays: Bool
  /// Whether its weeks are those of ISO 8601, not those of the locale.
  let hasISOWeeks: Bool

  /// Longest format in bytes: all days of many years are written in it.
  static let longest = 512

  /// Reads a format; nil for one that is too long.
  init?(_ format: String, _ locale: MomentLocale) {
    guard format.utf8.count <= Self.longest else { return nil }
    let expanded = Self.expanded(format, locale)
    parts = Self.parts(of: expanded)
    self.locale = locale
    isPlain = locale.dropsStops && expanded.contains("-MMM-")
    hasISOWeeks = parts.contains { part in
      if case .token(let token) = part { "GW".contains(token.first ?? "Y") } else { false }
    }
    let coarse = "YyGgWwMQN"
    namesDays = parts.contains { part in
      if case .token(let token) = part { !coarse.contains(token.first ?? "Y") } else { false }
    }
  }

  // MARK: Reading

  /// The tokens that begin with one letter, the longest first. Letters that are not there are text.
  private static let tokens: [Character: [String]] = [
    "H": ["Hmmss", "Hmm", "HH", "H"], "h": ["hmmss", "hmm", "hh", "h"],
    "M": ["Mo", "MMMM", "MMM", "MM", "M"], "D": ["Do", "DDDo", "DDDD", "DDD", "DD", "D"],
    "d": ["dddd", "ddd", "do", "dd", "d"], "w": ["wo", "ww", "w"], "W": ["Wo", "WW", "W"],
    "Q": ["Qo", "Q"], "N": ["NNNNN", "NNNN", "NNN", "NN", "N"],
    "Y": ["YYYYYY", "YYYYY", "YYYY", "YY", "Y"], "y": ["yyyy", "yyy", "yy", "yo", "y"],
    "g": ["ggggg", "gggg", "gg"], "G": ["GGGGG", "GGGG", "GG"], "e": ["e"], "E": ["E"],
    "a": ["a"], "A": ["A"], "k": ["kk", "k"], "m": ["mm", "m"], "s": ["ss", "s"],
    "S": (1...9).reversed().map { String(repeating: "S", count: $0) }, "x": ["x"], "X": ["X"],
    "z": ["zz", "z"], "Z": ["ZZ", "Z"],
  ]

  private static let longTokens: [Character: [String]] = [
    "L": ["LTS", "LT", "LLLL", "LLL", "LL", "L"], "l": ["llll", "lll", "ll", "l"],
  ]

  /// Puts the long forms in the place of their tokens; they have no others in them.
  private static func expanded(_ format: String, _ locale: MomentLocale) -> String {
    parts(of: format, longTokens).map { part in
      switch part {
      case .text(let text): text
      case .token(let token):
        MomentLocale.longNames.firstIndex(of: token).map { locale.longForms[$0] } ?? token
      }
    }.joined()
  }

  /// Cuts a format into tokens and the text between them, which is as written if only some tokens are wanted.
  private static func parts(
    of format: String, _ wanted: [Character: [String]]? = nil
  ) -> [Part] {
    let characters = Array(format)
    var parts: [Part] = []
    var text = ""
    var place = 0
    func token(at place: Int) -> String? {
      (wanted ?? tokens)[characters[place]]?.first { token in
        characters[place...].starts(with: token)
      }
    }
    while place < characters.count {
      if characters[place] == "[", let end = closing(of: place, characters) {
        let literal = characters[place...end]
        text += wanted == nil ? String(literal.dropFirst().dropLast()) : String(literal)
        place = end + 1
      } else if characters[place] == "\\", place + 1 < characters.count {
        let escaped = token(at: place + 1) ?? String(characters[place + 1])
        text += (wanted == nil ? "" : "\\") + escaped
        place += 1 + escaped.count
      } else if let found = token(at: place) {
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        parts.append(.token(found))
        place += found.count
      } else {
        if wanted != nil || characters[place] != "\\" { text.append(characters[place]) }
        place += 1
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    return parts
  }

  /// The last `]` before the next `[`.
  private static func closing(of open: Int, _ characters: [Character]) -> Int? {
    let rest = characters[(open + 1)...]
    let end = rest.firstIndex(of: "[") ?? rest.endIndex
    return rest[..<end].lastIndex(of: "]")
  }

  // MARK: Writing

  /// Returns a day in this form, at its first moment.
  func text(_ day: Day) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .token(let token): value(token, day.civil, day)
      }
    }.joined()
  }

  private func value(_ token: String, _ day: CivilDay, _ whole: Day) -> String {
    let sunday = (day.weekday + 1) % 7
    switch token {
    case "M", "D", "d", "w", "W", "Q", "H", "h", "k", "m", "s", "e", "E", "Y", "y", "DDD":
      return Self.year(token, day) ?? String(number(token, day, sunday))
    case "MM", "DD", "ww", "WW": return Self.filled(number(String(token.prefix(1)), day, sunday), 2)
    case "DDDD": return Self.filled(dayOfYear(day), 3)
    case "Mo", "Do", "do", "wo", "Wo", "Qo", "DDDo", "yo":
      let counted = String(token.dropLast())
      return locale.ordinal(number(counted, day, sunday), counted)
    case "MMM":
      let name = locale.shortMonths[day.month - 1]
      return isPlain && name.hasSuffix(".") ? String(name.dropLast()) : name
    case "MMMM": return locale.months[day.month - 1]
    case "dd": return locale.smallWeekdays[sunday]
    case "ddd": return locale.shortWeekdays[sunday]
    case "dddd": return locale.weekdays[sunday]
    case "YY", "gg", "GG":
      let year = token == "YY" ? day.year : token == "gg" ? week(day).year : day.week.year
      return Self.filled(year % 100, 2)
    case "YYYY", "YYYYY": return Self.filled(day.year, token.count)
    case "YYYYYY": return "+" + Self.filled(day.year, 6)
    case "yy", "yyy", "yyyy": return Self.filled(day.year, token.count)
    case "gggg", "ggggg": return Self.filled(week(day).year, token.count)
    case "GGGG", "GGGGG": return Self.filled(day.week.year, token.count)
    case "NNNN": return "Anno Domini"
    case _ where token.hasPrefix("N"): return "AD"
    default: return Self.midnight(token, whole)
    }
  }

  private func number(_ token: String, _ day: CivilDay, _ sunday: Int) -> Int {
    switch token {
    case "M": day.month
    case "D": day.day
    case "DDD": dayOfYear(day)
    case "d": sunday
    case "e": (sunday + 7 - locale.firstWeekday) % 7
    case "E": day.weekday + 1
    case "w": week(day).week
    case "W": day.week.week
    case "Q": (day.month + 2) / 3
    case "y", "Y": day.year
    case "h": 12
    case "k": 24
    default: 0
    }
  }

  private static func year(_ token: String, _ day: CivilDay) -> String? {
    guard token == "Y" else { return nil }
    return day.year > 9999 ? "+\(day.year)" : filled(day.year, 4)
  }

  /// What tokens of the time of a day are when it begins.
  private static func midnight(_ token: String, _ day: Day) -> String {
    switch token {
    case "A": return "AM"
    case "a": return "am"
    case "hh": return "12"
    case "kk": return "24"
    case "hmm": return "1200"
    case "hmmss": return "120000"
    case "Hmm": return "000"
    case "Hmmss": return "00000"
    case "X": return String(day.start)
    case "x": return String(day.start * 1000)
    case "Z", "ZZ":
      let minutes = (LocalTime(day.start)?.offset ?? 0) / 60
      let sign = minutes < 0 ? "-" : "+"
      let (hours, rest) = (abs(minutes) / 60, abs(minutes) % 60)
      return sign + filled(hours, 2) + (token == "Z" ? ":" : "") + filled(rest, 2)
    case "z", "zz": return ""
    default: return String(repeating: "0", count: token.count)
    }
  }

  private static func filled(_ number: Int, _ count: Int) -> String {
    let digits = String(abs(number))
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, count - digits.count))
      + digits
  }

  private func dayOfYear(_ day: CivilDay) -> Int {
    day.number - CivilDay(year: day.year, month: 1, day: 1).number + 1
  }

  /// The week of the locale that a day lies in, and the year of that.
  private func week(_ day: CivilDay) -> (year: Int, week: Int) {
    func firstDay(of year: Int) -> Int {
      // The day that is in the first week whatever its weekday.
      let fixed = 7 + locale.firstWeekday - locale.firstWeek
      let date = CivilDay(year: year, month: 1, day: fixed)
      let behind = ((date.weekday + 1) % 7 + 7 - locale.firstWeekday) % 7
      return date.number - behind
    }
    for year in [day.year + 1, day.year] where day.number >= firstDay(of: year) {
      return (year, (day.number - firstDay(of: year)) / 7 + 1)
    }
    return (day.year - 1, (day.number - firstDay(of: day.year - 1)) / 7 + 1)
  }
}
