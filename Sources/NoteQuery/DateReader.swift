internal import NoteText

/// Finds the dates among the words of a question: `2025-03-07`, `7 March 2025`, `last friday`.
struct DateReader {
  private let names: [DateNames]
  /// Tells the day that relative dates count from; nil where nobody knows it.
  private let today: () -> CivilDay?

  init(languages: [Language], today: @escaping () -> CivilDay?) {
    names = languages.compactMap(DateNames.of)
    self.today = today
  }

  /// The date that begins with the first of some words, as typed and folded; nil for none.
  func date(_ words: ArraySlice<String>) -> AskedDate? {
    guard let first = words.first else { return nil }
    if let date = Self.numeric(first) { return date }
    for names in names {
      if let date = named(words, names) ?? relative(words, names) { return date }
    }
    return nil
  }

  // MARK: Numbers

  /// `2025-03-07`, `2025/3/7`, `7.3.2025`, `20250307`, `2025-03`.
  private static func numeric(_ word: String) -> AskedDate? {
    guard word.utf8.count <= 10, word.utf8.first.map({ $0 &- 0x30 < 10 }) == true else {
      return nil
    }
    let parts = word.utf8.split(omittingEmptySubsequences: false) { $0 &- 0x30 >= 10 }
    let separators = word.utf8.filter { $0 &- 0x30 >= 10 }
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
    guard (1...2).contains(lengths[0]), lengths[2] == 4 else { return nil }
    let date = day(numbers[2], numbers[1], numbers[0])
    // With slashes nobody knows which one is the month.
    guard separators.first == UInt8(ascii: "/"), numbers[0] != numbers[1],
      let other = day(numbers[2], numbers[0], numbers[1])
    else { return date }
    return AskedDate(days: (date?.days ?? []) + other.days, count: 1)
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
    guard let first = word.utf8.first, first &- 0x30 < 10 else { return nil }
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let rest = word.dropFirst(digits.count)
    guard !digits.isEmpty, digits.count <= 4, let number = Int(digits) else { return nil }
    return ["", ".", "th", "st", "nd", "rd", "er"].contains(rest) ? number : nil
  }

  // MARK: Names

  /// `7 march 2025`, `march 7, 2025`, `7th of march 2025`, `7 de marzo de 2025`, `march 2025`.
  private func named(_ words: ArraySlice<String>, _ names: DateNames) -> AskedDate? {
    guard let first = words.first, Self.number(first) != nil || names.month(first) != nil else {
      return nil
    }
    var kept: [String] = []
    var count = 0
    for word in words.prefix(5) {
      count += 1
      if !kept.isEmpty, word == "of" || word == "de" || word == "the" { continue }
      kept.append(word)
      let numbers = kept.map { Self.number($0) }
      let months = kept.map { names.month($0) }
      if kept.count == 2, let month = months[0], let year = numbers[1], Self.isYear(year) {
        return AskedDate(days: [.month(year: year, month: month)], count: count)
      }
      guard kept.count == 3, let year = numbers[2], Self.isYear(year) else {
        if kept.count == 3 { return nil }
        continue
      }
      guard let month = months[1] ?? months[0],
        let day = months[1] == nil ? numbers[1] : numbers[0],
        CivilDay.isDay(year, month, day)
      else { return nil }
      return AskedDate(
        days: [.day(CivilDay(year: year, month: month, day: day))], count: count)
    }
    return nil
  }

  // MARK: From today on

  /// `yesterday`, `last friday`, `next month`, `this week`, `3 days ago`.
  private func relative(_ words: ArraySlice<String>, _ names: DateNames) -> AskedDate? {
    let first = words[words.startIndex]
    for (word, distance) in names.days where DateNames.equal(first, word) {
      return today().map { Self.relative($0.number + distance, 1) }
    }
    guard let second = words.dropFirst().first else { return nil }
    if words.dropFirst(2).first == "ago", let number = Self.number(first), number > 0 {
      let days = ["day": 1, "days": 1, "week": 7, "weeks": 7][second]
      guard let days else { return nil }
      return today().map { Self.relative($0.number - number * days, 3) }
    }
    let steps: [(list: StaticString, step: Int)] = [
      (names.last, -1), (names.this, 0), (names.next, 1),
    ]
    for (list, step) in steps where DateNames.place(of: first, in: list) >= 0 {
      let weekday = DateNames.place(of: second, in: names.weekdays)
      if weekday >= 0 {
        return today().map { Self.relative(Self.day(weekday, step, $0), 2) }
      }
      if DateNames.equal(second, names.week), let today = today() {
        let week = CivilDay(number: today.number + 7 * step).week
        return AskedDate(
          days: [.week(year: week.year, week: week.week)], count: 2, isRelative: true)
      }
      if DateNames.equal(second, names.month), let today = today() {
        let month = today.monthLater(by: step)
        return AskedDate(
          days: [.month(year: month.year, month: month.month)], count: 2, isRelative: true)
      }
    }
    return nil
  }

  private static func relative(_ number: Int, _ count: Int) -> AskedDate {
    AskedDate(days: [.day(CivilDay(number: number))], count: count, isRelative: true)
  }

  /// The last one before today, the one of this week, the first one after today.
  private static func day(_ weekday: Int, _ step: Int, _ today: CivilDay) -> Int {
    let distance = weekday - today.weekday
    if step < 0 { return today.number + (distance >= 0 ? distance - 7 : distance) }
    if step > 0 { return today.number + (distance <= 0 ? distance + 7 : distance) }
    return today.number + distance
  }
}
