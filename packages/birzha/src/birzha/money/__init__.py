"""Money: wallets, holds, a ledger that only grows, and what people see of it."""
