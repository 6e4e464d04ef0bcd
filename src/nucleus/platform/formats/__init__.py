"""Files of rows: CSV, JSON, XML and XLSX, written as a stream in bounded memory.

Pure: knows no database, no request and no actor. `catalogue.FORMATS[name]` has the media type, the extension and
`stream(heads, chunks)`, which turns chunks of rows into chunks of bytes. Always holds: one chunk of rows is in memory
at a time; a text that a spreadsheet could run stays a text (`nucleus.kernel.text.safe_cell`); numbers stay numbers;
what XML cannot carry is left out; moments are UTC.
"""
