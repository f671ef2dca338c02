import CFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Another program that is run and waited for. No shell reads its arguments.
package struct ChildProcess {
  private let words: [String]
  private let environment: [(name: String, value: String)]

  /// - Parameters:
  ///   - words: The program, found by `$PATH`, and its arguments.
  ///   - environment: Variables that it is given beside those of this program, or in their place.
  package init(_ words: [String], environment: [(name: String, value: String)] = []) {
    (self.words, self.environment) = (words, environment)
  }

  /// Runs it with the files of this program, and returns the code that it ends with; 128 and more for a signal.
  package func run() throws(SystemError) -> Int32 {
    let keys = HeldKeys()
    defer { keys.release() }
    let process = try start { _ in }
    return Self.wait(for: process)
  }

  /// Runs it without standard input, and returns what it writes to standard output. It may draw on the terminal through
  /// standard error, even if that of this program leads elsewhere.
  package func output() throws(SystemError) -> (bytes: [UInt8], code: Int32) {
    let (reading, writing) = try Self.pipe()
    let keys = HeldKeys()
    defer {
      keys.release()
      close(reading)
    }
    let process: pid_t
    do throws(SystemError) {
      process = try start { actions in
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, writing, 1)
        if !Terminal.isTerminal(2), Terminal.isThere {
          posix_spawn_file_actions_addopen(&actions, 2, Terminal.path, O_RDWR, 0)
        }
      }
    } catch {
      close(writing)
      throw error
    }
    close(writing)
    var (bytes, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    while let count = try? FileSystem.readNext(reading, into: &chunk), count > 0 {
      bytes += chunk[..<count]
    }
    return (bytes, Self.wait(for: process))
  }

  /// Starts it with a pipe for its standard input. Until that is finished, Ctrl-C is meant for it alone.
  package func fed() throws(SystemError) -> FedProcess {
    let (reading, writing) = try Self.pipe()
    let keys = HeldKeys()
    let process: pid_t
    do throws(SystemError) {
      process = try start { actions in posix_spawn_file_actions_adddup2(&actions, reading, 0) }
    } catch {
      keys.release()
      close(reading)
      close(writing)
      throw error
    }
    close(reading)
    return FedProcess(input: writing) {
      defer { keys.release() }
      return Self.wait(for: process)
    }
  }

  private static func pipe() throws(SystemError) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [0, 0]
    #if canImport(Glibc)
      if Glibc.pipe(&ends) != 0 { throw .last }
    #else
      if Darwin.pipe(&ends) != 0 { throw .last }
    #endif
    // In the program, the copy under another number stays open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private func start(
    _ files: (inout posix_spawn_file_actions_t) -> Void
  ) throws(SystemError) -> pid_t {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #else
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    files(&actions)
    // An ignored signal stays ignored in the next program, which does not expect it.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGXFSZ)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGQUIT)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments = words.map { strdup($0) } + [nil]
    var variables = variables.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    guard let program = arguments[0] else { throw SystemError(code: ENOENT) }
    var process = pid_t()
    let code = posix_spawnp(&process, program, &actions, &attributes, &arguments, &variables)
    if code != 0 { throw SystemError(code: code) }
    return process
  }

  private var variables: [String] {
    var all: [String] = environment.map { "\($0.name)=\($0.value)" }
    var next = vq_environment()
    while let text = next?.pointee {
      let line = String(cString: text)
      if !environment.contains(where: { line.hasPrefix($0.name + "=") }) { all.append(line) }
      next = next?.successor()
    }
    return all
  }

  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { return 127 } }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }
}

/// The keys that end a program, Ctrl-C and Ctrl-\, while they are meant for another one.
private struct HeldKeys {
  private let interrupt = signal(SIGINT, SIG_IGN)
  private let quit = signal(SIGQUIT, SIG_IGN)

  func release() {
    signal(SIGINT, interrupt)
    signal(SIGQUIT, quit)
  }
}
