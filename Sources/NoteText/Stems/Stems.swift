/// Takes the endings off words, by the language that their script tells.
///
/// Latin letters are those of the language that was set, for a whole text; what scripts with a main
/// language of their own are written in is plain from the first letter. A stemmer is made when
/// the first word needs it.
final class Stems {
  private var byLanguage = [StemCache?](repeating: nil, count: Language.allCases.count)
  private var others = [StemCache?](repeating: nil, count: Script.allCases.count)
  /// Records the words that are met for the first time.
  var recorder: WordRecorder? {
    didSet {
      for cache in byLanguage + others { cache?.recorder = recorder }
    }
  }

  /// The scripts that one of libstemmer's languages stands for.
  enum Script: Int, CaseIterable {
    case cyrillic
    case greek
    case arabic
    case devanagari
    case armenian
    case tamil

    /// Returns the script of a word by its first character; nil where it has no stemmer.
    init?(_ word: UnsafePointer<UInt8>) {
      switch (word[0], word[1]) {
      case (0xD0...0xD3, _): self = .cyrillic
      case (0xCD...0xCF, _): self = .greek
      case (0xD8...0xDB, _): self = .arabic
      case (0xE0, 0xA4...0xA5): self = .devanagari
      case (0xD4...0xD6, _): self = .armenian
      case (0xE0, 0xAE...0xAF): self = .tamil
      default: return nil
      }
    }

    var algorithm: String {
      switch self {
      case .cyrillic: "russian"
      case .greek: "greek"
      case .arabic: "arabic"
      case .devanagari: "hindi"
      case .armenian: "armenian"
      case .tamil: "tamil"
      }
    }
  }

  /// Returns the stems of a language in Latin letters, nil where it has none.
  func latin(_ language: Language) -> StemCache? {
    let place = Int(language.rawValue)
    if byLanguage[place] == nil, let algorithm = language.algorithm {
      byLanguage[place] = StemCache(algorithm, longestKey: 15)
      byLanguage[place]?.recorder = recorder
    }
    return byLanguage[place]
  }

  /// Returns the stem of a word beyond ASCII, nil where its script has no stemmer.
  func other(_ word: UnsafeMutablePointer<UInt8>, _ count: Int) -> UnsafeRawBufferPointer? {
    let bytes = UnsafeRawBufferPointer(start: word, count: count)
    guard let script = Script(word) else {
      recorder?.add(bytes)
      return nil
    }
    if let cache = others[script.rawValue] { return cache.stem(bytes) }
    let cache = StemCache(script.algorithm, longestKey: 31)
    cache.recorder = recorder
    others[script.rawValue] = cache
    return cache.stem(bytes)
  }
}
