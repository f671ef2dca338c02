import Characters
import Platform
import Reports

/// Shows a long text page by page.
enum Pager {
  /// Prints to standard output, through `$PAGER` where a person reads it and it does not fit.
  static func show(_ print: (Output) throws -> Void) throws {
    guard StandardOutput.isTerminal else { return try print(StandardOutput.output) }
    var text: [UInt8] = []
    let output = Output(
      isTerminal: true, width: { StandardOutput.columns }, sink: { text.append(contentsOf: $0) })
    try print(output)
    output.flush()
    if fits(text) || !run(text) { StandardOutput.output.write(text) }
  }

  private static func fits(_ text: [UInt8]) -> Bool {
    // Where the terminal does not tell its size, as under 'script', nobody may be there to press a key.
    guard let limit = StandardOutput.rows else { return true }
    var rows = 0
    let columns = max(1, StandardOutput.columns)
    for line in text.split(separator: .lineFeed, omittingEmptySubsequences: false) {
      rows += 1 + max(0, width(line) - 1) / columns
      if rows > limit { return false }
    }
    return true
  }

  /// Columns of a line, about: wide signs count as one.
  private static func width(_ line: ArraySlice<UInt8>) -> Int {
    var width = 0
    var place = line.startIndex
    while place < line.endIndex {
      if line[place] == 0x1B {
        place = endOfSequence(line, place)
        continue
      }
      width += line[place] & 0xC0 == 0x80 ? 0 : 1
      place += 1
    }
    return width
  }

  /// Where a colour or the address of a link ends.
  private static func endOfSequence(_ line: ArraySlice<UInt8>, _ start: Int) -> Int {
    let isAddress = start + 1 < line.endIndex && line[start + 1] == UInt8(ascii: "]")
    let last = isAddress ? UInt8(ascii: "\\") : UInt8(ascii: "m")
    return (line[start...].firstIndex(of: last) ?? line.endIndex - 1) + 1
  }

  /// Returns false where no pager could be started.
  private static func run(_ text: [UInt8]) -> Bool {
    StandardOutput.flush()
    let named = Program.variable("PAGER") ?? ""
    // As git does: less alone would show the colours as letters.
    let pager = "export LESS=\"${LESS-FRX}\"; " + (named.isEmpty ? "less -FRX" : named)
    // The shell says 127 for a program it does not have.
    let code = try? ChildProcess(["/bin/sh", "-c", pager]).run(reading: text)
    return code != nil && code != 127
  }
}
