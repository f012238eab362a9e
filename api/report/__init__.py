"""The report that leadership reads: one document of figures, charts, tables and definitions.

Questions are asked as of a day (`standing.py`), subjects tell chapters about the answers
(`chapters/`, pure functions), and the report that these make up is data (`document.py`), which
`formats/` writes as HTML, PDF, XLSX and CSV. The same graph, days and settings give the same bytes.
"""
