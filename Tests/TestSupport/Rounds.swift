import Foundation

/// How often a law is tried: few times in CI, more by the environment variable `VQ_ROUNDS`.
package enum Rounds {
  /// Returns `usual` times `$VQ_ROUNDS`.
  package static func count(_ usual: Int) -> Int {
    let factor = ProcessInfo.processInfo.environment["VQ_ROUNDS"].flatMap(Int.init) ?? 1
    return usual * max(1, factor)
  }

  /// Returns seeds for that many rounds, the first one by the environment variable `VQ_SEED`.
  package static func seeds(_ usual: Int) -> [UInt64] {
    let first = ProcessInfo.processInfo.environment["VQ_SEED"].flatMap(UInt64.init) ?? 1
    return (0..<UInt64(count(usual))).map { first + $0 }
  }
}
