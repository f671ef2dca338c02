import Characters

/// The name of an HTML tag, packed into one word: five bits a letter.
struct HTMLName: Equatable {
  let packed: UInt64

  init(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    var packed: UInt64 = 0
    if end - start <= 11 {
      for index in start..<end {
        let byte = bytes[index]
        let code = byte.isDigit ? UInt64(byte & 15) : UInt64(byte & 0x1F)
        packed = packed << 5 | code
      }
      // A digit shares its code with a letter; the lowest bits tell `h1` from `ha`.
      packed = packed << 1 | (end > start && bytes[end - 1].isDigit ? 1 : 0)
    }
    self.packed = packed
  }

  private init(_ name: Substring) {
    var bytes = Array(name.utf8)
    self = bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return HTMLName(ByteClass.table, 0, 0) }
      return HTMLName(UnsafePointer(base), 0, buffer.count)
    }
  }

  var isBlock: Bool { packed != 0 && Self.contains(Self.blocks, packed) }
  /// Whether Markdown inside it is left alone up to its closing tag.
  var isVerbatim: Bool { packed != 0 && Self.contains(Self.verbatim, packed) }
  /// Whether a reader never sees what it holds.
  var isHidden: Bool { packed != 0 && Self.contains(Self.hidden, packed) }
  /// Whether the words on both sides of it belong to one line of text.
  var isPhrasing: Bool { packed != 0 && Self.contains(Self.phrasing, packed) }

  /// Whether HTML, SVG or MathML has a tag of the name; longer names are of custom elements.
  var isKnown: Bool {
    packed == 0 || isBlock || isPhrasing || isVerbatim || Self.contains(Self.others, packed)
  }

  /// Whether it needs no closing tag.
  var standsAlone: Bool { packed != 0 && Self.contains(Self.alone, packed) }

  static let anchor = HTMLName("a")

  private static let alone = sorted("br hr wbr p li dt dd td th tr option")
  private static let blocks = sorted(
    """
    address article aside base basefont blockquote body caption center col colgroup dd details \
    dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 \
    head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option \
    p param search section summary table tbody td tfoot th thead title tr track ul
    """)
  private static let verbatim = sorted("script pre style textarea")
  private static let hidden = sorted("script style")
  private static let phrasing = sorted(
    """
    a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q rb rp rt ruby s samp small \
    span strike strong sub sup tt u var wbr
    """)

  private static let others = sorted(
    """
    acronym applet area audio base br button canvas circle data datalist defs desc ellipse embed g \
    hgroup image img input keygen label line map marquee math meter mfrac mi mn mo mrow msqrt msub \
    msup mtext nobr noscript object output path picture polygon polyline progress rect rtc rect \
    select slot source stop strike svg symbol template text time tspan use video
    """)

  private static func sorted(_ names: String) -> [UInt64] {
    names.split(separator: " ").map { HTMLName($0).packed }.sorted()
  }

  private static func contains(_ names: [UInt64], _ name: UInt64) -> Bool {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle] == name { return true }
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return false
  }
}
