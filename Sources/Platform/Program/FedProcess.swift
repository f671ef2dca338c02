#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that runs while its standard input is written piece by piece.
package final class FedProcess {
  private let input: Int32
  private let end: () -> Int32
  private var isOpen = true

  /// - Parameters:
  ///   - input: The end of a pipe to write to, which is closed with this.
  ///   - end: Waits for the program, and returns the code that it ends with.
  init(input: Int32, end: @escaping () -> Int32) {
    (self.input, self.end) = (input, end)
  }

  /// Writes bytes. Returns false once the program takes no more: then it has what it wanted.
  package func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if !isOpen { return false }
    do throws(SystemError) {
      try FileSystem.write(bytes, to: input)
    } catch {
      closeInput()
    }
    return isOpen
  }

  /// Ends the input, waits for the program, and returns the code that it ends with; 128 and more for a signal.
  package func finish() -> Int32 {
    closeInput()
    return end()
  }

  private func closeInput() {
    if isOpen { close(input) }
    isOpen = false
  }
}
