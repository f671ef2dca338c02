import Characters

/// What a note is written in, as far as it matters for cutting it into words.
///
/// Only languages that share the Latin letters have to be told apart: others are plain from their script.
/// Raw values are stored in the index.
package enum Language: UInt8, Sendable, CaseIterable {
  /// Also what stands for a text too short to tell.
  case english = 0
  case german, french, spanish, italian, portuguese, dutch, swedish, norwegian, danish, finnish
  case hungarian, romanian, turkish, catalan, indonesian
  /// Its accents tell words apart, and words have no endings.
  case vietnamese
  /// Languages known by name that no stemmer here knows: words stay as they are.
  case other

  /// libstemmer's name; nil where words have no endings that it takes off.
  var algorithm: String? {
    switch self {
    case .english: "english"
    case .german: "german"
    case .french: "french"
    case .spanish: "spanish"
    case .italian: "italian"
    case .portuguese: "portuguese"
    case .dutch: "dutch"
    case .swedish: "swedish"
    case .norwegian: "norwegian"
    case .danish: "danish"
    case .finnish: "finnish"
    case .hungarian: "hungarian"
    case .romanian: "romanian"
    case .turkish: "turkish"
    case .catalan: "catalan"
    case .indonesian: "indonesian"
    case .vietnamese, .other: nil
    }
  }

  /// Whether words are told apart by their accents, so that they are searched with them too.
  package var keepsAccents: Bool { self == .vietnamese }

  /// Reads a name as front matter has it: `de`, `de-AT`, `pt_BR`, `german`, `Deutsch`; nil for no language.
  package init?(named name: String) {
    let name = name.lowercased()
    let code = name.prefix { $0 != "-" && $0 != "_" }
    if let known = Self.codes.first(where: { $0.0 == code || $0.1 == name || $0.2 == name }) {
      self = known.3
      return
    }
    guard (2...3).contains(code.utf8.count), code.utf8.allSatisfy({ $0.isSmallLetter }) else {
      return nil
    }
    self = .other
  }

  private static let codes: [(String, String, String, Language)] = [
    ("en", "english", "english", .english), ("de", "german", "deutsch", .german),
    ("fr", "french", "français", .french), ("es", "spanish", "español", .spanish),
    ("it", "italian", "italiano", .italian), ("pt", "portuguese", "português", .portuguese),
    ("nl", "dutch", "nederlands", .dutch), ("sv", "swedish", "svenska", .swedish),
    ("no", "norwegian", "norsk", .norwegian), ("nb", "bokmål", "norsk bokmål", .norwegian),
    ("nn", "nynorsk", "norsk nynorsk", .norwegian), ("da", "danish", "dansk", .danish),
    ("fi", "finnish", "suomi", .finnish), ("hu", "hungarian", "magyar", .hungarian),
    ("ro", "romanian", "română", .romanian), ("tr", "turkish", "türkçe", .turkish),
    ("ca", "catalan", "català", .catalan), ("id", "indonesian", "bahasa indonesia", .indonesian),
    ("vi", "vietnamese", "tiếng việt", .vietnamese),
  ]
}

/// A set of languages, one bit each.
package struct LanguageSet: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package init(_ language: Language) { rawValue = 1 << UInt32(language.rawValue) }

  package init(_ languages: some Sequence<Language>) {
    rawValue = languages.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }

  package static let all = LanguageSet(Language.allCases)

  @inline(__always)
  /// All languages that are known.
  package func contains(_ language: Language) -> Bool {
    rawValue >> UInt32(language.rawValue) & 1 != 0
  }

  /// The languages, in the order of their raw values.
  package var languages: [Language] { Language.allCases.filter { contains($0) } }
}
