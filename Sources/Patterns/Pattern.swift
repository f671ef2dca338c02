// A pattern may come from a stranger's vault. PCRE2 is given a text that the translator has made, never
// the pattern itself, so that nothing of PCRE2's own language (verbs, recursion, callouts) is in reach.

import CPCRE2

/// How a pattern is read: JavaScript's flags of the same letters.
package struct PatternFlags: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// `i`: letter case does not count, in all scripts.
  package static let ignoresCase = PatternFlags(rawValue: 1)
  /// `m`: `^` and `$` also match at line breaks.
  package static let hasLines = PatternFlags(rawValue: 2)
  /// `s`: `.` also matches line breaks.
  package static let dotMatchesBreaks = PatternFlags(rawValue: 4)
}

/// A compiled regular expression in JavaScript's syntax.
///
/// Compile it once and share it between threads; each thread matches with a `PatternMatcher` of its own.
///
/// It means what it means in JavaScript with the flag `u`, but bad escapes are read as without it (`\-` is `-`, `a{` is
/// `a{`). The differences that are left:
/// - A lookbehind needs a fixed length in each of its alternatives.
/// - A group inside of a repeated one keeps what it matched in the round before.
/// - Counts end at 65,535; `{2,1}` and two quantifiers in a row are errors, as in JavaScript.
/// - `.` matches U+2028 and U+2029, and `^` does not match between CR and LF.
/// - With `i`, `k` matches the Kelvin sign and `s` the long s, as with the flag `u`.
/// - `\p{…}` knows the properties of the Unicode version of PCRE2.
package final class Pattern: Sendable {
  /// The most bytes of a pattern.
  package static let mostBytes = 8192
  /// How deep groups may be nested.
  package static let deepest = 100
  /// The most capturing groups.
  package static let mostGroups = 199

  /// As it was written, without slashes.
  package let source: String
  /// Whether a match takes no more than some steps for each character of a text, whatever stands in it.
  ///
  /// Where it is false, only trying tells.
  package let isLinear: Bool
  let ignoresCase: Bool
  // PCRE2 only reads it while it matches.
  nonisolated(unsafe) let code: OpaquePointer

  /// Throws `PatternError` of kind `syntax` or `tooLarge`.
  package init(_ source: String, _ flags: PatternFlags = []) throws(PatternError) {
    self.source = source
    ignoresCase = flags.contains(.ignoresCase)
    if source.utf8.count > Self.mostBytes {
      throw PatternError(.tooLarge, "it is longer than \(Self.mostBytes) bytes")
    }
    var translator = PatternTranslator(source)
    try translator.translate()
    isLinear = translator.isLinear
    code = try Self.compile(translator, flags)
  }

  deinit { pcre2_code_free_8(code) }

  private static func compile(
    _ translator: PatternTranslator, _ flags: PatternFlags
  ) throws(PatternError) -> OpaquePointer {
    var options = UInt32(PCRE2_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
    options |= UInt32(PCRE2_DOLLAR_ENDONLY) | UInt32(PCRE2_ALT_CIRCUMFLEX)
    options |= UInt32(PCRE2_MATCH_UNSET_BACKREF)
    if flags.contains(.ignoresCase) { options |= UInt32(PCRE2_CASELESS) }
    if flags.contains(.hasLines) { options |= UInt32(PCRE2_MULTILINE) }
    if flags.contains(.dotMatchesBreaks) { options |= UInt32(PCRE2_DOTALL) }
    guard let context = pcre2_compile_context_create_8(nil) else { throw outOfMemory }
    defer { pcre2_compile_context_free_8(context) }
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
    pcre2_set_parens_nest_limit_8(context, UInt32(deepest + 1))
    var number: Int32 = 0
    var offset = 0
    let code = translator.output.withUnsafeBufferPointer {
      pcre2_compile_8($0.baseAddress, $0.count, options, &number, &offset, context)
    }
    if let code { return code }
    // Their numbers stand in PCRE2's list of errors; all others say what is wrong with the text.
    // 125 is a lookbehind of no fixed length, which JavaScript has.
    let isSize = [101, 119, 120, 121, 125, 135, 152, 161, 184, 187].contains(number)
    throw PatternError(
      isSize ? .tooLarge : .syntax, words(of: number), at: translator.source(ofOutput: offset))
  }

  static var outOfMemory: PatternError { PatternError(.tooLarge, "there is no memory for it") }

  /// What PCRE2 says of an error, in lower case.
  private static func words(of number: Int32) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      let count = pcre2_get_error_message_8(number, buffer.baseAddress, buffer.count)
      return String(decoding: buffer[..<max(0, Int(count))], as: UTF8.self)
    }
  }
}
