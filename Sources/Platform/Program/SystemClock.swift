#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system's clocks.
package enum SystemClock {
  /// The time of day in nanoseconds since 1970, the clock that files are stamped with.
  package static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// A clock that only goes forward, in milliseconds.
  package static func stopwatch() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }
}

/// A point of time as a clock on the user's wall shows it.
package struct LocalTime {
  private let parts: tm

  /// - Parameter seconds: Since 1970.
  package init?(_ seconds: Int) {
    var time = time_t(seconds)
    var parts = tm()
    guard localtime_r(&time, &parts) != nil else { return nil }
    self.parts = parts
  }

  /// The time that a date and a time of day name; nil for what no calendar has.
  package init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (
      Int32(year) - 1900, Int32(month) - 1, Int32(day)
    )
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (Int32(hour), Int32(minute), Int32(second))
    parts.tm_isdst = -1
    // It also finds the day of the week.
    guard mktime(&parts) != -1, Int(parts.tm_mday) == day else { return nil }
    self.parts = parts
  }

  /// Seconds since 1970.
  package var seconds: Int {
    var parts = parts
    return Int(mktime(&parts))
  }

  /// What the clock shows now.
  package static var now: LocalTime? { LocalTime(Int(time(nil))) }

  package var year: Int { Int(parts.tm_year) + 1900 }
  package var month: Int { Int(parts.tm_mon) + 1 }
  package var day: Int { Int(parts.tm_mday) }
  /// How much later it is here than in Greenwich, in seconds.
  package var offset: Int { Int(parts.tm_gmtoff) }

  /// The time as `2026-03-01 14:30:00`.
  package var text: String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let hours = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0)) }
    return "\(year)-\(padded(month))-\(padded(day)) " + hours.joined(separator: ":")
  }

  /// The time in a form of the C function `strftime`, such as `%Y-%m-%d`.
  package func text(as pattern: String) -> String {
    // A text can be empty, and so is what does not fit: a sign in front tells them apart.
    let pattern = " " + pattern
    var parts = parts
    for size in [256, 1 << 16] {
      var buffer = [CChar](repeating: 0, count: size)
      let count = strftime(&buffer, size, pattern, &parts)
      if count > 0 {
        return String(decoding: buffer[1..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }
    return ""
  }
}
