/// How a language writes dates, as Moment.js 2.29.4 has it.
struct MomentLocale: Sendable {
  /// By its tag in Moment.js, such as `en-gb`.
  let tag: String
  let months: [String]
  let shortMonths: [String]
  /// From Sunday on.
  let weekdays: [String]
  let shortWeekdays: [String]
  let smallWeekdays: [String]
  /// What `LT`, `LTS`, `L`, `LL`, `LLL`, `LLLL`, `l`, `ll`, `lll` and `llll` stand for.
  let longForms: [String]
  /// The first day of a week, 0 for Sunday, and the day of January that is always in the first week, from that on.
  var firstWeekday: Int
  let firstWeek: Int
  /// Whether short months between hyphens have no full stop.
  var dropsStops = false
  /// Returns a number as an ordinal; the token says what is counted.
  let ordinal: @Sendable (_ number: Int, _ token: String) -> String

  static let longNames = [
    "LT", "LTS", "L", "LL", "LLL", "LLLL", "l", "ll", "lll", "llll",
  ]

  private init(
    _ tag: String, months: String, _ shortMonths: String, days: String, _ shortDays: String,
    _ smallDays: String, forms: [String], week: (first: Int, year: Int) = (1, 4),
    ordinal: @escaping @Sendable (Int, String) -> String
  ) {
    func list(_ names: String) -> [String] { names.split(separator: " ").map(String.init) }
    self.tag = tag
    self.months = list(months)
    self.shortMonths = list(shortMonths)
    weekdays = list(days)
    shortWeekdays = list(shortDays)
    smallWeekdays = list(smallDays)
    longForms = forms
    (firstWeekday, firstWeek) = week
    self.ordinal = ordinal
  }

  /// The names of the languages that are known.
  static var tags: [String] { all.map(\.tag) }

  /// Returns the language of a tag such as `de-AT` or `de_AT.UTF-8`; nil for one that is not known.
  static func named(_ name: String) -> MomentLocale? {
    let tag = name.prefix { $0 != "." && $0 != "@" }.lowercased().map { $0 == "_" ? "-" : $0 }
    let whole = String(tag)
    let language = String(whole.prefix { $0 != "-" })
    return all.first { $0.tag == whole } ?? all.first { $0.tag == language }
  }

  static let english = MomentLocale(
    "en", months: englishMonths, "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    days: englishDays, "Sun Mon Tue Wed Thu Fri Sat", "Su Mo Tu We Th Fr Sa",
    forms: [
      "h:mm A", "h:mm:ss A", "MM/DD/YYYY", "MMMM D, YYYY", "MMMM D, YYYY h:mm A",
      "dddd, MMMM D, YYYY h:mm A", "M/D/YYYY", "MMM D, YYYY", "MMM D, YYYY h:mm A",
      "ddd, MMM D, YYYY h:mm A",
    ], week: (0, 6), ordinal: englishOrdinal)

  private static let englishMonths =
    "January February March April May June July August September October November December"
  private static let englishDays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday"

  private static let englishOrdinal: @Sendable (Int, String) -> String = { number, _ in
    if number % 100 / 10 == 1 { return "\(number)th" }
    return switch number % 10 {
    case 1: "\(number)st"
    case 2: "\(number)nd"
    case 3: "\(number)rd"
    default: "\(number)th"
    }
  }

  private static let all = [
    english,
    MomentLocale(
      "en-gb", months: englishMonths, "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
      days: englishDays, "Sun Mon Tue Wed Thu Fri Sat", "Su Mo Tu We Th Fr Sa",
      forms: forms("DD/MM/YYYY", "D/M/YYYY", "D MMMM YYYY", comma: ","), ordinal: englishOrdinal),
    MomentLocale(
      "de",
      months: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
      "Jan. Feb. März Apr. Mai Juni Juli Aug. Sep. Okt. Nov. Dez.",
      days: "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag",
      "So. Mo. Di. Mi. Do. Fr. Sa.", "So Mo Di Mi Do Fr Sa",
      forms: forms("DD.MM.YYYY", "D.M.YYYY", "D. MMMM YYYY", comma: ","),
      ordinal: { number, _ in "\(number)." }),
    MomentLocale(
      "fr",
      months:
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
      "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
      days: "dimanche lundi mardi mercredi jeudi vendredi samedi",
      "dim. lun. mar. mer. jeu. ven. sam.", "di lu ma me je ve sa",
      forms: forms("DD/MM/YYYY", "D/M/YYYY", "D MMMM YYYY"),
      ordinal: { number, token in
        switch token {
        case "D": number == 1 ? "1er" : "\(number)"
        case "w", "W": number == 1 ? "1re" : "\(number)e"
        default: number == 1 ? "1er" : "\(number)e"
        }
      }),
    spanish,
    MomentLocale(
      "it",
      months:
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
      "gen feb mar apr mag giu lug ago set ott nov dic",
      days: "domenica lunedì martedì mercoledì giovedì venerdì sabato",
      "dom lun mar mer gio ven sab", "do lu ma me gi ve sa",
      forms: forms("DD/MM/YYYY", "D/M/YYYY", "D MMMM YYYY"),
      ordinal: { number, _ in "\(number)º" }),
    dutch,
    MomentLocale(
      "pt",
      months:
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
      "jan fev mar abr mai jun jul ago set out nov dez",
      days:
        "Domingo Segunda-feira Terça-feira Quarta-feira Quinta-feira Sexta-feira Sábado",
      "Dom Seg Ter Qua Qui Sex Sáb", "Do 2ª 3ª 4ª 5ª 6ª Sá",
      forms: forms("DD/MM/YYYY", "D/M/YYYY", "D [de] MMMM [de] YYYY", comma: ","),
      ordinal: { number, _ in "\(number)º" }),
  ]

  private static let spanish: MomentLocale = {
    var locale = MomentLocale(
      "es",
      months:
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
      "ene. feb. mar. abr. may. jun. jul. ago. sep. oct. nov. dic.",
      days: "domingo lunes martes miércoles jueves viernes sábado",
      "dom. lun. mar. mié. jue. vie. sáb.", "do lu ma mi ju vi sá",
      forms: forms("DD/MM/YYYY", "D/M/YYYY", "D [de] MMMM [de] YYYY", time: "H:mm", comma: ","),
      ordinal: { number, _ in "\(number)º" })
    locale.dropsStops = true
    return locale
  }()

  private static let dutch: MomentLocale = {
    var locale = MomentLocale(
      "nl",
      months:
        "januari februari maart april mei juni juli augustus september oktober november december",
      "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
      days: "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag",
      "zo. ma. di. wo. do. vr. za.", "zo ma di wo do vr za",
      forms: forms("DD-MM-YYYY", "D-M-YYYY", "D MMMM YYYY"),
      ordinal: { number, _ in
        "\(number)" + (number == 1 || number == 8 || number >= 20 ? "ste" : "de")
      })
    locale.dropsStops = true
    return locale
  }()

  /// The long forms of a language that builds them as most do.
  private static func forms(
    _ date: String, _ short: String, _ named: String, time: String = "HH:mm", comma: String = ""
  ) -> [String] {
    let shortName = named.replacing("MMMM", with: "MMM")
    return [
      time, time + ":ss", date, named, "\(named) \(time)", "dddd\(comma) \(named) \(time)", short,
      shortName, "\(shortName) \(time)", "ddd\(comma) \(shortName) \(time)",
    ]
  }
}
