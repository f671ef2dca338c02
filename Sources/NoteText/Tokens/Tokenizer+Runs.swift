internal import CUnicodeTables
import Characters

// Scripts that put no blanks between words: Chinese, Japanese, Thai, Lao, Khmer, Myanmar. A run gives one
// token for every two neighbouring characters, and the last character alone beside the last pair, so that a
// prefix of one character finds each character of the run. Korean is cut the same way though it has
// blanks: they stand between phrases, and a noun with its particles is one run of syllables.
extension Tokenizer {
  /// Most bytes of one character with its marks; more marks are dropped.
  private static let longestCluster = 32

  /// One character of a run, with the marks that belong to it.
  private struct Cluster {
    var start = 0
    var end = 0
    /// Its length in the buffer.
    var count = 0
    /// The character that a mark or a Korean letter may be joined with.
    var scalar: UInt32 = 0
  }

  /// Reads a run from its first character on.
  func run(_ source: Source, from: Int, _ emit: (Token) -> Bool) -> Int {
    guard handOver(emit) else { return -1 }
    var index = from
    var previous = Cluster()
    var current = Cluster()
    scan: while index < source.end, !source.bytes[index].isASCII {
      let (scalar, length) = ScalarReader.read(source.bytes, at: index, end: source.end)
      let record = vq_unicode_look_up(scalar)
      switch Int(record.kind) {
      case VQ_BIGRAM, VQ_MARK:
        let folded = Self.hiragana(UInt32(truncatingIfNeeded: Int(scalar) + Int(record.value)))
        if record.length == 0, let joined = Self.joined(current.scalar, folded) {
          current.scalar = joined
          current.count = ScalarReader.write(joined, to: word + previous.count)
        } else if record.kind == UInt8(VQ_MARK) {
          append(folded, record, to: &current, at: previous.count)
        } else {
          if current.count > 0 {
            if previous.count > 0, !emitPair(previous, current, emit) { return -1 }
            word.update(from: word + previous.count, count: current.count)
            previous = current
          }
          current = Cluster(start: index, scalar: record.length == 0 ? folded : 0)
          append(folded, record, to: &current, at: previous.count)
        }
        current.end = index + length
      case VQ_IGNORED:
        break
      default:
        break scan
      }
      index += length
    }
    return emitEnd(previous, current, emit) ? index : -1
  }

  /// Returns the hiragana of a katakana: many words are written in either.
  @inline(__always)
  private static func hiragana(_ scalar: UInt32) -> UInt32 {
    scalar &- 0x30A1 < 0x56 || scalar &- 0x30FD < 2 ? scalar - 0x60 : scalar
  }

  private func append(
    _ folded: UInt32, _ record: vq_unicode_record, to cluster: inout Cluster, at offset: Int
  ) {
    let out = word + offset + cluster.count
    if record.length > 0 {
      let count = min(Int(record.length), Self.longestCluster - cluster.count)
      guard count == Int(record.length) else { return }
      out.update(from: vq_unicode_pool_start() + Int(record.value), count: count)
      cluster.count += count
    } else if cluster.count + 4 <= Self.longestCluster {
      cluster.count += ScalarReader.write(folded, to: out)
    }
  }

  private func emitPair(_ first: Cluster, _ second: Cluster, _ emit: (Token) -> Bool) -> Bool {
    let term = UnsafeRawBufferPointer(start: word, count: first.count + second.count)
    return emit(Token(term: term, start: first.start, end: second.end, kind: .unspaced))
  }

  /// The last pair of a run and its last character.
  private func emitEnd(_ previous: Cluster, _ current: Cluster, _ emit: (Token) -> Bool) -> Bool {
    guard current.count > 0 else { return true }
    let hasPair = previous.count > 0
    if hasPair, !emitPair(previous, current, emit) { return false }
    let term = UnsafeRawBufferPointer(start: word + previous.count, count: current.count)
    return emit(
      Token(
        term: term, start: current.start, end: current.end, isColocated: hasPair, kind: .unspaced))
  }

  /// Returns what a kana and a voicing mark, or Korean letters, are as one character.
  ///
  /// File names from macOS come decomposed, half-width kana too. The rules of Korean are those of
  /// the Unicode standard, section 3.12.
  private static func joined(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if second == 0x3099 || second == 0x309A {
      let step = second &- 0x3098
      switch first {
      case 0x306F, 0x3072, 0x3075, 0x3078, 0x307B: return first + step
      case 0x304B...0x3061 where first & 1 == 1 && step == 1: return first + 1
      case 0x3064, 0x3066, 0x3068, 0x309D: return step == 1 ? first + 1 : nil
      case 0x3046: return step == 1 ? 0x3094 : nil
      default: return nil
      }
    }
    if second &- 0x1161 < 21, first &- 0x1100 < 19 {
      return 0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28
    }
    if second &- 0x11A8 < 27, first &- 0xAC00 < 11_172, (first - 0xAC00) % 28 == 0 {
      return first + (second - 0x11A7)
    }
    return nil
  }
}
