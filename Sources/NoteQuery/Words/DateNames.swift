import Characters
internal import NoteText

/// The names of months and days in one language, folded as the tokenizer folds them, without apostrophes.
///
/// A list has a blank between its names and a stroke between two names of one thing.
struct DateNames {
  var months: StaticString
  /// From Monday on.
  var weekdays: StaticString
  /// Words for days by their distance from today.
  var days: [(words: StaticString, distance: Int)]
  /// Words beside a weekday, a week or a month: the last one, this one, the next one.
  var last: StaticString
  var this: StaticString
  var next: StaticString
  /// Whether those words stand behind it too: `vendredi dernier`.
  var follow = true
  var day: StaticString
  var week: StaticString
  var month: StaticString
  /// The numbers from one on, as words.
  var numbers: StaticString
  /// How a distance back is told; `N` stands for the number, `U` for the unit.
  var ago: [StaticString]
  /// How a day is written; `D` stands for the day, `M` for the month and `Y` for the year.
  var forms: [StaticString] = ["D M Y", "0D M Y"]
  var monthForms: [StaticString] = ["M Y", "Y M"]
  /// The first day of a month, where it has a name of its own.
  var first: StaticString = ""

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

  /// The first two letters of the words that a date can begin with, for each language: for each first letter a bit for
  /// each second one, by its lower five bits.
  private static let beginnings = Language.allCases.map { of($0)?.beginnings ?? [] }

