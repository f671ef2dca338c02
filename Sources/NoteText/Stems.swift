/// Takes the endings off words, by the language that their script tells.
///
/// Latin letters are taken for English, which does other languages little harm; what scripts with a main
/// language of their own are written in is plain from the first letter. A stemmer is made when
/// the first word needs it. Latin-script languages cannot be told apart word by word.
final class Stems {
  private let english = StemCache("english", longestKey: 15)
  private var others = [StemCache?](repeating: nil, count: Script.allCases.count)

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

  /// Returns the stem of `count` small ASCII letters; see `StemCache.stem`.
  @inline(__always)
  func english(_ word: UnsafeMutablePointer<UInt8>, _ count: Int) -> UnsafeRawBufferPointer {
    english.stem(word, count)
  }

  /// Returns the stem of a word beyond ASCII, nil where its script has no stemmer.
  func other(_ word: UnsafeMutablePointer<UInt8>, _ count: Int) -> UnsafeRawBufferPointer? {
    guard let script = Script(word) else { return nil }
    if let cache = others[script.rawValue] { return cache.stem(word, count) }
    let cache = StemCache(script.algorithm, longestKey: 31)
    others[script.rawValue] = cache
    return cache.stem(word, count)
  }
}
