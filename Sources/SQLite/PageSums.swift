// SQLite believes what it reads from a database file; a byte that a disk or a program has changed inside a
// text is shown as if a note said it. So each page ends with eight bytes that depend on all the others and on
// the page's place, in the room that the file format reserves for such uses. The log has sums of its own,
// which SQLite checks when the first connection opens it.
//
// The way in is a "VFS shim" (sqlite.org/vfs.html): files of SQLite's usual kind, whose functions for reading
// and writing are replaced.

import CSQLite

/// Sums over the pages of database files, checked with every read from the disk.
enum PageSums {
  /// Only pages of this size have sums; other databases are not vq's.
  static let pageSize: Int32 = 8192
  /// Bytes at the end of each page that SQLite leaves alone.
  static let reserved: Int32 = 8

  /// What is done with the sums of one file.
  enum Mode: UInt8 {
    /// Not a database with sums, or not known yet.
    case off
    case checking
    /// Sums are written, not checked: while pages are copied unread.
    case writing
  }

  /// The name under which files with sums are opened; nil where this SQLite knows no files.
  static let vfsName: String? = register()

  static func mode(of database: OpaquePointer) -> Mode {
    file(of: database).map { extra(of: $0).pointee.mode } ?? .off
  }

  static func set(_ mode: Mode, of database: OpaquePointer) {
    if let file = file(of: database) { extra(of: file).pointee.mode = mode }
  }

