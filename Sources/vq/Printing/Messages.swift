import Platform
import Reports
import VaultKit

/// Messages on standard error: everything but answers.
enum Messages {
  static func line(_ text: String) {
    write(PlainText.writtenOut(PlainText.safe(text)) + "\n")
  }

  static func error(_ error: VaultError) {
    line("vq: \(error)")
    if error.kind == .noSuchFolder, let remark = VaultNames.remark(on: error.place) {
      line("  \(remark)")
    }
    if let line = TypedLine.corrected(error) { self.line("  try: \(line)") }
    if let step = error.nextStep(after: TypedLine.withoutVault) { line("  try: \(step)") }
  }

  /// Says what a user has to know of a refresh.
  static func report(_ report: RefreshReport) {
    for warning in report.warnings { line("vq: \(warning)") }
    if case .unusable(let reason) = report.rebuilt {
      line("vq: the index was made anew: \(reason)")
    }
  }

  /// Says what is wrong with settings that a command reads.
  static func report(_ faults: [SettingsFault]) {
    for fault in faults { line("vq: \(fault.sentence)") }
  }

  /// Writes text as it is.
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      try? FileSystem.write(UnsafeRawBufferPointer(bytes), to: 2)
    }
  }
}

/// One line on the terminal that says how far a long refresh has come.
final class ProgressLine {
  private var isShown = false
  /// In milliseconds.
  private var started: Double?
  /// Seconds from the start until the line is drawn again. A refresh that is over in the blink of an eye
  /// needs none, and nobody reads one that changes with every note.
  private var nextDrawing = 0.3
  private static let pause = 0.1

  /// Returns nil if standard error is not a terminal, or a dumb one.
  init?() {
    if !Terminal.isTerminal(2) || Surroundings.hasDumbTerminal { return nil }
  }

  deinit { clear() }

  func show(_ progress: RefreshProgress) {
    let now = SystemClock.stopwatch()
    guard let start = started else {
      started = now
      return
    }
    let seconds = (now - start) / 1000
    if progress.notesDone >= progress.notes { return clear() }
    if seconds < nextDrawing { return }
    nextDrawing = seconds + Self.pause
    let speed = Double(progress.bytesRead) / 1_000_000 / seconds
    let left = seconds / Double(progress.notesDone) * Double(progress.notes - progress.notesDone)
    let rate = "\(Int(speed)) MB/s, \(Int(left.rounded(.up))) s left"
    let done = "\(progress.notesDone) of \(progress.notes) notes"
    Messages.write("\r\u{1B}[Kmaking the index, once: \(done), \(rate)")
    isShown = true
  }

  private func clear() {
    if isShown { Messages.write("\r\u{1B}[K") }
    isShown = false
  }
}
