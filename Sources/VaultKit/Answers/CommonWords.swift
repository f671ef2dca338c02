import NoteText

/// Short words that everybody spells right: where no note has one, no other word is meant.
///
/// Of short words each has others one letter away, and `last` is no slip of `least`.
enum CommonWords {
  /// Whether a folded word is one of them.
  static func contains(_ word: String) -> Bool {
    word.utf8.count <= longest && list.contains(word)
  }

  private static let longest = 6

  private static let list = WordList(
    """
    last least past post most best rest test text next list late later early long short high lower upper
    first second third fourth fifth half whole full empty same such else ever even only also just very
    more less many much some each none both once twice ago soon still then than here away back down over
    good better well worse worst bad great small large little big new old young free open close closed
    time times date dates year years month months week weeks day days hour hours minute today night noon
    monday friday sunday march april june july august spring summer autumn winter fall
    name names word words line lines page pages note notes file files book books task tasks item items
    thing things place places part parts side sides kind kinds sort type types form forms case cases
    make made take took taken give gave given come came went gone find found keep kept hold held leave left
    look looks need needs want wants like liked help call calls turn move moves show shows start starts stop
    stops begin began end ends run runs send sent read reads write wrote play plays work works works feel felt
    think tell told said says know knew known mean meant seem live lives love loved hope wish care wait
    walk talk sleep wake eat drink cook buy bought sell sold pay paid cost costs price prices money
    home house room door wall floor table chair bed kitchen fridge garden street road city town country
    man men woman women boy girl child people person friend family mother father brother sister wife
    head hand hands face eye eyes foot feet leg arm back heart mind body life death birth
    food water fire earth air wind rain snow sun moon star stars tree trees leaf fish bird birds cat cats
    dog dogs horse white black red green blue brown grey light dark hot cold warm cool hard soft fast slow
    init main root user users host port path paths code codes data base key keys lock size sizes list lists
    zwei drei vier fünf sechs sieben acht neun zehn jahr jahre tage woche monat stunde heute gestern morgen
    deux trois quatre cinq sept huit neuf jour jours mois annee heure aujourd hier demain
    """)
}