  private var beginnings: [UInt32] {
    var lists = [months, weekdays, last, this, next, week, month, numbers]
    // A pattern that begins with a number has no letter there.
    lists += days.map(\.words) + ago.filter { !Self.begins($0, as: "N") }
    var beginnings = Array(repeating: UInt32(0), count: 26)
    for list in lists {
      let bytes = UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount)
      for name in bytes.split(whereSeparator: { $0 == .space || $0 == UInt8(ascii: "/") }) {
        guard let first = name.first, first.isSmallLetter else { continue }
        let second = name.dropFirst().first ?? 0
        beginnings[Int(first - 0x61)] |= 1 &<< UInt32(second & 0x1F)
      }
    }
    return beginnings
  }

  /// Whether a date may begin with a word: of most words the first two letters tell that none does.
  static func mayBegin(_ word: String, in language: Language) -> Bool {
    var letters = word.utf8.makeIterator()
    guard let first = letters.next() else { return false }
    if !first.isSmallLetter { return true }
    let beginnings = beginnings[Int(language.rawValue)]
    let second = letters.next() ?? 0
    return !beginnings.isEmpty
      && beginnings[Int(first - 0x61)] &>> UInt32(second & 0x1F) & 1 != 0
  }

  /// The place of a word in a list, -1 where it is not there.
  ///
  /// It is asked for every word of every question, so nothing is allocated.
  static func place(of word: String, in list: StaticString) -> Int {
    var word = word
    return word.withUTF8 { word in
      let list = UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount)
      var place = 0
      var start = 0
      for index in 0...list.count {
        let byte = index < list.count ? list[index] : .space
        guard byte == .space || byte == UInt8(ascii: "/") else { continue }
        if index - start == word.count, list[start..<index].elementsEqual(word) { return place }
        start = index + 1
        if byte == .space { place += 1 }
      }
      return -1
    }
  }

  /// Whether a text begins with the first byte of a word.
  static func begins(_ text: StaticString, as word: String) -> Bool {
    text.utf8CodeUnitCount > 0 && text.utf8Start[0] == word.utf8.first
  }

  /// The names at a place of a list.
  static func names(_ place: Int, of list: StaticString) -> [String] {
    let bytes = UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount)
    let names = bytes.split(whereSeparator: { $0.isBlankOrControl })
    guard place < names.count else { return [] }
    return names[place].split(separator: UInt8(ascii: "/")).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The month of a name or its short form, 1 to 12; nil for another word.
  func month(_ word: String) -> Int? {
    let isShort = word.utf8.last == UInt8(ascii: ".")
    let place = Self.place(of: isShort ? String(word.dropLast()) : word, in: months)
    return place >= 0 ? place + 1 : nil
  }

  private static let english = DateNames(
    months: """
      january/jan february/feb march/mar april/apr may june/jun july/jul august/aug \
      september/sep/sept october/oct november/nov december/dec
      """,
    weekdays: """
      monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat \
      sunday/sun
      """,
    days: [
      ("today", 0), ("yesterday", -1), ("tomorrow", 1), ("day before yesterday", -2),
      ("day after tomorrow", 2),
    ],
    last: "last", this: "this", next: "next", follow: false, day: "day/days", week: "week/weeks",
    month: "month/months", numbers: "one/a/an two three four five six seven eight nine ten",
    ago: ["N U ago"],
    forms: ["D M Y", "M D Y", "DO M Y", "M DO Y", "DO of M Y", "Y M D", "0D M Y"],
    monthForms: ["M Y", "Y M", "M of Y"])
  private static let german = DateNames(
    months: """
      januar/jan februar/feb marz/mrz april/apr mai juni/jun juli/jul august/aug september/sep \
      oktober/okt november/nov dezember/dez
      """,
    weekdays: """
      montag/mo dienstag/di mittwoch/mi donnerstag/do freitag/fr samstag/sonnabend/sa sonntag/so
      """,
    days: [("heute", 0), ("gestern", -1), ("vorgestern", -2), ("morgen", 1), ("ubermorgen", 2)],
    last: "letzten letzte letzter letztes letztem", this: "diesen diese dieser dieses diesem",
    next: "nachsten nachste nachster nachstes nachstem", follow: false, day: "tag/tage/tagen",
    week: "woche/wochen", month: "monat/monate/monaten",
    numbers: "ein/eine/einem/einer zwei drei vier funf sechs sieben acht neun zehn",
    ago: ["vor N U"])
  private static let french = DateNames(
    months: """
      janvier/janv fevrier/fevr mars avril/avr mai juin juillet/juil aout septembre/sept \
      octobre/oct novembre/nov decembre/dec
      """,
    weekdays: "lundi mardi mercredi jeudi vendredi samedi dimanche",
    days: [
      ("aujourdhui", 0), ("hier", -1), ("avant-hier", -2), ("demain", 1), ("apres-demain", 2),
    ],
    last: "dernier derniere", this: "ce cet cette", next: "prochain prochaine", day: "jour/jours",
    week: "semaine/semaines", month: "mois",
    numbers: "un/une deux trois quatre cinq six sept huit neuf dix", ago: ["il y a N U"],
    first: "1er")
  private static let spanish = DateNames(
    months: """
      enero/ene febrero/feb marzo/mar abril/abr mayo junio/jun julio/jul agosto/ago \
      septiembre/sept octubre/oct noviembre/nov diciembre/dic
      """,
    weekdays: "lunes martes miercoles jueves viernes sabado domingo",
    days: [("hoy", 0), ("ayer", -1), ("anteayer", -2), ("manana", 1)],
    last: "pasado pasada ultimo ultima", this: "este esta", next: "proximo proxima",
    day: "dia/dias", week: "semana/semanas", month: "mes/meses",
    numbers: "un/una/uno dos tres cuatro cinco seis siete ocho nueve diez", ago: ["hace N U"],
    forms: ["D de M de Y", "D M Y", "0D M Y"], monthForms: ["M Y", "Y M", "M de Y"])
  private static let italian = DateNames(
    months: """
      gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago \
      settembre/set ottobre/ott novembre/nov dicembre/dic
      """,
    weekdays: "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    days: [("oggi", 0), ("ieri", -1), ("domani", 1), ("dopodomani", 2)],
    last: "scorso scorsa ultimo ultima", this: "questo questa", next: "prossimo prossima",
    day: "giorno/giorni", week: "settimana/settimane", month: "mese/mesi",
    numbers: "un/una/uno due tre quattro cinque sei sette otto nove dieci", ago: ["N U fa"])
  private static let portuguese = DateNames(
    months: """
      janeiro/jan fevereiro/fev marco/mar abril/abr maio/mai junho/jun julho/jul agosto/ago \
      setembro/set outubro/out novembro/nov dezembro/dez
      """,
    weekdays: """
      segunda/segunda-feira terca/terca-feira quarta/quarta-feira quinta/quinta-feira \
      sexta/sexta-feira sabado domingo
      """,
    days: [("hoje", 0), ("ontem", -1), ("anteontem", -2), ("amanha", 1)],
    last: "passado passada ultimo ultima", this: "este esta neste nesta", next: "proximo proxima",
    day: "dia/dias", week: "semana/semanas", month: "mes/meses",
    numbers: "um/uma dois/duas tres quatro cinco seis sete oito nove dez",
    ago: ["ha N U", "N U atras"], forms: ["D de M de Y", "D M Y", "0D M Y"],
    monthForms: ["M Y", "Y M", "M de Y"])
  private static let dutch = DateNames(
    months: """
      januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug \
      september/sep oktober/okt november/nov december/dec
      """,
    weekdays: "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    days: [
      ("vandaag", 0), ("gisteren", -1), ("eergisteren", -2), ("morgen", 1), ("overmorgen", 2),
    ],
    last: "vorige afgelopen", this: "deze", next: "volgende", follow: false, day: "dag/dagen",
    week: "week/weken", month: "maand/maanden",
    numbers: "een twee drie vier vijf zes zeven acht negen tien", ago: ["N U geleden"])
}
