from importlib.util import find_spec

# The embedded ClickHouse is not among the developers' packages (534 MB): make clickhouse runs what needs it.
collect_ignore = [] if find_spec("chdb") else ["test_embedded.py"]
