"""Safe tables to files: CSV with data package, workbook, readable report."""
