"""Materials (domain.md D12): the library, what was sent to whom, whether it was looked at, what to send next."""
