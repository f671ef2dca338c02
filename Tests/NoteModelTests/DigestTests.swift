import NoteModel
import TestSupport
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

  @Test(arguments: Rounds.seeds(40))
  func piecesHaveTheDigestOfTheWhole(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = (0..<Int.random(in: 0..<300, using: &random)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    var running = RunningDigest()
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + Int.random(in: 0..<70, using: &random))
      bytes[start..<end].withUnsafeBytes { running.add($0) }
      start = end
    }
    #expect(running.value == bytes.withUnsafeBytes { Digest.of($0) }, "VQ_SEED=\(seed)")
    #expect(running.count == bytes.count)
  }
}