  /// The file of a database, if it was opened here.
  private static func file(of database: OpaquePointer) -> UnsafeMutablePointer<sqlite3_file>? {
    var file: UnsafeMutablePointer<sqlite3_file>?
    let code = sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file)
    // A file of another VFS has no such place behind it; its address is compared, not read.
    guard code == SQLITE_OK, let file, file.pointee.pMethods == ownMethods(of: file) else {
      return nil
    }
    return file
  }

  // MARK: The shim

  /// What the shim keeps with an open file, after what SQLite keeps.
  private struct Extra {
    /// The functions of SQLite's file, two of them replaced; they differ with the file system. The first member, since
    /// the file points here.
    var methods: sqlite3_io_methods
    var original: UnsafePointer<sqlite3_io_methods>
    var mode: Mode
  }

  /// The parts that live as long as the program.
  private struct Shim {
    let original: UnsafeMutablePointer<sqlite3_vfs>?
    let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
  }

  // Written once, before any file is open.
  nonisolated(unsafe) private static let shim = Shim(original: sqlite3_vfs_find(nil))

  private static func register() -> String? {
    guard let original = shim.original else { return nil }
    var vfs = original.pointee
    vfs.pNext = nil
    // SQLite keeps the address, so it has to be a constant of the program.
    let name: StaticString = "vq-sums"
    vfs.zName = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    vfs.szOsFile = Int32(extraOffset + MemoryLayout<Extra>.size)
    // The other functions do not look at the VFS that they are called with.
    vfs.xOpen = { _, name, file, flags, outFlags in
      PageSums.open(name, file, flags, outFlags)
    }
    shim.vfs.initialize(to: vfs)
    return sqlite3_vfs_register(shim.vfs, 0) == SQLITE_OK ? "vq-sums" : nil
  }

  private static var extraOffset: Int {
    let size = Int(shim.original?.pointee.szOsFile ?? 0)
    return (size + 15) & ~15
  }

  private static func extra(
    of file: UnsafeMutablePointer<sqlite3_file>
  ) -> UnsafeMutablePointer<Extra> {
    (UnsafeMutableRawPointer(file) + extraOffset).assumingMemoryBound(to: Extra.self)
  }

  /// Where the functions of a file opened here are kept.
  private static func ownMethods(
    of file: UnsafeMutablePointer<sqlite3_file>
  ) -> UnsafePointer<sqlite3_io_methods> {
    UnsafeRawPointer(extra(of: file)).assumingMemoryBound(to: sqlite3_io_methods.self)
  }

  private static func open(
    _ name: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
    _ outFlags: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    guard let original = shim.original, let open = original.pointee.xOpen, let file else {
      return SQLITE_CANTOPEN
    }
    let code = open(original, name, file, flags, outFlags)
    // Logs and temporary files are left as they are.
    guard code == SQLITE_OK, flags & SQLITE_OPEN_MAIN_DB != 0, let methods = file.pointee.pMethods
    else { return code }
    var replaced = methods.pointee
    replaced.xRead = { PageSums.read($0, $1, $2, $3) }
    replaced.xWrite = { PageSums.write($0, $1, $2, $3) }
    extra(of: file).initialize(to: Extra(methods: replaced, original: methods, mode: .off))
    file.pointee.pMethods = ownMethods(of: file)
    return code
  }

  private static func read(
    _ file: UnsafeMutablePointer<sqlite3_file>?, _ buffer: UnsafeMutableRawPointer?,
    _ count: Int32, _ offset: Int64
  ) -> Int32 {
    guard let file, let buffer else { return SQLITE_IOERR }
    let extra = extra(of: file)
    guard let read = extra.pointee.original.pointee.xRead else { return SQLITE_IOERR }
    let code = read(file, buffer, count, offset)
    // A file that ends inside a page: SQLite would take the rest, with the sum, for zeros.
    if code == SQLiteError.shortRead, extra.pointee.mode == .checking, count == pageSize {
      return SQLITE_CORRUPT
    }
    guard code == SQLITE_OK else { return code }
    // SQLite starts with the header, so this is known before any page is read.
    if offset == 0, count >= 100, extra.pointee.mode != .writing {
      extra.pointee.mode = hasSums(buffer) ? .checking : .off
    }
    guard extra.pointee.mode == .checking, count == pageSize else { return code }
    let stored = (buffer + Int(pageSize - reserved)).loadUnaligned(as: UInt64.self)
    return stored == sum(buffer, offset) ? code : SQLITE_CORRUPT
  }

  private static func write(
    _ file: UnsafeMutablePointer<sqlite3_file>?, _ buffer: UnsafeRawPointer?, _ count: Int32,
    _ offset: Int64
  ) -> Int32 {
    guard let file, let buffer else { return SQLITE_IOERR }
    let extra = extra(of: file)
    guard let write = extra.pointee.original.pointee.xWrite else { return SQLITE_IOERR }
    if extra.pointee.mode != .off, count == pageSize {
      // The page is SQLite's own, and in these bytes it has no interest.
      let place = UnsafeMutableRawPointer(mutating: buffer) + Int(pageSize - reserved)
      place.storeBytes(of: sum(buffer, offset), as: UInt64.self)
    }
    return write(file, buffer, count, offset)
  }

  /// Whether a file with this header has pages with sums.
  private static func hasSums(_ header: UnsafeMutableRawPointer) -> Bool {
    let size = Int32(header.load(fromByteOffset: 16, as: UInt8.self)) << 8
    return size == pageSize && Int32(header.load(fromByteOffset: 20, as: UInt8.self)) == reserved
  }

  // MARK: The sum

  /// Four multiplied lanes, as in XXH64: a page takes less than a microsecond.
  private static func sum(_ page: UnsafeRawPointer, _ offset: Int64) -> UInt64 {
    var lanes: (UInt64, UInt64, UInt64, UInt64) = (
      UInt64(bitPattern: offset) &+ 1, 0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F,
      0x1656_67B1_9E37_79F9
    )
    var place = 0
    let end = Int(pageSize) - 32
    while place < end {
      lanes.0 = mix(lanes.0, page, place)
      lanes.1 = mix(lanes.1, page, place + 8)
      lanes.2 = mix(lanes.2, page, place + 16)
      lanes.3 = mix(lanes.3, page, place + 24)
      place += 32
    }
    lanes.0 = mix(lanes.0, page, place)
    lanes.1 = mix(lanes.1, page, place + 8)
    lanes.2 = mix(lanes.2, page, place + 16)
    var all = lanes.0
    for lane in [lanes.1, lanes.2, lanes.3] {
      all = (all ^ (all >> 29)) &* 0x9E37_79B1_85EB_CA87 &+ lane
    }
    return all ^ (all >> 32)
  }

  @inline(__always)
  private static func mix(_ lane: UInt64, _ page: UnsafeRawPointer, _ place: Int) -> UInt64 {
    let word = page.loadUnaligned(fromByteOffset: place, as: UInt64.self)
    let mixed = lane &+ word &* 0xC2B2_AE3D_27D4_EB4F
    return (mixed << 31 | mixed >> 33) &* 0x9E37_79B1_85EB_CA87
  }
}
