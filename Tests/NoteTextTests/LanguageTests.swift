import NoteText
import Testing

@Suite struct LanguageTests {
  static let texts: [(Language, String)] = [
    (.english, "The tram stops in front of the house, and it is not far to the river."),
    (.german, "Die Bahn hält vor dem Haus, und es ist nicht weit bis zum Fluss."),
    (.french, "Le tram s'arrête devant la maison et ce n'est pas loin de la rivière."),
    (.spanish, "El tranvía para delante de la casa y no está lejos del río."),
    (.italian, "Il tram si ferma davanti alla casa e non è lontano dal fiume."),
    (.portuguese, "O elétrico para em frente da casa e não fica longe do rio, mas é caro."),
    (.dutch, "De tram stopt voor het huis en het is niet ver naar de rivier."),
    (.swedish, "Spårvagnen stannar framför huset och det är inte långt till floden."),
    (
      .norwegian,
      "Trikken stopper foran huset, og det er ikke langt å gå ned til elva når hva du vil er nå."
    ),
    (.danish, "Sporvognen holder foran huset, og det er ikke langt at gå, hvad man end vil nu."),
    (
      .finnish,
      "Raitiovaunu pysähtyy talon edessä, ja se ei ole kaukana joesta, mutta se on kallis."
    ),
    (.hungarian, "A villamos a ház előtt áll meg, és nem messze van a folyó, de ez csak egy út."),
    (.romanian, "Tramvaiul oprește în fața casei și nu este departe de râu, dar este la vale."),
    (.turkish, "Tramvay evin önünde durur ve nehir çok uzak değil, ama bu bir yol için daha iyi."),
    (
      .catalan,
      "El tramvia s'atura davant de la casa i no és lluny del riu, però això és molt car amb ella."
    ),
    (.indonesian, "Trem itu berhenti di depan rumah dan tidak jauh dari sungai yang ada di sini."),
    (.vietnamese, "Xe điện dừng trước nhà và không xa sông, nhưng vé của nó rất đắt."),
    (.english, ""), (.english, "Falcon"), (.english, "404 410 502"),
    (.english, "func main() { let x = 1 }"), (.english, "我想点菜。地铁站在哪里？"),
    (.english, "Где ключ от дачи? Он под камнем."),
    // Parts of names, numbers and addresses are no words of a sentence, nor is a letter alone.
    (.english, "j-maas, j0rd1smit, d-eniz and l3-n0x: github.com/j/l-n/d"),
    (.english, "[Readwise](https://readwise.io/i/ac9) https://e.o/a/i?a=i&o=e"),
    (.english, "C, D and vitamin D; C malloc, C main, L size"),
    (.english, "replace-all, find_all, @ohm-en, #ella-per"),
    // One word again and again is a name.
    (.english, "Ben. Repositories by Ben. Themes of Ben, Ben, Ben"),
    (.french, "L'eau d'ici, c'est l\u{2019}or."), (.italian, "L'acqua è dell'isola."),
  ]

  @Test(arguments: texts)
  func detectorTells(_ language: Language, _ text: String) {
    #expect(LanguageDetector().language(of: text) == language, "\(text)")
  }

  /// A fifth of the letters between other bytes are vowels, and many languages have words of one vowel.
  @Test func bytesThatAreNoTextHaveNoLanguage() {
    var state: UInt64 = 20_261_130
    let detector = LanguageDetector()
    var found: [Language] = []
    for _ in 0..<200 {
      let bytes = (0..<4096).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      }
      let language = detector.language(of: String(decoding: bytes, as: UTF8.self))
      if language != .english { found.append(language) }
    }
    #expect(found.count < 20, "\(found)")
  }

  @Test(arguments: [
    ("de", Language.german), ("de-AT", .german), ("pt_BR", .portuguese), ("Deutsch", .german),
    ("FRENCH", .french), ("nb", .norwegian), ("pl", .other), ("tlh", .other),
  ])
  func frontMatterNames(_ name: String, _ language: Language) {
    #expect(Language(named: name) == language)
  }

  @Test(arguments: ["", "x", "klingon", "12", "C++"])
  func otherWordsNameNoLanguage(_ name: String) {
    #expect(Language(named: name) == nil)
  }

  static let stems: [(Language, String, String)] = [
    (.german, "Kündigungsfristen", "kundigungsfrist"), (.french, "maisons", "maison"),
    (.french, "changer changé changée changées changees", "chang chang chang chang chang"),
    (.french, "marée mars", "mare mar"), (.english, "employees", "employe"),
    (.spanish, "canciones", "cancion"), (.italian, "ricette", "ricett"),
    (.swedish, "flickorna", "flick"), (.turkish, "evler", "ev"),
    (.english, "recipes", "recip"), (.other, "recipes", "recipes"),
    (.vietnamese, "số nhà", "so/số nha/nhà"), (.vietnamese, "SỐ", "so/số"),
    (.vietnamese, "so\u{302}\u{301}", "so/số"), (.german, "где ключи", "где ключ"),
  ]

  @Test(arguments: stems)
  func endingsGoByLanguage(_ language: Language, _ text: String, _ expected: String) {
    let tokenizer = Tokenizer()
    tokenizer.language = language
    #expect(tokens(of: text, tokenizer) == expected)
  }

  @Test(arguments: Language.allCases)
  func everyLanguageHasItsRawValueInTheSet(_ language: Language) {
    #expect(LanguageSet(language).languages == [language])
    #expect(LanguageSet.all.contains(language))
  }

  @Test(arguments: [
    ("1,000", "1/1000 000"), ("12,345,678 x", "12/12345678 345 678 x"), ("1,00", "1 00"),
    ("1,0000", "1 0000"), ("a,100", "a 100"), ("2024,100", "2024 100"), ("1,000th", "1 000th"),
    ("1,000, 2", "1/1000 000 2"),
  ])
  func numbersWithCommasAreOneNumberToo(_ text: String, _ expected: String) {
    #expect(tokens(of: text) == expected)
  }
}
