#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Logarithms, which are functions of the C library.
package enum Logarithm {
  /// The natural logarithm.
  package static func natural(_ value: Double) -> Double { log(value) }

  /// The logarithm to base 2.
  package static func binary(_ value: Double) -> Double { log2(value) }
}
