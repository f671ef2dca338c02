// PCRE2's own limit counts from zero again at each place where a match may begin, and does not count the bytes that
// a repeat runs over. So the translator puts callouts wherever work can multiply, and the callouts count.

import CPCRE2
import Characters

/// Matches one pattern against many texts; for one thread.
package final class PatternMatcher {
  /// Most KiB of memory for backtracking.
  private static let mostKibibytes: UInt32 = 16 << 10
  /// Most calls of the matcher, should the limit of steps fail.
  private static let mostCalls: UInt32 = 10_000_000

  /// Bytes that are looked at for a beginning in the time of a step, as a power of two.
  private static let lookedAtInAStep = 10

  /// What callouts count with.
  private struct Count {
    var left = 0
    var position = 0
  }

  package let pattern: Pattern
  /// The most steps for each call: a step is one try of a part of the pattern, or one byte that a repeat runs over.
  package let mostSteps: Int
  /// The steps that the last call took.
  package private(set) var steps = 0
  private let match: OpaquePointer
  private let context: OpaquePointer
  private let count: UnsafeMutablePointer<Count>
  /// A text that was no UTF-8, mended.
  private var mended: [UInt8] = []

  /// Throws `PatternError` where there is no memory.
  package init(_ pattern: Pattern, mostSteps: Int = 1_000_000) throws(PatternError) {
    self.pattern = pattern
    self.mostSteps = mostSteps
    guard let match = pcre2_match_data_create_8(1, nil) else { throw Pattern.outOfMemory }
    guard let context = pcre2_match_context_create_8(nil) else {
      pcre2_match_data_free_8(match)
      throw Pattern.outOfMemory
    }
    (self.match, self.context) = (match, context)
    count = .allocate(capacity: 1)
    count.initialize(to: Count())
    pcre2_set_heap_limit_8(context, Self.mostKibibytes)
    pcre2_set_match_limit_8(context, Self.mostCalls)
    pcre2_set_callout_8(context, { block, count in PatternMatcher.step(block, count) }, count)
  }

  deinit {
    pcre2_match_data_free_8(match)
    pcre2_match_context_free_8(context)
    count.deallocate()
  }

  /// Returns the bytes of the first match; nil for none.
  ///
  /// Throws `PatternError` of kind `tooCostly`.
  package func firstMatch(in text: UnsafeRawBufferPointer) throws(PatternError) -> Range<Int>? {
    var first: Range<Int>?
    try forEachMatch(in: text) { range in
      first = range
      return false
    }
    return first
  }

  /// Calls `body` with the bytes of each match, in order and without overlaps, until it returns false.
  ///
  /// Bytes that are not UTF-8 match as a character that no pattern names. Throws `PatternError` of kind `tooCostly`;
  /// the matches found before that were handed over.
  package func forEachMatch(
    in text: UnsafeRawBufferPointer, _ body: (Range<Int>) -> Bool
  ) throws(PatternError) {
    count.pointee = Count(left: mostSteps, position: 0)
    defer { steps = mostSteps - max(0, count.pointee.left) }
    if ValidText.isValid(text) { return try search(text, body) }
    var mended = self.mended
    self.mended = []
    ValidText.mend(text, into: &mended)
    defer { self.mended = mended }
    let failure: PatternError? = mended.withUnsafeBytes { bytes in
      do throws(PatternError) { try search(bytes, body) } catch { return error }
      return nil
    }
    if let failure { throw failure }
  }

  private func search(
    _ text: UnsafeRawBufferPointer, _ body: (Range<Int>) -> Bool
  ) throws(PatternError) {
    // PCRE2 wants an address for an empty text too.
    let empty: StaticString = ""
    let bytes = text.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? empty.utf8Start
    var start = 0
    while start <= text.count {
      count.pointee.position = start
      if pattern.ignoresCase {
        // To find a beginning in either letter case, PCRE2 may look at all of the rest, anew for each match.
        count.pointee.left -= (text.count - start) >> Self.lookedAtInAStep
        if count.pointee.left < 0 { throw PatternError(.tooCostly, Self.words(of: 0)) }
      }
      let code = pcre2_match_8(
        pattern.code, bytes, text.count, start, UInt32(PCRE2_NO_UTF_CHECK), match, context)
      if code == PCRE2_ERROR_NOMATCH { return }
      guard code >= 0, let ends = pcre2_get_ovector_pointer_8(match) else {
        throw PatternError(.tooCostly, Self.words(of: code))
      }
      // A lookbehind can make a match that ends before it starts; there is nothing to show of it.
      let range = ends[0]..<max(ends[0], ends[1])
      if !body(range) { return }
      start = range.upperBound
      if range.isEmpty {
        start += 1
        while start < text.count, text[start].isContinuation { start += 1 }
      }
      count.pointee.left -= 1
    }
  }

  private static func words(of code: Int32) -> String {
    switch code {
    case PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_NOMEMORY:
      "it takes too much memory to match"
    default: "it takes too many steps to match"
    }
  }

  /// Counts a callout; negative where the match has to be given up.
  private static func step(
    _ block: UnsafeMutablePointer<pcre2_callout_block_8>?, _ data: UnsafeMutableRawPointer?
  ) -> Int32 {
    guard let block, let count = data?.assumingMemoryBound(to: Count.self) else { return 0 }
    let position = block.pointee.current_position
    // PCRE2 finds the next place where a match can begin at the speed of memory.
    let begins = block.pointee.callout_flags & UInt32(PCRE2_CALLOUT_STARTMATCH) != 0
    var cost = begins ? 1 : 1 + abs(position - count.pointee.position)
    count.pointee.position = position
    let number = Int(block.pointee.callout_number)
    if number > PatternTranslator.costs {
      // A repeat of at least so many rounds follows.
      cost += 1 << (number - PatternTranslator.costs)
    } else if number > 0, number < Int(block.pointee.capture_top) {
      // What a group matched is compared.
      let ends = block.pointee.offset_vector
      if let ends, ends[2 * number] != .max { cost += abs(ends[2 * number + 1] - ends[2 * number]) }
    }
    count.pointee.left -= cost
    return count.pointee.left < 0 ? PCRE2_ERROR_CALLOUT : 0
  }
}
