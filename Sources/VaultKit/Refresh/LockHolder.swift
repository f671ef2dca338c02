import Characters
import Platform

/// The process that another one waits for.
public struct LockHolder: Sendable, Hashable {
  /// Its number; nil where it is not known.
  public private(set) var process: Int32?
  /// Whether it was stopped, as with Ctrl-Z.
  public private(set) var isStopped = false
  /// Whether it runs or waits for a disk, or nothing is known of that.
  private var isRunning = true
  /// Time that its threads have had a processor, in ticks of the system's clock.
  private var ticks = 0
  /// How often its threads have begun to wait for something. Who reads a slow disk of another machine may do no
  /// more than that between two ticks.
  private var waits = 0

  init() {}

  /// Reads who has signed a lock file, and what the system knows of that process.
  init(_ descriptor: Int32) {
    var text: [UInt8] = []
    try? FileSystem.read(descriptor, into: &text, 16, at: 0)
    guard let number = Int32(Self.words(text[...]).first ?? ""), number > 0,
      Program.isRunning(number)
    else { return }
    process = number
    #if os(Linux)
      look(number)
    #endif
  }

  /// Writes this process into a lock file it holds. If the disk is full, the holder stays unknown.
  static func sign(_ descriptor: Int32) {
    // Else the number of an earlier holder, which may be alive, would stand for this one.
    FileSystem.replaceContent(of: descriptor, by: Array("\(Program.number)\n".utf8))
  }

  /// Whether there is no sign that it does nothing.
  func isAtWork(since earlier: LockHolder) -> Bool {
    if process == nil || process != earlier.process || isRunning { return true }
    return ticks != earlier.ticks || waits != earlier.waits
  }

  #if os(Linux)
    /// Reads `/proc/N/stat`: after the program's name in brackets the state, and eleven fields later the
    /// times that it ran in user mode and in the system.
    private mutating func look(_ number: Int32) {
      guard let bytes = try? FileSystem.contents(of: "/proc/\(number)/stat"),
        let bracket = bytes.lastIndex(of: UInt8(ascii: ")"))
      else { return }
      let fields = Self.words(bytes[(bracket + 1)...])
      guard fields.count > 12, let user = Int(fields[11]), let system = Int(fields[12]) else {
        return
      }
      isStopped = ["T", "t"].contains(fields[0])
      isRunning = ["R", "D"].contains(fields[0])
      ticks = user + system
      waits = Self.waits(of: number)
    }

    /// Adds up what `/proc/N/task/T/status` says of each thread; 0 where nothing can be read.
    private static func waits(of process: Int32) -> Int {
      var sum = 0
      for name in FolderEntries.names(of: "/proc/\(process)/task") {
        let path = "/proc/\(process)/task/\(name)/status"
        guard Int32(name) != nil, let bytes = try? FileSystem.contents(of: path) else { continue }
        let words = words(bytes[...])
        guard let place = words.firstIndex(of: "voluntary_ctxt_switches:"), place + 1 < words.count
        else { continue }
        sum += Int(words[place + 1]) ?? 0
      }
      return sum
    }
  #endif

  private static func words(_ bytes: ArraySlice<UInt8>) -> [String] {
    bytes.split { $0.isBlankOrControl }.map { String(decoding: $0, as: UTF8.self) }
  }
}

extension LockHolder: CustomStringConvertible {
  /// What it is called in a sentence: `another vq (process 123, which is stopped)`.
  public var description: String {
    guard let process else { return "another vq" }
    return "another vq (process \(process)\(isStopped ? ", which is stopped" : ""))"
  }
}
