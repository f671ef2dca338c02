// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is built the same strict way: Swift 6 language mode, warnings are errors, and an
/// import is visible only in the file and the module that wrote it.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// One room of the house; what it may import is the list here and nothing else.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func suite(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude,
    swiftSettings: strict)
}

let package = Package(
  name: "vq",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "vq", targets: ["vq"]),
    .library(name: "VaultKit", targets: ["VaultKit"]),
  ],
  // One version and no other: a release of the same commit has the same bytes next year.
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(
      name: "CStemmer",
      providers: [.apt(["libstemmer-dev"]), .brew(["snowball"])]),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8",
      providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),

    .systemLibrary(
      name: "CEdit",
      providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),

    .target(name: "CUnicodeTables"),
    .systemLibrary(name: "CProcessor"),
    .systemLibrary(name: "CFiles"),
    .target(name: "CTOML"),

    room("Characters"),
    room("JSON", ["Characters"]),
    room("Platform", ["CFiles"]),
    room("NoteModel", ["Characters", "Platform"]),
    room("NoteText", ["CProcessor", "CStemmer", "CUnicodeTables", "Characters", "Platform"]),
    room("Patterns", ["CPCRE2", "Characters"]),
    room("NoteParsing", ["Characters", "JSON", "NoteModel"]),
    room("NoteQuery", ["Characters", "NoteText"]),
    room("NoteLinks", ["Characters", "NoteModel", "Platform"]),
    room("SQLite", ["CSQLite", "Platform"]),
    room("FullText", ["CProcessor", "Platform", "SQLite"]),
    room(
      "NoteIndex",
      [
        "Characters", "FullText", "JSON", "NoteModel", "NoteText", "NoteQuery",
        "NoteLinks", "Platform", "SQLite",
      ]),
    room(
      "NoteSearch",
      ["Characters", "NoteModel", "NoteParsing", "NoteQuery", "Patterns"]),
    room("NoteRanking", ["Characters", "NoteModel", "NoteText", "NoteQuery", "Platform"]),
    room(
      "VaultKit",
      [
        "Characters", "NoteModel", "NoteText", "NoteParsing", "NoteQuery", "NoteLinks", "NoteIndex",
        "NoteRanking", "NoteSearch", "Patterns", "Platform", "SQLite",
      ]),
    room("Reports", ["Characters", "JSON", "Platform", "VaultKit"]),
    room("JSONRPC", ["Characters", "JSON", "Platform"]),
    room("MCPServer", ["Characters", "JSON", "JSONRPC", "Platform", "Reports", "VaultKit"]),
    room("LineEditing", ["CEdit"]),
    room("TOML", ["CTOML"]),
    .executableTarget(
      name: "vq",
      dependencies: [
        "Characters", "JSON", "LineEditing", "MCPServer", "Platform", "Reports", "TOML", "VaultKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict,
      // What libedit needs itself, where it is linked statically.
      linkerSettings: ["tinfo", "bsd", "md"].map {
        .linkedLibrary($0, .when(platforms: [.linux]))
      }),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    suite("CharactersTests", ["Characters"]),
    suite("JSONTests", ["JSON"]),
    suite("JSONRPCTests", ["JSON", "JSONRPC"]),
    suite("MCPServerTests", ["JSON", "JSONRPC", "MCPServer", "VaultKit"]),
    suite("NoteModelTests", ["Characters", "NoteModel"]),
    suite("NoteTextTests", ["NoteText"]),
    suite("PatternsTests", ["Patterns"]),
    suite("NoteParsingTests", ["NoteParsing", "NoteModel", "NoteIndex", "NoteLinks", "NoteText"]),
    suite("NoteQueryTests", ["NoteQuery", "NoteText"]),
    suite("NoteLinksTests", ["NoteLinks", "NoteModel"]),
    suite("SQLiteTests", ["SQLite"]),
    suite("FullTextTests", ["FullText", "Platform", "SQLite"], exclude: ["StoredTables"]),
    suite(
      "NoteIndexTests",
      [
        "FullText", "NoteIndex", "NoteLinks", "NoteModel", "NoteText", "NoteQuery", "NoteRanking",
        "Platform", "SQLite",
      ]),
    suite("NoteSearchTests", ["NoteSearch", "NoteModel", "NoteQuery"]),
    suite("NoteRankingTests", ["NoteRanking", "NoteModel", "NoteText", "NoteQuery"]),
    suite(
      "VaultKitTests",
      ["VaultKit", "FullText", "NoteIndex", "NoteModel", "NoteQuery", "Platform", "SQLite"]),
    suite("ReportsTests", ["Reports", "VaultKit"]),
    suite("TOMLTests", ["TOML"]),
    suite("vqTests", [], exclude: ["Transcripts", "Suites", "Questions"]),
  ],
  cxxLanguageStandard: .cxx17
)
