internal import NoteText

/// The names of months and days in one language, folded as the tokenizer folds them, one blank between.
struct DateNames {
  var months: StaticString
  /// Short forms of the months, `-` where there is none of its own.
  var shortMonths: StaticString
  /// From Monday on.
  var weekdays: StaticString
  /// Words for days by their distance from today.
  var days: [(word: StaticString, distance: Int)]
  /// Words before a weekday, a week or a month: the last one, this one, the next one.
  var last: StaticString
  var this: StaticString
  var next: StaticString
  var week: StaticString
  var month: StaticString
  /// How a day is written; `D` stands for the day, `M` for the month and `Y` for the year.
  var forms: [StaticString]

  /// Languages whose names are known.
  static func of(_ language: Language) -> DateNames? {
    switch language {
    case .english: english
    case .german: german
    case .french: french
    case .spanish: spanish
    case .italian: italian
    case .portuguese: portuguese
    case .dutch: dutch
    default: nil
    }
  }

  /// The place of a word in a list, -1 where it is not there.
  static func place(of word: String, in list: StaticString) -> Int {
    let bytes = UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount)
    let word = word.utf8
    var place = 0
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] > 0x20 { end += 1 }
      if end - start == word.count, bytes[start..<end].elementsEqual(word) { return place }
      if end > start { place += 1 }
      start = end + 1
    }
    return -1
  }

  /// Whether a word is the only one of a list.
  static func equal(_ word: String, _ list: StaticString) -> Bool {
    word.utf8.elementsEqual(
      UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount))
  }

  /// The name at a place of a list.
  static func name(_ place: Int, of list: StaticString) -> String {
    let bytes = UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount)
    let names = bytes.split(whereSeparator: { $0 <= 0x20 })
    return place < names.count ? String(decoding: names[place], as: UTF8.self) : ""
  }

  /// The month of a name or its short form, 1 to 12; nil for another word.
  func month(_ word: String) -> Int? {
    let place = max(Self.place(of: word, in: months), Self.place(of: word, in: shortMonths))
    return place >= 0 && word != "-" ? place + 1 : nil
  }

  private static let english = DateNames(
    months: """
      january february march april may june july august september october november december
      """,
    shortMonths: "jan feb mar apr - jun jul aug sep oct nov dec",
    weekdays: "monday tuesday wednesday thursday friday saturday sunday",
    days: [("today", 0), ("yesterday", -1), ("tomorrow", 1)],
    last: "last", this: "this", next: "next", week: "week", month: "month",
    forms: ["D M Y", "M D Y", "DO M Y", "M DO Y"])
  private static let german = DateNames(
    months: "januar februar marz april mai juni juli august september oktober november dezember",
    shortMonths: "jan feb mrz apr - jun jul aug sep okt nov dez",
    weekdays: "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    days: [("heute", 0), ("gestern", -1), ("vorgestern", -2), ("morgen", 1), ("ubermorgen", 2)],
    last: "letzten letzte letzter letztes", this: "diesen diese dieser dieses",
    next: "nachsten nachste nachster nachstes", week: "woche", month: "monat", forms: ["D M Y"])
  private static let french = DateNames(
    months: "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    shortMonths: "janv fevr - avr - - juil - sept oct nov dec",
    weekdays: "lundi mardi mercredi jeudi vendredi samedi dimanche",
    days: [("hier", -1), ("demain", 1)], last: "", this: "", next: "", week: "", month: "",
    forms: ["D M Y"])
  private static let spanish = DateNames(
    months:
      "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    shortMonths: "ene feb mar abr - jun jul ago sept oct nov dic",
    weekdays: "lunes martes miercoles jueves viernes sabado domingo",
    days: [("hoy", 0), ("ayer", -1), ("anteayer", -2)], last: "", this: "", next: "", week: "",
    month: "", forms: ["D de M de Y", "D M Y"])
  private static let italian = DateNames(
    months: """
      gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
      """,
    shortMonths: "gen feb mar apr mag giu lug ago set ott nov dic",
    weekdays: "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    days: [("oggi", 0), ("ieri", -1), ("domani", 1)], last: "", this: "", next: "", week: "",
    month: "", forms: ["D M Y"])
  private static let portuguese = DateNames(
    months:
      "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    shortMonths: "jan fev mar abr mai jun jul ago set out nov dez",
    weekdays: "segunda terca quarta quinta sexta sabado domingo",
    days: [("hoje", 0), ("ontem", -1)], last: "", this: "", next: "", week: "", month: "",
    forms: ["D de M de Y", "D M Y"])
  private static let dutch = DateNames(
    months: """
      januari februari maart april mei juni juli augustus september oktober november december
      """,
    shortMonths: "jan feb mrt apr - jun jul aug sep okt nov dec",
    weekdays: "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    days: [("vandaag", 0), ("gisteren", -1), ("eergisteren", -2)], last: "vorige afgelopen",
    this: "deze", next: "volgende", week: "week", month: "maand", forms: ["D M Y"])
}
