"""What texts and uploads are examined for before they are kept. No tables: everything here is a pure function."""
