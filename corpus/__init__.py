"""What may be quoted: library folders, their schemas and readers, chunking, glossary, quantities and dates."""
