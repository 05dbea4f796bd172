"""Import, export, web forms, mail and webhooks: what enters and leaves."""
