import Testing

@testable import NoteIndex

/// What of the addresses behind links is indexed.
@Suite struct AddressTextTests {
  @Test(arguments: [
    (
      "shop|(https://shop.example/orders/4711)", "shop|_______//shop.example/orders/4711)",
      "no scheme"
    ),
    (
      "a|(https://x.example/one/two)|b|(https://x.example/two/three?page=one)",
      "a|_______//x.example/one/two)|b|_______//_________/___/three?page=___)", "a part counts once"
    ),
    ("mail|(mailto:me@x.example)", "mail|(mailto:me@x.example)", "no slashes, no scheme"),
    ("post|(x.example/my-post)", "post|(x.example/my_post)", "no compound"),
    ("none|()", "none|()", "an empty address"),
  ])
  func saysWhatIsNew(_ text: String, _ wanted: String, _ reason: String) {
    // A line stands for a blank, a bar for the one before an address.
    let bytes = Array(text.utf8)
    var addresses: [Range<Int>] = []
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "(") {
      addresses.append(index..<(bytes[index...].firstIndex(of: UInt8(ascii: ")")) ?? index) + 1)
    }
    var address = AddressText()
    let found = bytes.withUnsafeBytes { address.withBlanks($0, addresses) { Array($0) } }
    let shown = found.map { $0 == 0x20 ? UInt8(ascii: "_") : $0 }
    #expect(String(decoding: shown, as: UTF8.self) == wanted, "\(reason)")
  }
}
