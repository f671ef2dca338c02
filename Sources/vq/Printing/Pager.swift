import Characters
import Platform
import Reports

/// Shows a long text page by page.
enum Pager {
  /// Prints to standard output, through `$PAGER` where a person reads it and it does not fit.
  static func show(_ print: (Output) throws -> Void) throws {
    // A terminal without a size, as under 'script', may have no user to press a key.
    guard StandardOutput.isTerminal, let rows = StandardOutput.rows else {
      return try print(StandardOutput.output)
    }
    StandardOutput.flush()
    let text = PagedText(rows: rows, columns: max(1, StandardOutput.columns))
    let output = Output(
      isTerminal: true, width: { StandardOutput.columns }, sink: { text.take($0) })
    do { try print(output) } catch {
      _ = text.finish()
      throw error
    }
    output.flush()
    if !text.finish() { try print(StandardOutput.output) }
  }
}

/// Text that is held back until it is known not to fit the terminal, and goes to the pager from then on.
private final class PagedText {
  /// Bytes that are held back before the pager starts: no terminal shows as many at once.
  private static let mostHeld = 1 << 20

  private let rows: Int
  private let columns: Int
  private var held: [UInt8] = []
  private var pager: FedProcess?
  private var hasNoPager = false

  init(rows: Int, columns: Int) { (self.rows, self.columns) = (rows, columns) }

  func take(_ bytes: UnsafeRawBufferPointer) {
    if hasNoPager { return }
    if let pager { return write(bytes, to: pager) }
    held.append(contentsOf: bytes)
    if fits() { return }
    guard let pager = Self.start() else {
      hasNoPager = true
      return
    }
    self.pager = pager
    held.withUnsafeBytes { write($0, to: pager) }
    held = []
  }

  /// Ends the text, and waits until it was read. Returns false where there is no pager, so that it has to be printed anew.
  func finish() -> Bool {
    if hasNoPager { return false }
    guard let pager else {
      StandardOutput.output.write(held)
      return true
    }
    return hasShown(pager)
  }

  /// Writes to the pager. Who leaves it has read enough, and what is still to be printed is not even made.
  private func write(_ bytes: UnsafeRawBufferPointer, to pager: FedProcess) {
    if pager.write(bytes) { return }
    if hasShown(pager) { Program.exit(0) }
    hasNoPager = true
  }

  /// Waits for the pager. One that is missing, or fails, has shown nothing, as far as can be known.
  private func hasShown(_ pager: FedProcess) -> Bool {
    let code = pager.finish()
    // The shell says of a program that it does not have so itself.
    if code != 0, code != 127 {
      Messages.line("vq: the pager ended with \(code), so here is the text without it")
    }
    return code == 0
  }

  private static func start() -> FedProcess? {
    let named = Program.variable("PAGER") ?? ""
    // As git does: less alone would show the colours as letters.
    let pager = "export LESS=\"${LESS-FRX}\"; " + (named.isEmpty ? "less -FRX" : named)
    return try? ChildProcess(["/bin/sh", "-c", pager]).fed()
  }

  private func fits() -> Bool {
    if held.count > Self.mostHeld { return false }
    var taken = 0
    for line in held.split(separator: .lineFeed, omittingEmptySubsequences: false) {
      taken += 1 + max(0, Self.width(line) - 1) / columns
      if taken > rows { return false }
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
      width += line[place].isContinuation ? 0 : 1
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
}
