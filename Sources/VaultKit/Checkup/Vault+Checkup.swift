import NoteIndex
import NoteModel
import Platform
import SQLite

extension Vault {
  /// Looks at the vault, its index and the system below both. Reads no note, and writes nothing.
  ///
  /// - Parameter home: The user's own folder, which paths are shown without.
  public func checkup(home: String) -> [CheckupRow] {
    let folder = FolderCheck(root, home: home)
    var rows = [
      CheckupRow("vault", "\(folder.shown), \(origin.words)"), folder.system, folder.births,
    ]
    do throws(VaultError) { _ = try files() } catch {
      rows[0] = CheckupRow(
        "vault", .wrong, "\(folder.shown): \(error.cause ?? "cannot be read")",
        advice: "let yourself read this folder")
    }
    let store = FolderCheck(refresher.store.location.folder, home: home)
    return rows + settingsRows + indexRows(in: store)
  }

  /// What is wrong with the files of the vault's settings; their names are not names of notes.
  private var settingsRows: [CheckupRow] {
    guard let faults = try? settingsFaults() else { return [] }
    let unused = excluded.faults.count
    if faults.isEmpty, unused == 0 {
      return [CheckupRow("settings", "nothing is wrong with those of Obsidian that vq reads")]
    }
    var rows = faults.map { fault in
      CheckupRow(
        "settings", .limited, fault.sentence,
        advice: "mend this file or remove it; Obsidian writes it anew when you change a setting")
    }
    if unused > 0 {
      let filters = Plural.count(unused, "filter", ("excludes", "exclude"))
      rows.append(
        CheckupRow(
          "settings", .limited, "\(ObsidianSettings.name): \(filters) nothing",
          advice: "'vq check' says which and why"))
    }
    return rows
  }

  /// How many files and folders cannot be read, whose text is in no answer.
  private func accessRow(_ oddities: [Oddity], _ index: NoteIndex?) throws -> CheckupRow {
    let unread = Set(oddities.filter(\.isWarning).map(\.path))
      .union(try index?.problems().filter { $0.problem.kind == .fileUnreadable }.map(\.path) ?? [])
    if unread.isEmpty { return CheckupRow("access", "all that is known of can be read") }
    let value =
      unread.count == 1
      ? "1 file or folder cannot be read, and is in no answer"
      : "\(unread.count) files or folders cannot be read, and are in no answer"
    return CheckupRow(
      "access", .limited, value, advice: "'vq check --kind file-unreadable' says which and why")
  }

  /// What is to be said of SQLite, where no index of this vault can be asked.
  public static var sqliteRow: CheckupRow {
    do {
      let index = try NoteIndex.create(path: nil)
      return sqliteRow(slowSearch: try index.slowSearch)
    } catch {
      return CheckupRow(
        "sqlite", .wrong, "\(NoteIndex.sqliteVersion): \(error)",
        advice: "vq needs SQLite with full-text search; a released vq brings its own")
    }
  }

  private static func sqliteRow(slowSearch: String?) -> CheckupRow {
    let version = NoteIndex.sqliteVersion
    guard let slowSearch else {
      return CheckupRow("sqlite", "\(version), vq reads its full-text pages itself")
    }
    return CheckupRow(
      "sqlite", .limited, "\(version), searches itself: \(slowSearch)",
      advice: "answers are the same but take longer; a released vq brings an SQLite that it knows")
  }

  private func indexRows(in store: FolderCheck) -> [CheckupRow] {
    let row: CheckupRow
    do {
      switch try refresher.store.open(for: .answerAtOnce, settings: settings.key) {
      case .ready(let index): return try rows(of: index, in: store)
      case .missing:
        row = CheckupRow(
          "index", "none yet in \(store.shown)",
          advice: store.advice("the next question makes it, once"))
      case .unusable(let reason): row = Self.unusable(store, reason)
      }
    } catch let error as SQLiteError where error.kind == .corrupt {
      row = Self.unusable(store, "it is damaged")
    } catch {
      let reason = (error as? SystemError)?.reason ?? (error as? SQLiteError)?.message
      row = CheckupRow(
        "index", .wrong, "in \(store.shown): \(reason ?? "\(error)")",
        advice: "see whose folder it is, or name another one: VQ_INDEX=FOLDER")
    }
    let access = (try? refresher.oddities()).flatMap { try? accessRow($0, nil) }
    return [access, row].compactMap { $0 } + [
      store.room(hasIndex: false), Self.sqliteRow, watcherRow(folders: nil),
    ]
  }

  private static func unusable(_ store: FolderCheck, _ reason: String) -> CheckupRow {
    CheckupRow(
      "index", .limited, "in \(store.shown), not used: \(reason)",
      advice: store.advice("the next question makes it anew"))
  }

  private func rows(of index: NoteIndex, in store: FolderCheck) throws -> [CheckupRow] {
    let facts = try index.read {
      try index.checkPages()
      return (
        notes: index.noteCount, files: try index.fileCount(), bytes: try index.byteCount(),
        folders: try index.allFolders().count, slowSearch: try index.slowSearch
      )
    }
    let look = try VaultLook(at: files(), index)
    let changes = try look.finish()
    let size =
      facts.bytes < 1_000_000 ? "\(facts.bytes / 1000) kB" : "\(facts.bytes / 1_000_000) MB"
    return [
      try accessRow(changes.oddities, index),
      CheckupRow(
        "index",
        "in \(store.shown), every page is whole: \(size), schema \(NoteIndex.schemaVersion), "
          + Plural.count(facts.notes, "note") + ", " + Plural.count(facts.files, "file")),
      store.room(hasIndex: true), Self.lookRow(look.milliseconds, isCurrent: changes.isEmpty),
      Self.sqliteRow(slowSearch: facts.slowSearch),
      watcherRow(folders: facts.folders),
    ]
  }

  /// How long a look at the vault takes, which every question begins with.
  private static func lookRow(_ milliseconds: Double, isCurrent: Bool) -> CheckupRow {
    let time = "\(Int(milliseconds.rounded(.up))) ms"
    let found =
      isCurrent ? "nothing has changed" : "something may have changed since the last question"
    guard milliseconds > longLook else { return CheckupRow("look", "\(time), \(found)") }
    return CheckupRow(
      "look", .limited, "\(time), \(found)",
      advice: "each question looks at every folder first; --no-refresh does without")
  }

  /// A look that a person waits for, in milliseconds.
  private static let longLook = 300.0

  /// Whether the system can tell `vq watch` of every change, and whether one runs.
  ///
  /// - Parameter folders: How many the vault has; nil if unknown.
  private func watcherRow(folders: Int?) -> CheckupRow {
    guard let most = WatchLimit.mostFolders else {
      return CheckupRow(
        "watcher", .limited, "the system reports no changes here",
        advice: "'vq watch' works, and looks once a second")
    }
    let runs = WatcherCall(refresher.store.location, root: root) != nil
    let value =
      "the system reports changes in up to \(most) folders"
      + (runs ? ", and 'vq watch' runs for this vault" : "")
    guard let folders, folders > most else { return CheckupRow("watcher", value) }
    return CheckupRow(
      "watcher", .limited, "\(value), and the vault has \(folders)",
      advice:
        "'vq watch' looks once a second; more: sysctl fs.inotify.max_user_watches=\(2 * folders)")
  }
}
