"""Tasks (domain.md D14): what somebody is to do by when, promises to and of customers included."""
