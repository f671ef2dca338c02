import Characters
internal import NoteText

/// Finds the dates among the words of a question: `2025-03-07`, `7 March 2025`, `last friday`.
struct DateReader {
  private let names: [(language: Language, names: DateNames)]
  /// Tells the day that relative dates count from; nil if it is not known.
  private let today: () -> CivilDay?

  init(languages: [Language], today: @escaping () -> CivilDay?) {
    names = languages.compactMap { language in DateNames.of(language).map { (language, $0) } }
    self.today = today
  }

  /// The date that begins with the first of some words, as typed and folded; nil for none.
  func date(_ words: ArraySlice<String>) -> AskedDate? {
    guard let first = words.first else { return nil }
    if let date = Self.numeric(first) ?? Self.eastern(first) { return date }
    let parts = Self.parts(first)
    for (language, names) in names {
      if !parts.isEmpty, var date = named(parts[...], names), date.count == parts.count {
        date.count = 1
        return date
      }
      guard DateNames.mayBegin(first, in: language) else { continue }
      if let date = named(words, names) ?? relative(words, names) { return date }
    }
    return nil
  }

  /// The three parts of `7-mar-2025` and `7/mar/25`; none of another word.
  private static func parts(_ word: String) -> [String] {
    let signs = word.utf8.filter { "-/.".utf8.contains($0) }
    guard signs.count == 2, signs[0] == signs[1] else { return [] }
    var parts = word.split(omittingEmptySubsequences: false) { "-/.".contains($0) }.map(String.init)
    if parts[2].utf8.count == 2, let year = Int(parts[2]), parts[0].utf8.count <= 2 {
      parts[2] = "\(Self.century(of: year) + year)"
    }
    return parts
  }

  /// The century that a year of two digits is of.
  private static func century(of year: Int) -> Int { year < 70 ? 2000 : 1900 }

  // MARK: Numbers

  /// `2025-03-07`, `2025/3/7`, `7.3.2025`, `20250307`, `2025-03`.
  private static func numeric(_ word: String) -> AskedDate? {
    guard word.utf8.count <= 10, word.utf8.first.map({ $0.isDigit }) == true else {
      return nil
    }
    let parts = word.utf8.split(omittingEmptySubsequences: false) { !$0.isDigit }
    let separators = word.utf8.filter { !$0.isDigit }
    guard separators.allSatisfy({ $0 == separators.first && "-./".utf8.contains($0) }) else {
      return nil
    }
    let numbers = parts.compactMap { Int(Substring($0)) }
    guard numbers.count == parts.count else { return nil }
    let lengths = parts.map(\.count)
    if lengths == [8] {
      return day(numbers[0] / 10_000, numbers[0] / 100 % 100, numbers[0] % 100)
    }
    if lengths == [4, 2], separators.first == UInt8(ascii: "-") {
      return month(numbers[0], numbers[1])
    }
    guard lengths.count == 3, (1...2).contains(lengths[1]) else { return nil }
    if lengths[0] == 4, lengths[2] <= 2 { return day(numbers[0], numbers[1], numbers[2]) }
    guard (1...2).contains(lengths[0]), lengths[2] == 4 || lengths[2] == 2 else { return nil }
    let isShort = lengths[2] == 2
    if isShort, separators.first == UInt8(ascii: "-") { return nil }
    let year = isShort ? century(of: numbers[2]) + numbers[2] : numbers[2]
    var date = day(year, numbers[1], numbers[0])
    // With slashes the order of day and month is not known.
    if separators.first == UInt8(ascii: "/"), numbers[0] != numbers[1],
      let other = day(year, numbers[0], numbers[1])
    {
      date = AskedDate(days: (date?.days ?? []) + other.days, count: 1)
    }
    date?.isGuess = isShort
    return date
  }

