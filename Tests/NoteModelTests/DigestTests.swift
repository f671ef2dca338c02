import NoteModel
import Testing

/// Vectors computed with the reference implementation of XXH64, seed 0.
@Suite struct DigestTests {
  @Test(
    arguments: [
      ("", 0xEF46_DB37_51D8_E999),
      ("a", 0xD24E_C4F1_A98C_6E5B),
      ("abc", 0x44BC_2CF5_AD77_0999),
      ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
    ] as [(String, UInt64)])
  func equalsTheReference(_ text: String, _ digest: UInt64) {
    #expect(UInt64(bitPattern: Digest.of(text)) == digest)
  }
}
