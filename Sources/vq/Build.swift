import Platform

/// How this program was built.
enum Build {
  static var isForDebugging: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }

  static var kind: String { isForDebugging ? "for debugging" : "for use" }

  /// Where its libraries are; nil where there is no choice.
  static var linking: String? {
    #if os(Linux)
      Program.isStatic ? "statically linked" : "with libraries of the system"
    #else
      nil
    #endif
  }

  static var processor: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "aarch64"
    #else
      "another processor"
    #endif
  }

  static var system: String {
    #if os(Linux)
      "Linux"
    #else
      "macOS"
    #endif
  }

  static var compiler: String {
    #if compiler(>=6.5)
      "Swift 6.5 or newer"
    #elseif compiler(>=6.4)
      "Swift 6.4"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #else
      "Swift 6.2"
    #endif
  }
}