  /// `2025年3月7日`.
  private static func eastern(_ word: String) -> AskedDate? {
    guard let last = word.utf8.last, !last.isASCII, word.contains("年") else { return nil }
    let parts = word.split(omittingEmptySubsequences: false) { "年月日".contains($0) }
    let numbers = parts.compactMap { Int($0) }
    let signs = word.filter { "年月日".contains($0) }
    if signs == "年月日", numbers.count == 3, parts.count == 4, parts[3].isEmpty {
      return day(numbers[0], numbers[1], numbers[2])
    }
    guard signs == "年月", numbers.count == 2, parts.count == 3, parts[2].isEmpty else { return nil }
    return month(numbers[0], numbers[1])
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> AskedDate? {
    guard isYear(year), CivilDay.isDay(year, month, day) else { return nil }
    return AskedDate(days: [.day(CivilDay(year: year, month: month, day: day))], count: 1)
  }

  private static func month(_ year: Int, _ month: Int) -> AskedDate? {
    guard isYear(year), (1...12).contains(month) else { return nil }
    return AskedDate(days: [.month(year: year, month: month)], count: 1)
  }

  private static func isYear(_ year: Int) -> Bool { (1800..<2200).contains(year) }

  /// A number of digits alone, perhaps with an ordinal's ending or a full stop: `7`, `7th`, `7.`.
  private static func number(_ word: String) -> Int? {
    guard let first = word.utf8.first, first.isDigit else { return nil }
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let rest = word.dropFirst(digits.count)
    guard !digits.isEmpty, digits.count <= 4, let number = Int(digits) else { return nil }
    return ["", ".", "th", "st", "nd", "rd", "er"].contains(rest) ? number : nil
  }

  // MARK: Names

  /// `7 march 2025`, `march 7, 2025`, `7th of march 2025`, `7 de marzo de 2025`, `2025 march 7`, `march 2025`.
  private func named(_ words: ArraySlice<String>, _ names: DateNames) -> AskedDate? {
    var kept: [String] = []
    var count = 0
    for word in words.prefix(5) {
      count += 1
      if !kept.isEmpty, word == "of" || word == "de" || word == "the" { continue }
      kept.append(word)
      if kept.count == 1 {
        // Of most questions no word goes further than this.
        guard Self.number(word) != nil || names.month(word) != nil else { return nil }
        continue
      }
      let numbers = kept.map { Self.number($0) }
      let months = kept.map { names.month($0) }
      if kept.count == 2 {
        if let month = months[0], let year = numbers[1], Self.isYear(year) {
          return AskedDate(days: [.month(year: year, month: month)], count: count)
        }
        if months[0] == nil, months[1] == nil { return nil }
        continue
      }
      let isYearFirst = numbers[0].map(Self.isYear) == true
      guard let month = months[1] ?? months[0], let year = numbers[isYearFirst ? 0 : 2],
        let day = isYearFirst ? numbers[2] : months[1] == nil ? numbers[1] : numbers[0],
        var date = Self.day(year, month, day)
      else { return nil }
      date.count = count
      return date
    }
    return nil
  }

  // MARK: From today on

  /// `yesterday`, `last friday`, `next month`, `this week`, `3 days ago`.
  private func relative(_ words: ArraySlice<String>, _ names: DateNames) -> AskedDate? {
    guard let first = words.first else { return nil }
    for (day, distance) in names.days where DateNames.begins(day, as: first) {
      let day = String(describing: day).split(separator: " ")
      if words.prefix(day.count).elementsEqual(day, by: { $0 == $1 }) {
        return today().map { Self.relative($0.number + distance, day.count) }
      }
    }
    return beside(words, names) ?? names.ago.lazy.compactMap { past(words, $0, names) }.first
  }

  /// A weekday, a week or a month with a word that says which one.
  private func beside(_ words: ArraySlice<String>, _ names: DateNames) -> AskedDate? {
    guard let first = words.first, let second = words.dropFirst().first else { return nil }
    let steps: [(list: StaticString, step: Int)] = [
      (names.last, -1), (names.this, 0), (names.next, 1),
    ]
    for (list, step) in steps {
      let noun: String
      if DateNames.place(of: first, in: list) >= 0 {
        noun = second
      } else if names.follow, DateNames.place(of: second, in: list) >= 0 {
        noun = first
      } else {
        continue
      }
      let weekday = DateNames.place(of: noun, in: names.weekdays)
      if weekday >= 0 { return today().map { Self.relative(Self.day(weekday, step, $0), 2) } }
      if DateNames.place(of: noun, in: names.week) >= 0, let today = today() {
        let week = CivilDay(number: today.number + 7 * step).week
        return AskedDate(days: [.week(year: week.year, week: week.week)], count: 2)
      }
      if DateNames.place(of: noun, in: names.month) >= 0 {
        return today().map { Self.month($0, later: step, 2) }
      }
    }
    return nil
  }

  /// `3 days ago`, `vor einer Woche`: as a pattern has it.
  private func past(
    _ words: ArraySlice<String>, _ pattern: StaticString, _ names: DateNames
  ) -> AskedDate? {
    guard let first = words.first else { return nil }
    if DateNames.begins(pattern, as: "N") {
      guard Self.number(first) ?? DateNames.place(of: first, in: names.numbers) >= 0 else {
        return nil
      }
    } else if !DateNames.begins(pattern, as: first) {
      return nil
    }
    let parts = String(describing: pattern).split(separator: " ")
    guard words.count >= parts.count else { return nil }
    var number = 0
    var unit = ""
    for (part, word) in zip(parts, words) {
      switch part {
      case "N":
        let place = DateNames.place(of: word, in: names.numbers)
        number = place >= 0 ? place + 1 : Self.number(word) ?? 0
        if number == 0 { return nil }
      case "U": unit = word
      default: if part != word { return nil }
      }
    }
    let days: [(list: StaticString, days: Int)] = [(names.day, 1), (names.week, 7)]
    for (list, days) in days where DateNames.place(of: unit, in: list) >= 0 {
      return today().map { Self.relative($0.number - number * days, parts.count) }
    }
    guard DateNames.place(of: unit, in: names.month) >= 0 else { return nil }
    return today().map { Self.month($0, later: -number, parts.count) }
  }

  private static func month(_ today: CivilDay, later count: Int, _ words: Int) -> AskedDate {
    let month = today.monthLater(by: count)
    return AskedDate(days: [.month(year: month.year, month: month.month)], count: words)
  }

  private static func relative(_ number: Int, _ count: Int) -> AskedDate {
    AskedDate(days: [.day(CivilDay(number: number))], count: count)
  }

  /// The last one before today, the one of this week, the first one after today.
  private static func day(_ weekday: Int, _ step: Int, _ today: CivilDay) -> Int {
    let distance = weekday - today.weekday
    if step < 0 { return today.number + (distance >= 0 ? distance - 7 : distance) }
    if step > 0 { return today.number + (distance <= 0 ? distance + 7 : distance) }
    return today.number + distance
  }
}
