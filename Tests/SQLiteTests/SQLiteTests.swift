import Testing

@Suite struct SQLiteTests {}
