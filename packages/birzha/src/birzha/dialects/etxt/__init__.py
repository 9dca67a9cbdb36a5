"""eTXT's JSON API over our market: one URL, ``method``, ``token`` and ``sign`` in its query."""
