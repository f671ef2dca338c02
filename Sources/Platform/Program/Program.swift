import CFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// This program as the system runs it, and others that run.
package enum Program {
  /// Ends the program.
  package static func exit(_ code: Int32) -> Never {
    #if canImport(Glibc)
      Glibc.exit(code)
    #else
      Darwin.exit(code)
    #endif
  }

  /// Ends the program at once, whatever its other threads do: nothing is flushed or given back first.
  package static func endAtOnce(_ code: Int32) -> Never { _exit(code) }

  /// Turns signals about writing into errors: a pipe without a reader, a file that may not grow.
  package static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Leaves Ctrl-C and Ctrl-\ to the programs that this one starts.
  package static func ignoreKeys() {
    signal(SIGINT, SIG_IGN)
    signal(SIGQUIT, SIG_IGN)
  }

  /// The number of its process.
  package static var number: Int32 { getpid() }

  /// Whether all that it is made of is in its own file.
  package static var isStatic: Bool {
    #if os(Linux)
      vq_is_static() != 0
    #else
      false
    #endif
  }

  /// Whether it may do whatever it wants.
  package static var isRoot: Bool { geteuid() == 0 }

  /// Whether a process of this number runs.
  package static func isRunning(_ number: Int32) -> Bool { kill(number, 0) == 0 || errno == EPERM }

  /// What the environment says; nil for nothing.
  package static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The folder that relative paths begin in.
  package static var workingFolder: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// Where it is, to start it once more: as it was called, from `/` on where that is a path.
  package static var path: String {
    let name = CommandLine.arguments.first ?? ""
    guard name.contains("/"), !name.hasPrefix("/") else { return name }
    return (workingFolder ?? "") + "/" + name
  }

  /// Where it is, also if the shell has found it by `$PATH`.
  package static var foundPath: String {
    if path.contains("/") { return path }
    let folders = (variable("PATH") ?? "").split(separator: ":").map { "\($0)/\(path)" }
    return folders.first { access($0, X_OK) == 0 } ?? path
  }

  /// Whether a folder of `$PATH` has a program of this name.
  package static func isInstalled(_ name: String) -> Bool {
    (variable("PATH") ?? "").split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
  }

  /// The session of the system that it belongs to: that of the shell it was typed into.
  package static var session: Int32 { getsid(0) }

  /// Goes on as another program, found by `$PATH`; returns only if that fails.
  ///
  /// - Parameter words: The program and its arguments. No shell reads them.
  package static func become(_ words: [String]) -> SystemError {
    // An ignored signal stays ignored in the next program, which does not expect it.
    signal(SIGPIPE, SIG_DFL)
    signal(SIGXFSZ, SIG_DFL)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    if let program = arguments[0] { execvp(program, &arguments) }
    let error = SystemError.last
    ignoreWriteSignals()
    return error
  }
}
