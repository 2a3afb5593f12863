"""The encrypted database: engine, tables, unit of work, reads, migrations."""
