import Testing

@testable import VaultKit

/// How likely the slips of one letter are, beside each other.
@Suite struct SlipTests {
  private func slip(_ typed: String, _ meant: String) -> Slip {
    Slip(typed: typed.unicodeScalars.map(\.value), meant: meant.unicodeScalars.map(\.value))
  }

  /// Each is likelier than the next.
  @Test(arguments: [
    ["comunicate communicate", "relase release", "relase relate"],
    ["pluign plugin", "plugon plugin", "plugzn plugin"],
    ["pluggin plugin", "pluxgin plugin"], ["pligin plugin", "plwgin plugin"],
    ["plufgin plugin", "plupgin plugin"],
    ["lugin plugin", "oplugin plugin", "zlugin plugin"],
    ["plgin plugin", "lugin plugin"], ["plugni plugin", "lpugin plugin"],
  ])
  func likelierSlipComesFirst(_ pairs: [String]) {
    let values = pairs.map { pair in
      let words = pair.split(separator: " ").map(String.init)
      return slip(words[0], words[1]).likelihood
    }
    #expect(values == values.sorted(by: >))
    #expect(Set(values).count == values.count)
  }

  @Test(arguments: [
    ("fridge", "bridge", true), ("nridge", "bridge", false), ("ridge", "bridge", false),
    ("abridge", "bridge", false), ("rbidge", "bridge", false), ("brifge", "bridge", false),
    ("yeitschrift", "zeitschrift", false), ("ъосква", "москва", false), ("qut", "put", true),
  ])
  func firstLetterFarAwayIsTold(_ typed: String, _ meant: String, _ isFar: Bool) {
    #expect(slip(typed, meant).isFarAtFirst == isFar)
  }

  @Test(arguments: [
    ("g", "b", true), ("s", "z", true), ("s", "e", true), ("p", "o", true), ("z", "y", true),
    ("f", "b", false), ("q", "p", false), ("q", "s", false), ("q", "z", false),
    ("a", "a", false), ("é", "e", nil),
  ])
  func keysTouchEachOther(_ letter: Unicode.Scalar, _ other: Unicode.Scalar, _ areBeside: Bool?) {
    #expect(KeyboardLetters.areBeside(letter.value, other.value) == areBeside)
    #expect(KeyboardLetters.areBeside(other.value, letter.value) == areBeside)
  }
}
