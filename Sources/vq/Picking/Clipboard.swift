import ArgumentParser
import Platform
import Reports

/// The clipboard of the desktop, or of the terminal that the user sits at.
enum Clipboard {
  /// Copies a text by the first program that is at hand, else by an escape sequence that most terminals know.
  static func copy(_ text: String) throws {
    for program in programs where Program.isInstalled(program[0]) {
      guard let process = try? ChildProcess(program).fed() else { continue }
      _ = Array(text.utf8).withUnsafeBytes { process.write($0) }
      if process.finish() == 0 { return }
    }
    guard Terminal.isTerminal(2) else {
      Messages.line("vq: there is no program that copies and no terminal; --path prints the path")
      throw ExitCode.error
    }
    Messages.write("\u{1B}]52;c;\(base64(text))\u{7}")
  }

  private static var programs: [[String]] {
    #if os(macOS)
      return [["pbcopy"]]
    #else
      var programs: [[String]] = []
      if Surroundings.variable("WAYLAND_DISPLAY") != nil { programs.append(["wl-copy"]) }
      if Surroundings.variable("DISPLAY") != nil {
        programs += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
      }
      if Surroundings.variable("TMUX") != nil {
        programs.append(["tmux", "load-buffer", "-w", "-"])
      }
      return programs
    #endif
  }

  /// Returns the bytes of a text as letters and digits, RFC 4648.
  private static func base64(_ text: String) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bytes = Array(text.utf8)
    var encoded = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(0) {
        $0 << 8 | (start + $1 < bytes.count ? Int(bytes[start + $1]) : 0)
      }
      for place in 0..<4 {
        encoded.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : "=")
      }
    }
    return encoded
  }
}
