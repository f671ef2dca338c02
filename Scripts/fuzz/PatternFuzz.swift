// What libFuzzer runs: a pattern, to the first line feed, against the text behind it.
import Glibc
import Patterns

/// Fewer steps than a pattern has in use, so that more inputs are tried.
private let mostSteps = 20_000

@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard let flags = bytes.first, let end = bytes.firstIndex(of: 0x0A), end > 0 else { return 0 }
  let source = String(decoding: bytes[1..<end], as: UTF8.self)
  let text = Array(bytes[(end + 1)...])
  do throws(PatternError) {
    let matcher = try PatternMatcher(
      Pattern(source, PatternFlags(rawValue: Int(flags & 7))), mostSteps: mostSteps)
    let exact = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count, alignment: 1)
    defer { exact.deallocate() }
    exact.copyBytes(from: text)
    let isValid = String(validating: text, as: UTF8.self) != nil
    var last = 0
    var broken: [String] = []
    try matcher.forEachMatch(in: UnsafeRawBufferPointer(exact)) { range in
      if range.lowerBound < last { broken.append("match \(range) begins before \(last)") }
      last = range.upperBound
      // Bytes that are no UTF-8 are mended first, and places count in what was mended.
      if isValid, range.upperBound > text.count { broken.append("match \(range) lies outside") }
      return true
    }
    if matcher.steps > mostSteps { broken.append("\(matcher.steps) steps were taken") }
    fail(broken)
  } catch {
    if error.message.isEmpty || error.offset < 0 || error.offset > source.utf8.count {
      fail(["\(error) says nothing of the pattern"])
    }
  }
  return 0
}
